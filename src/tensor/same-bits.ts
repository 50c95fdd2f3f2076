// Equality of arrays to the bit, all NaNs one class: −0 is not +0.
import { sameType } from '../shape/index.ts'
import { demandHandle } from './demand.ts'
import { dataOf, type Handle } from './handle.ts'

/** Whether two arrays have one type and the same bits. */
export const sameBits = (a: Handle, b: Handle): boolean => {
  demandHandle('sameBits', 'operand', a)
  demandHandle('sameBits', 'operand', b)
  if (a === b) return true
  const [left, right] = [dataOf(a), dataOf(b)]
  return sameType(a, b) && left.every((x, i) => Object.is(x, right[i]))
}
