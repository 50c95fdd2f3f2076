// Functions with a derivative of one's own, for its tangents or for its cotangents.

import type { Value } from '../language/level/index.ts'
import { customJvp as customJvpOf, customVjp as customVjpOf } from '../language/trace/index.ts'
import { demandFunction } from '../prelude/index.ts'
import { flattenValues, unflattenTree } from '../tree/index.ts'
import { type Given, type LikeFault, leavesLike } from './difference.ts'
import type { Returned } from './jit.ts'
import { lift, named, overTrees, perType, type TreeFunction } from './lift.ts'
import { type First, type PairFault, pairOf, type Second } from './pair.ts'

const tangents = {
  op: 'customJvp',
  what: 'rule',
  pair: '[y, dy]',
  do: 'return the result and its tangent',
} as const
const forwards = {
  op: 'customVjp',
  what: 'forward',
  pair: '[y, residuals]',
  do: 'return the result and what backward needs',
} as const

const result = { what: 'result', as: 'the function gives it' } as const
const tangent = { what: 'tangent', as: 'the result is' } as const
const cotangent = { what: 'cotangent', as: 'the argument is' } as const

type TangentsFault<Y, R> =
  | PairFault<typeof tangents, R>
  | LikeFault<Y, First<R>, typeof result & { readonly op: 'customJvp' }>
  | LikeFault<Y, Second<R>, typeof tangent & { readonly op: 'customJvp' }>
type ForwardFault<Y, R> =
  | PairFault<typeof forwards, R>
  | LikeFault<Y, First<R>, typeof result & { readonly op: 'customVjp' }>
type BackwardFault<A, B> = LikeFault<A, B, typeof cotangent & { readonly op: 'customVjp' }>

/** f with a rule for its tangents, which must be linear in them: it is transposed for reverse derivatives.
 *  Fails where the rule gives another type than f, and where f captures a value that is differentiated: pass it as an
 *  argument.
 *  @example customJvp((x: Tensor<[]>) => exp(x), ([x], [dx]) => [exp(x), mul(dx, exp(x))]) */
export const customJvp = <A extends readonly unknown[], const Y, const R = readonly [Y, Y]>(
  f: (...args: A) => Y,
  rule: Given<(primals: A, tangents: A) => R, TangentsFault<Y, R>>,
): ((...args: A) => Y) => {
  const name = named('customJvp', f)
  demandFunction('customJvp', 'rule', rule)
  const functions = perType(name, (structure) => {
    const { body, result: given } = lift(name, f as TreeFunction, structure) // called with trees of this structure alone
    const tree = (leaves: readonly Value[]): unknown => unflattenTree(structure, leaves)
    const run = customJvpOf(name, body, (primals, changes) => {
      const rules = (rule as TreeFunction)(tree(primals), tree(changes)) // where the call compiles
      const [y, dy] = pairOf({ ...tangents, op: name }, rules)
      return [
        leavesLike(given(), y, { op: name, ...result }),
        leavesLike(given(), dy, { op: name, ...tangent }),
      ]
    })
    return { run, result: given }
  })
  return overTrees(functions) as (...args: A) => Y // takes and gives what f does
}

/** f with a rule for its cotangents: `forward` gives the result and residuals, `backward` the cotangents of the arguments
 *  from residuals and the result's cotangent.  jvp of it fails: it has no forward derivative. */
export const customVjp = <
  A extends readonly unknown[],
  const Y,
  const F = readonly [Y, Returned],
  const B = A,
>(
  f: (...args: A) => Y,
  forward: Given<(...args: A) => F, ForwardFault<Y, F>>,
  backward: Given<(residuals: Second<F>, cotangent: Y) => B, BackwardFault<A, B>>,
): ((...args: A) => Y) => {
  const name = named('customVjp', f)
  demandFunction('customVjp', 'forward', forward)
  demandFunction('customVjp', 'backward', backward)
  const functions = perType(name, (structure, types) => {
    const { body, result: given } = lift(name, f as TreeFunction, structure) // called with trees of this structure alone
    let left = structure
    const run = customVjpOf(name, body, {
      forward: (...inputs) => {
        const args = unflattenTree(structure, inputs) as readonly unknown[] // a list of arguments
        const ahead = (forward as TreeFunction)(...args) // where the call compiles
        const [y, residuals] = pairOf({ ...forwards, op: name }, ahead)
        const kept = flattenValues(residuals, name)
        left = kept.structure
        return [leavesLike(given(), y, { op: name, ...result }), kept.leaves]
      },
      backward: (residuals, cotangents) => {
        const kept = unflattenTree(left, residuals) // what `forward` gave: it is traced first
        const ct = unflattenTree(given().structure, cotangents)
        const back = (backward as TreeFunction)(kept, ct) // where the call compiles
        return leavesLike({ structure, leaves: types }, back, { op: name, ...cotangent })
      },
    })
    return { run, result: given }
  })
  return overTrees(functions) as (...args: A) => Y // takes and gives what f does
}
