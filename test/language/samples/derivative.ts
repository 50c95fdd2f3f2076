// In which operands a sample has a derivative.
import { list, type Op, type Params } from '../../../src/language/ir/index.ts'
import type { Mask, Value } from '../../../src/language/level/index.ts'
import { isFloat } from '../../../src/shape/index.ts'
import type { Sample } from './sample.ts'

/** Which operands can be differentiated: floats that a function with a rule of its own does not capture. */
export const differentiable = <P extends Op>(op: P, { operands, params }: Sample<P>): Mask => {
  const captures =
    op === 'customJvp' || op === 'customVjp'
      ? (params as Params<'customJvp' | 'customVjp'>).captures
      : 0 // as op says
  return list<Value>(operands).map(({ dtype }, i) => isFloat(dtype) && i >= captures)
}

/** Whether a sample can be differentiated in reverse: a loop needs a limit. */
export const reversible = <P extends Op>(op: P, { params }: Sample<P>): boolean =>
  op !== 'while' || (params as Params<'while'>).limit !== null // as op says
