// Windows that slide over the last axes: their largest, smallest, sum and mean.
import type { Window } from '../language/ir/index.ts'
import type { Value } from '../language/level/index.ts'
import * as language from '../language/primitives/index.ts'
import { aBoolean, anything, type Domains, optionsOf } from '../prelude/index.ts'
import {
  type NoOptions,
  type PoolShape,
  poolShape,
  type Shape,
  type Sizes,
  type SlideOptions,
  size,
  type UnknownFault,
  type WindowFault,
} from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import type { Domain } from './domain.ts'
import { type Of, operandOf } from './unary.ts'
import { type Checked, type ShapeOr, typed, type Unless } from './value.ts'

/** What is wrong with the window: all that can be, where there are no options to be wrong. */
type Faulty<Op, S, W extends Shape, O> = keyof O extends never
  ? PoolShape<Op, S, W, O>
  : WindowFault<Op, S, W>

type Listed = 'strides, padding, dilation'
const domains: Domains<SlideOptions> = { strides: anything, padding: anything, dilation: anything }

/** A window over the last axes of x, as many as it has sizes. Windows stand side by side unless strides are given. */
export type Pool<Op extends string, K extends Domain> = <
  S extends Shape,
  D,
  const W extends Sizes,
  const O extends SlideOptions = NoOptions,
>(
  x: Of<Op, K, S, D>,
  window: Checked<Faulty<Op, S, W, O>, W>,
  options?: Checked<Unless<UnknownFault<Op, O, Listed>, PoolShape<Op, S, W, O>>, O>,
) => Tensor<ShapeOr<PoolShape<Op, S, W, O>>, D>

/** A window over all axes of x, given that over the last ones. */
const windowOf = (op: string, x: Value, window: Sizes, options: SlideOptions): Window => {
  const { strides, low, high, dilation } = poolShape(op, x.shape, window, options)
  const before = x.shape.slice(0, x.shape.length - window.length)
  const [ones, none] = [before.map(() => 1), before.map(() => 0)]
  return {
    window: [...ones, ...window],
    strides: [...ones, ...strides],
    low: [...none, ...low],
    high: [...none, ...high],
    dilation: [...ones, ...dilation],
  }
}

const pool =
  <Op extends string, K extends Domain>(
    op: Op,
    domain: K,
    apply: (x: Value, window: Window) => Value,
  ): Pool<Op, K> =>
  (x, window, options) => {
    const value = operandOf(op, domain, x)
    const slide = optionsOf(op, domains, options)
    return typed(apply(value, windowOf(op, value, window as Sizes, slide))) // where the call compiles
  }

/** The largest of each window; of equal ones the first has the derivative, NaN before all. Padding takes no part; of
 *  padding alone it is −∞.
 *  @example maxPool(tensor([1, 3, 2, 5]), [2]) // => tensor([3, 5])
 *  @example maxPool(ones([8, 3, 7, 7]), [3, 3], { strides: 2, padding: 1 }).shape // => [8, 3, 4, 4] */
export const maxPool: Pool<'maxPool', 'ordered'> = pool('maxPool', 'ordered', language.windowMax)

/** The smallest of each window, as {@link maxPool}.
 *  @example minPool(tensor([1, 3, 2, 5]), [2]) // => tensor([1, 2]) */
export const minPool: Pool<'minPool', 'ordered'> = pool('minPool', 'ordered', language.windowMin)

const summed = (x: Value, window: Window): Value =>
  language.windowSum(x, { ...window, inputDilation: x.shape.map(() => 1) })

/** The sum of each window, added in index order.
 *  @example sumPool(tensor([1, 3, 2, 5]), [2], { strides: 1 }) // => tensor([4, 5, 7]) */
export const sumPool: Pool<'sumPool', 'number'> = pool('sumPool', 'number', summed)

export interface AvgPoolOptions extends SlideOptions {
  /** Whether the zeros of padding count among the elements: true unless given. */
  readonly countIncludePad?: boolean
}

/** The mean of each window: its sum over its size, or over how many elements of x it holds; of none it is NaN.
 *  @example avgPool(tensor([1, 3, 2, 5]), [2]) // => tensor([2, 3.5])
 *  @example avgPool(tensor([4, 4]), [2], { padding: 1, countIncludePad: false }) // => tensor([4, 4]) */
export const avgPool = <
  S extends Shape,
  D,
  const W extends Sizes,
  const O extends AvgPoolOptions = NoOptions,
>(
  x: Of<'avgPool', 'float', S, D>,
  window: Checked<Faulty<'avgPool', S, W, O>, W>,
  options?: Checked<
    Unless<UnknownFault<'avgPool', O, `${Listed}, countIncludePad`>, PoolShape<'avgPool', S, W, O>>,
    O
  >,
): Tensor<ShapeOr<PoolShape<'avgPool', S, W, O>>, D> => {
  const value = operandOf('avgPool', 'float', x)
  const sizes = window as Sizes // where the call compiles, here and below
  const { countIncludePad = true, ...slide } = optionsOf<AvgPoolOptions>(
    'avgPool',
    { ...domains, countIncludePad: aBoolean },
    options,
  )
  const over = windowOf('avgPool', value, sizes, slide)
  const sum = summed(value, over)
  const count = countIncludePad
    ? language.full(sum, size(sizes))
    : summed(language.full(value, 1), over)
  return typed(language.div(sum, count))
}
