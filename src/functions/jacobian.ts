// All derivatives of all results: one linearization, then its pullback on a batch of unit cotangents.
import type { Value } from '../language/level/index.ts'
import { compare, convert, full, iota, reshape } from '../language/primitives/index.ts'
import { vjp, vmap } from '../language/transform/index.ts'
import { fail } from '../prelude/index.ts'
import { isFloat, type Shape, showType, size } from '../shape/index.ts'
import type { Handle, Tensor } from '../tensor/index.ts'
import {
  type AnyConstant,
  type AnyRef,
  flattenTree,
  type Hole,
  unflattenTree,
} from '../tree/index.ts'
import { grad } from './grad.ts'
import { lift, type TreeFunction } from './lift.ts'

/** For each result of Y, a tree like P whose leaves have the result's axes in front of their own. */
export type Jacobian<P, Y> =
  Y extends Tensor<infer S, unknown>
    ? Prefixed<P, S>
    : Y extends AnyRef | AnyConstant | Hole
      ? Y
      : { readonly [K in keyof Y]: Jacobian<P, Y[K]> }
type Prefixed<P, S extends Shape> =
  P extends Tensor<infer T, infer D>
    ? Tensor<[...S, ...T], D>
    : P extends AnyRef | AnyConstant | Hole
      ? P
      : { readonly [K in keyof P]: Prefixed<P[K], S> }

/** The derivative of every element of f's result with respect to every element of its first argument.
 *  The primals are computed once and stay readable; only cotangents are batched.  Fails where either holds integers.
 *  @example jacobian((x: Tensor<[2]>) => mul(x, x))(tensor([1, 2])) // => tensor([[2, 0], [0, 4]]) */
export const jacobian =
  <P, A extends readonly unknown[], Y>(f: (p: P, ...rest: A) => Y) =>
  (p: P, ...rest: A): Jacobian<P, Y> => {
    const { leaves, structure } = flattenTree([p], 'jacobian')
    const lifted = lift('jacobian', (x) => f(x as P, ...rest), structure) // called with a tree like p alone
    mustBeFloats('argument', leaves)
    const [results, pullback] = vjp(
      lifted.body,
      leaves,
      leaves.map(() => true),
    )
    mustBeFloats('result', results)
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
    return unflattenTree(lifted.result(), rows) as Jacobian<P, Y> // a tree like p at each leaf of the result
  }

/** The second derivatives of a scalar loss: the jacobian of its gradient. */
export const hessian = <P, A extends readonly unknown[]>(
  f: (p: P, ...rest: A) => Tensor<[]> | Tensor<[], 'f64'>,
): ((p: P, ...rest: A) => Jacobian<P, P>) =>
  jacobian(grad(f as TreeFunction as never) as (p: P, ...rest: A) => P) // grad checks the loss when it runs

/** One cotangent for each element of y, 1 there and 0 elsewhere: [count, ...y]. */
const units = (y: Value, count: number): Value => {
  const square = [count, count]
  const equal = compare(iota(square, 0, 'i32'), iota(square, 1, 'i32'), 'eq')
  return reshape(convert(equal, y.dtype === 'f64' ? 'f64' : 'f32'), [count, ...y.shape])
}

const mustBeFloats = (what: string, values: readonly Handle[]): void => {
  const wrong = values.find(({ dtype }) => !isFloat(dtype))
  if (wrong !== undefined)
    fail({
      where: 'jacobian',
      must: `${what} must be f32 or f64`,
      was: showType(wrong),
      do: 'use convert',
    })
}
