// What lowering asks of each primitive: its results as arrays that are not computed yet.
import type { Equation, Op, Var } from '../../language/ir/index.ts'
import { type Lazy, storedType } from './lazy.ts'
import type { Lowering } from './lowering.ts'

export type Rule<P extends Op> = (
  operands: readonly Lazy[],
  equation: Equation<P>,
  lowering: Lowering,
) => readonly Lazy[]

/** Rules of some primitives, total by type. */
export type Rules<P extends Op> = { readonly [Q in P]: Rule<Q> }

/** An operand that the signature promises. */
export const operand = (operands: readonly Lazy[], index: number): Lazy => {
  const found = operands[index]
  if (found === undefined) throw new RangeError(`an equation has no operand ${index}`)
  return found
}

/** What the results of an equation are in memory. */
export const typesOf = (results: readonly Var[]): readonly Pick<Lazy, 'shape' | 'dtype'>[] =>
  results.map(({ type }) => storedType(type))

/** What the one result of an equation is in memory. */
export const typeOf = (results: readonly Var[]): Pick<Lazy, 'shape' | 'dtype'> => {
  const [type] = typesOf(results)
  if (type === undefined) throw new RangeError('an equation has a result')
  return type
}
