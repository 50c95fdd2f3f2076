// Gradients of functions over trees: a tree of the parameters' own type.

import type { Value } from '../language/level/index.ts'
import { full } from '../language/primitives/index.ts'
import { vjp } from '../language/transform/index.ts'
import { demandFunction, demandNoMore } from '../prelude/index.ts'
import { isFloat } from '../shape/index.ts'
import { flattenTree, flattenValues, type Structure, unflattenTree } from '../tree/index.ts'
import type { Given } from './difference.ts'
import { named, type TreeFunction } from './lift.ts'
import { type Asking, demandFloats, type FloatsFault, type LossFault, scalarLoss } from './loss.ts'

const alone = { op: 'grad', advice: 'return it alone, or use valueAndGrad' } as const
const beside = { op: 'valueAndGrad', advice: 'return it alone, or first in a pair' } as const

/** The loss is looked at first: one mistake, one sentence. */
type Fault<A extends Asking, P, L> = [L] extends [never] ? FloatsFault<A['op'], P> : L
type GradFault<P, R> = Fault<typeof alone, P, LossFault<typeof alone, R>>
type ValueFault<P, R> = Fault<
  typeof beside,
  P,
  LossFault<typeof beside, R extends readonly [infer L, unknown] ? L : R>
>

/** The gradient of a scalar loss with respect to its first argument, a tree of that argument's type.
 *  A leaf that no derivative reaches gets +0.  Fails for a loss that is no float scalar, and for integer leaves, by path.
 *  @example grad((x: Tensor<[]>) => mul(x, x))(scalar(3)) // => scalar(6) */
export const grad = <P, A extends readonly unknown[], R>(
  f: Given<(...args: [p: P, ...rest: A]) => R, GradFault<P, R>>,
  ...more: readonly []
): ((p: P, ...rest: A) => P) => {
  demandNoMore('grad', [f], more, 'grad(f)(p, …), which is by p')
  const differentiate = gradient(demandFunction('grad', 'f', f as TreeFunction), alone)
  return (p, ...rest) => differentiate(p, rest).gradients as P // a tree of p's structure and types
}

/** A function to a scalar, or to a pair of a scalar and what else it gives, or the sentence of why it cannot be differentiated. */
export type Differentiable<P, A extends readonly unknown[], R> = Given<
  (...args: [p: P, ...rest: A]) => R,
  ValueFault<P, R>
>

/** The loss and its gradient in one pass. f gives a scalar, or a pair `[scalar, aux]`: then the first result is that pair.
 *  Otherwise as {@link grad}. */
export const valueAndGrad = <P, A extends readonly unknown[], const R>(
  f: Differentiable<P, A, R>,
  ...more: readonly []
): ((p: P, ...rest: A) => readonly [R, P]) => {
  demandNoMore('valueAndGrad', [f], more, 'valueAndGrad(f)(p, …), which is by p')
  const differentiate = gradient(demandFunction('valueAndGrad', 'f', f as TreeFunction), beside)
  return (p, ...rest) => {
    const { value, gradients } = differentiate(p, rest)
    return [value as R, gradients as P] // what f gave, and a tree of p's structure and types
  }
}

interface Differentiated {
  readonly value: unknown
  readonly gradients: unknown
}

/** The loss and its gradient with respect to the first argument. */
export const gradient =
  (f: TreeFunction, asking: Asking) =>
  (p: unknown, rest: readonly unknown[]): Differentiated => {
    const { leaves, structure } = flattenTree(p, asking.op)
    if (!leaves.every(({ dtype }) => isFloat(dtype))) demandFloats(asking.op, p)
    let form: Structure = structure
    const values = (...inputs: readonly Value[]): readonly Value[] => {
      const output = f(unflattenTree(structure, inputs), ...rest)
      const first = asking === beside && Array.isArray(output) ? output[0] : output
      const loss = scalarLoss(asking, first)
      const flat = flattenValues(output, asking.op)
      form = flat.structure
      return [loss, ...flat.leaves]
    }
    const [[loss, ...results], pullback] = vjp(
      values,
      leaves,
      leaves.map(() => true),
      named(asking.op, f),
    )
    const seed = loss === undefined ? null : full(loss, 1) // there is always one
    const gradients = pullback([seed, ...results.map(() => null)])
    return {
      value: unflattenTree(form, results),
      gradients: unflattenTree(
        structure,
        leaves.map((leaf, i) => gradients[i] ?? full(leaf, 0)),
      ),
    }
  }
