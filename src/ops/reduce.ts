// Sums, and what is made of them: over one axis, several, or all. Terms are added in the fixed order of the language's `sum`.
import type { Value } from '../language/level/index.ts'
import * as language from '../language/primitives/index.ts'
import type { Others } from '../prelude/index.ts'
import { type Reduction, reduction } from './axes.ts'

const { broadcast, div, full, mul, sub } = language

/** How many terms each sum over the axes has. */
const count = (x: Value, axes: readonly number[]): number =>
  axes.reduce((n, axis) => n * (x.shape[axis] ?? 1), 1)

const over = (x: Value, n: number): Value => div(x, full(x, n))

/** Σ x. Sums start at +0; integers wrap.
 *  @example sum(tensor([[1, 2], [3, 4]]), 0) // => tensor([4, 6]) */
export const sum: Reduction<'sum', 'number'> = reduction('sum', 'number', language.sum)

const average = (x: Value, axes: readonly number[]): Value =>
  over(language.sum(x, axes), count(x, axes))

/** Σ x / n; NaN of nothing.
 *  @example mean(tensor([[1, 2], [3, 4]]), 1) // => tensor([1.5, 3.5]) */
export const mean: Reduction<'mean', 'float'> = reduction('mean', 'float', average)

export interface Correction {
  /** What is taken from n: 0 by default; 1 for the unbiased estimate. */
  readonly correction?: number
}

const correction = { correction: 'finite' } as const

/** Σ (x − mean)² / (n − correction), in two passes. */
const spread = (x: Value, axes: readonly number[], { correction = 0 }: Correction): Value => {
  const centred = sub(x, broadcast(average(x, axes), x.shape, axes))
  return over(language.sum(mul(centred, centred), axes), count(x, axes) - correction)
}

/** The mean square distance from the mean, Σ (x − mean)² / (n − correction), in two passes.
 *  @example variance(tensor([1, 3])) // => tensor(1)
 *  @example variance(tensor([1, 3]), 0, { correction: 1 }) // => tensor(2) */
export const variance: Reduction<'variance', 'float', Correction> = reduction<
  'variance',
  'float',
  Correction
>('variance', 'float', spread, correction)

/** √x, whose derivative at 0 is 0: the root of a sum of squares has no slope there, and must have no infinite one. */
const root = (x: Value): Value => {
  const zero = full(x, 0)
  const none = language.compare(x, zero, 'eq')
  return language.select(none, zero, language.sqrt(language.select(none, full(x, 1), x)))
}

/** The square root of {@link variance}; its derivative is 0 where all elements are equal.
 *  @example std(tensor([1, 3])) // => tensor(1) */
export const std: Reduction<'std', 'float', Correction> = reduction<'std', 'float', Correction>(
  'std',
  'float',
  (x, axes, o) => root(spread(x, axes, o)),
  correction,
)

export interface NormOrder {
  /** 1: Σ |x|. 2, unless given: √Σ x². max: the largest |x|. */
  readonly order?: 1 | 2 | 'max'
}

const anOrder: Others = {
  what: '1, 2 or max',
  holds: (x) => x === 1 || x === 2 || x === 'max',
  do: 'write 2, or leave it out',
}

const norms = (x: Value, axes: readonly number[], { order = 2 }: NormOrder): Value => {
  switch (order) {
    case 1:
      return language.sum(language.abs(x), axes)
    case 2:
      return root(language.sum(mul(x, x), axes))
    case 'max':
      // of nothing it is 0, as the sum is
      return (count(x, axes) === 0 ? language.sum : language.reduceMax)(language.abs(x), axes)
  }
}

/** The length of x as a vector: √Σ x², unless another order is asked for; its derivative at 0 is 0.
 *  @example norm(tensor([3, 4])) // => tensor(5) */
export const norm: Reduction<'norm', 'float', NormOrder> = reduction<'norm', 'float', NormOrder>(
  'norm',
  'float',
  norms,
  {
    order: anOrder,
  },
)

/** x times x of the next place, of half the length. */
const halved = (x: Value, last: number): Value => {
  const n = x.shape[last] ?? 0
  const half = Math.floor(n / 2)
  const pairs = mul(language.cut(x, last, 0, half), language.cut(x, last, half, 2 * half))
  return n % 2 === 0 ? pairs : language.concat([pairs, language.cut(x, last, 2 * half, n)], last)
}

/** Factors are multiplied in halves, so that no derivative divides by one of them. */
const multiplied = (x: Value, axes: readonly number[]): Value => {
  const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis))
  const shape = kept.map((axis) => x.shape[axis] ?? 1)
  const n = count(x, axes)
  if (n === 0) return full({ shape, dtype: x.dtype }, 1)
  const last = shape.length
  let factors = language.reshape(language.transpose(x, [...kept, ...axes]), [...shape, n])
  while ((factors.shape[last] ?? 1) > 1) factors = halved(factors, last)
  return language.reshape(factors, shape)
}

/** Π x, with derivatives that are right where factors are 0. Integers wrap.
 *  @example product(tensor([2, 3, 4])) // => tensor(24) */
export const product: Reduction<'product', 'number'> = reduction('product', 'number', multiplied)
