// All derivatives of all results: one linearization, then its pullback on a batch of unit cotangents.

import type { Value } from '../language/level/index.ts'
import { compare, convert, full, iota, reshape } from '../language/primitives/index.ts'
import { vjp, vmap } from '../language/transform/index.ts'
import { demandFunction, demandNoMore, fail } from '../prelude/index.ts'
import { type Shape, size } from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import {
  type AnyConstant,
  type AnyRef,
  type Constant,
  described,
  flattenTree,
  type Hole,
  unflattenTree,
} from '../tree/index.ts'
import type { Given } from './difference.ts'
import { gradient } from './grad.ts'
import { lift, named, type TreeFunction } from './lift.ts'
import {
  demandFloatResult,
  demandFloats,
  type FloatResultFault,
  type FloatsFault,
  type LossFault,
} from './loss.ts'

/** For each result of Y, a tree like P whose leaves have the result's axes in front of their own. */
export type Jacobian<P, Y> =
  Y extends Tensor<infer S, unknown>
    ? Prefixed<P, S>
    : Y extends Constant<infer S, unknown>
      ? Prefixed<P, S>
      : Y extends AnyRef | Hole
        ? Y
        : { readonly [K in keyof Y]: Jacobian<P, Y[K]> }
type Prefixed<P, S extends Shape> =
  P extends Tensor<infer T, infer D>
    ? Tensor<[...S, ...T], D>
    : P extends AnyRef | AnyConstant | Hole
      ? P
      : { readonly [K in keyof P]: Prefixed<P[K], S> }

type JacobianFault<P, Y> = FloatsFault<'jacobian', P> | FloatResultFault<'jacobian', Y>

/** The derivative of every element of f's result with respect to every element of its first argument.
 *  The primals are computed once and stay readable; only cotangents are batched.  Fails where either holds integers.
 *  @example jacobian((x: Tensor<[2]>) => mul(x, x))(tensor([1, 2])) // => tensor([[2, 0], [0, 4]]) */
export const jacobian = <P, A extends readonly unknown[], const Y>(
  f: Given<(...args: [p: P, ...rest: A]) => Y, JacobianFault<P, Y>>,
  ...more: readonly []
): ((p: P, ...rest: A) => Jacobian<P, Y>) => {
  demandNoMore('jacobian', [f], more, 'jacobian(f)(p, …), which is by p')
  const differentiate = rowsOf('jacobian', demandFunction('jacobian', 'f', f as TreeFunction))
  return (p, ...rest) => differentiate(p, rest) as Jacobian<P, Y> // a tree like p at each leaf of the result
}

const rowsOf =
  (op: string, f: TreeFunction) =>
  (p: unknown, rest: readonly unknown[]): unknown => {
    const { leaves, structure } = flattenTree([p], op)
    demandFloats(op, p)
    const lifted = lift(op, (x) => floats(op, f(x, ...rest)), structure)
    const [results, pullback] = vjp(
      lifted.body,
      leaves,
      leaves.map(() => true),
      named(op, f),
    )
    const rows = results.map((y, i) => {
      const count = size(y.shape)
      const cotangents = vmap(
        (unit = y) => {
          const back = pullback(results.map((_, j) => (i === j ? unit : null)))
          return leaves.map((leaf, k) => back[k] ?? full(leaf, 0))
        },
        [units(y, count)],
        { batched: [true], size: count },
      )
      const shaped = cotangents.map((ct, k) =>
        reshape(ct, [...y.shape, ...(leaves[k]?.shape ?? [])]),
      )
      const [row] = unflattenTree(structure, shaped) as readonly unknown[] // a list of one tree, as above
      return row
    })
    return unflattenTree(lifted.result().structure, rows)
  }

const nothing = {
  must: 'result must hold a tensor',
  do: 'return what is computed from the arguments',
} as const

const floats = (op: string, result: unknown): unknown => {
  const { leaves } = flattenTree(result, op)
  if (leaves.length === 0) fail({ ...nothing, where: op, was: described(result) })
  demandFloatResult(op, result)
  return result
}

const asking = { op: 'hessian', advice: 'return it alone' } as const
type HessianFault<P, R> = LossFault<typeof asking, R> | FloatsFault<'hessian', P>

/** The second derivatives of a scalar loss: the jacobian of its gradient. */
export const hessian = <P, A extends readonly unknown[], R>(
  f: Given<(...args: [p: P, ...rest: A]) => R, HessianFault<P, R>>,
  ...more: readonly []
): ((p: P, ...rest: A) => Jacobian<P, P>) => {
  demandNoMore('hessian', [f], more, 'hessian(f)(p, …), which is by p')
  const differentiate = gradient(demandFunction('hessian', 'f', f as TreeFunction), asking)
  const second = rowsOf('hessian', (p, ...rest) => differentiate(p, rest).gradients)
  return (p, ...rest) => second(p, rest) as Jacobian<P, P> // a tree like p at each leaf of the gradient
}

/** One cotangent for each element of y, 1 there and 0 elsewhere: [count, ...y]. */
const units = (y: Value, count: number): Value => {
  const square = [count, count]
  const equal = compare(iota(square, 0, 'i32'), iota(square, 1, 'i32'), 'eq')
  return reshape(convert(equal, y.dtype === 'f64' ? 'f64' : 'f32'), [count, ...y.shape])
}
