// Gradients of functions over trees: a tree of the parameters' own type.

import type { Value } from '../language/level/index.ts'
import { full } from '../language/primitives/index.ts'
import { vjp } from '../language/transform/index.ts'
import { fail } from '../prelude/index.ts'
import { type Float, isFloat, type Shape, type ShowType, showType } from '../shape/index.ts'
import { type AnyTensor, isTensor, type Key, type Tensor } from '../tensor/index.ts'
import {
  type AnyConstant,
  type AnyRef,
  flattenTree,
  flattenValues,
  fold,
  type Hole,
  type Structure,
  unflattenTree,
} from '../tree/index.ts'
import type { TreeFunction } from './lift.ts'
import type { DTypesOf } from './types.ts'

type LossFault<R> =
  R extends Tensor<infer S, infer D>
    ? S extends readonly []
      ? D extends Float
        ? never
        : `grad: loss must be f32 or f64 (was ${ShowType<S, D>}); use convert`
      : `grad: loss must be a scalar (was ${ShowType<S, D>}); reduce it with mean or sum`
    : 'grad: loss must be a scalar tensor (was another value); return it alone, or use valueAndGrad'
type AuxFault<R> = R extends readonly [infer L, unknown] ? LossFault<L> : LossFault<R>

/** The sentence for each leaf that is no float. */
type LeafFault<P, At extends string = ''> =
  P extends Tensor<Shape, infer D>
    ? D extends Float
      ? never
      : `grad: ${At} must be f32 or f64 (was ${D & string}); keep integers out of the parameters`
    : P extends Key<Shape>
      ? `grad: ${At} must be f32 or f64 (was key); keep keys out of the parameters`
      : P extends AnyRef | AnyConstant | Hole
        ? never
        : P extends object
          ? {
              [K in keyof P & (string | number)]: LeafFault<
                P[K],
                At extends '' ? `${K}` : `${At}.${K}`
              >
            }[keyof P & (string | number)]
          : never
type LeavesFault<P> = [DTypesOf<P>] extends [Float] ? never : LeafFault<P>
type Fault<P, L> = [L] extends [never] ? LeavesFault<P> : L

/** The gradient of a scalar loss with respect to its first argument, a tree of that argument's type.
 *  A leaf that no derivative reaches gets +0.  Fails for a loss that is no float scalar, and for integer leaves, by path.
 *  @example grad((x: Tensor<[]>) => mul(x, x))(scalar(3)) // => scalar(6) */
export const grad = <P, A extends readonly unknown[], R>(
  f: [Fault<P, LossFault<R>>] extends [never] ? (p: P, ...rest: A) => R : Fault<P, LossFault<R>>,
): ((p: P, ...rest: A) => P) => {
  const differentiate = gradient(f as TreeFunction, false) // where the call compiles, f is a function
  return (p, ...rest) => differentiate(p, rest).gradients as P // a tree of p's structure and types
}

/** A function to a scalar, or to a pair of a scalar and what else it gives, or the sentence of why it cannot be differentiated. */
export type Differentiable<P, A extends readonly unknown[], R> = [Fault<P, AuxFault<R>>] extends [
  never,
]
  ? (p: P, ...rest: A) => R
  : Fault<P, AuxFault<R>>

/** The loss and its gradient in one pass. f gives a scalar, or a pair `[scalar, aux]`: then the first result is that pair.
 *  Otherwise as {@link grad}. */
export const valueAndGrad = <P, A extends readonly unknown[], R>(
  f: Differentiable<P, A, R>,
): ((p: P, ...rest: A) => readonly [R, P]) => {
  const differentiate = gradient(f as TreeFunction, true) // where the call compiles, f is a function
  return (p, ...rest) => {
    const { value, gradients } = differentiate(p, rest)
    return [value as R, gradients as P] // what f gave, and a tree of p's structure and types
  }
}

interface Differentiated {
  readonly value: unknown
  readonly gradients: unknown
}

const gradient =
  (f: TreeFunction, aux: boolean) =>
  (p: unknown, rest: readonly unknown[]): Differentiated => {
    const { leaves, structure } = flattenTree(p, 'grad')
    for (const [i, leaf] of leaves.entries())
      if (!isFloat(leaf.dtype)) refuseLeaf(pathsOf(p)[i] ?? '', leaf)
    let form: Structure | undefined
    const values = (...inputs: readonly Value[]): readonly Value[] => {
      const output = f(unflattenTree(structure, inputs), ...rest)
      const loss = aux && Array.isArray(output) ? output[0] : output
      const checked = scalarLoss(loss)
      const flat = flattenValues(output, 'grad')
      form = flat.structure
      return [checked, ...flat.leaves]
    }
    const [[loss, ...results], pullback] = vjp(
      values,
      leaves,
      leaves.map(() => true),
    )
    if (loss === undefined || form === undefined)
      return fail({ where: 'grad', must: 'loss must be a scalar', was: 'nothing' })
    const gradients = pullback([full(loss, 1), ...results.map(() => null)])
    return {
      value: unflattenTree(form, results),
      gradients: unflattenTree(
        structure,
        leaves.map((leaf, i) => gradients[i] ?? full(leaf, 0)),
      ),
    }
  }

/** The paths of a tree's leaves, in leaf order. */
const pathsOf: (tree: unknown) => readonly string[] = fold<readonly string[]>(
  (paths, _leaf, path) => [...paths, path],
  [],
)

const refuseLeaf = (path: string, leaf: Value): never =>
  fail({
    where: 'grad',
    must: `${path === '' ? 'parameters' : path} must be f32 or f64`,
    was: leaf.dtype,
    do: `keep ${leaf.dtype === 'key' ? 'keys' : 'integers'} out of the parameters`,
  })

const scalarLoss = (loss: unknown): AnyTensor => {
  if (!isTensor(loss))
    return fail({
      where: 'grad',
      must: 'loss must be a scalar tensor',
      was: 'another value',
      do: 'return it alone, or use valueAndGrad',
    })
  if (loss.shape.length > 0)
    fail({
      where: 'grad',
      must: 'loss must be a scalar',
      was: showType(loss),
      do: 'reduce it with mean or sum',
    })
  if (!isFloat(loss.dtype))
    fail({ where: 'grad', must: 'loss must be f32 or f64', was: showType(loss), do: 'use convert' })
  return loss
}
