// Gradients kept short.  Pascanu, Mikolov & Bengio, On the difficulty of training recurrent neural networks, 2013.
import {
  add,
  clip as clipped,
  convert,
  div,
  lt,
  mul,
  scalar,
  sqrt,
  sum,
  where,
} from '../ops/index.ts'
import { demandNumber } from '../prelude/index.ts'
import type { Float } from '../shape/index.ts'
import type { AnyTensor, Tensor } from '../tensor/index.ts'
import { floating, leavesOf } from './leaves.ts'
import type { Optimizer, Stateless } from './transformation.ts'
import { eachGradient, wholeTree } from './whole-tree.ts'

/** The length of a tree as one vector: √Σ x², the sums of leaves added in leaf order; f64 where any leaf is.
 *  @example globalNorm({ a: tensor([3]), b: tensor([4]) }) // => scalar(5) */
export const globalNorm = (tree: unknown): Tensor<[], Float> =>
  normOf(leavesOf(floating(tree, 'globalNorm')))

const normOf = (leaves: readonly AnyTensor[]): Tensor<[], Float> => {
  const dtype = leaves.some((leaf) => leaf.dtype === 'f64') ? 'f64' : 'f32'
  const squares = leaves.map((leaf) => convert(sum(mul(leaf, leaf)), dtype))
  const start: Tensor<[], Float> = scalar(0, { dtype })
  const total = squares.reduce((a: Tensor<[], Float>, b) => add(a, b), start)
  const none = lt(total, Number.MIN_VALUE)
  return where(none, 0, sqrt(where(none, 1, total))) // whose slope at 0 is 0
}

/** Shortens gradients whose global norm is beyond maxNorm to that norm; others stay as they are. */
export const clipByGlobalNorm = (maxNorm: number): Optimizer<Stateless> => {
  demandNumber('clipByGlobalNorm', 'maxNorm', maxNorm, 'positive')
  return wholeTree(({ gradients }) => {
    const norm = normOf(gradients)
    const short = lt(norm, maxNorm)
    const divisor = where(short, 1, norm)
    return gradients.map((gradient) =>
      where(short, gradient, mul(div(gradient, convert(divisor, gradient.dtype)), maxNorm)),
    )
  })
}

/** Lowers and raises each element of the gradients to within ±maxDelta. */
export const clip = (maxDelta: number): Optimizer<Stateless> => {
  demandNumber('clip', 'maxDelta', maxDelta, 'positive')
  return eachGradient((gradient) => clipped(gradient, { min: -maxDelta, max: maxDelta }))
}
