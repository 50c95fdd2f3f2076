// How many updates were made before this one: an i32 scalar that starts at 0.

import { add, convert, lt, scalar } from '../ops/index.ts'
import { refuse } from '../prelude/index.ts'
import { showType } from '../shape/index.ts'
import { isTensor, type Tensor } from '../tensor/index.ts'

export type Count = Tensor<[], 'i32'>

export const zero = (): Count => scalar(0, { dtype: 'i32' })

/** The count of updates.  Fails for what is none. */
export const demandCount = (where: string, count: unknown): Count =>
  isTensor(count) && showType(count) === 'i32[]'
    ? (count as Count) // as its type says
    : refuse(where, 'count must be i32[]', count, "make it with scalar(0, { dtype: 'i32' })")

/** One more, but never beyond the largest i32. */
export const next = (count: Count): Count => {
  demandCount('update', count)
  return add(count, convert(lt(count, 2147483647), 'i32'))
}

/** The number of this update, from 1: what bias corrections are raised to. */
export const ordinal = (count: Count): Tensor<[], 'f64'> =>
  add(convert(demandCount('update', count), 'f64'), 1)
