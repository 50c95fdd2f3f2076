// Coins: a uniform number below p.
import type { Value } from '../language/level/index.ts'
import { compare, full, select, sub } from '../language/primitives/index.ts'
import { broadcastTo } from '../ops/index.ts'
import { anything, type Fill, fail, fill, optionsOf, shown } from '../prelude/index.ts'
import {
  type ArrayType,
  type BroadcastToShape,
  broadcastToShape,
  type DType,
  demandDtype,
  type Float,
  isFloat,
  type MayBe,
  type Sizes,
} from '../shape/index.ts'
import { isTensor, type Tensor } from '../tensor/index.ts'
import { coarseAndFine, type Mode, modes } from './mode.ts'
import {
  type Checked,
  type DrawnShape,
  drawnShape,
  type OneKey,
  oneKey,
  type ShapeOr,
  type Shown,
  typed,
} from './operand.ts'
import { unit } from './uniform.ts'

const improbable = {
  where: 'bernoulli',
  must: 'p must be from 0 to 1',
  was: '{p}',
  do: 'write a probability such as 0.5',
} as const

const noProbability = {
  where: 'bernoulli',
  must: 'p must be a number, or a tensor of f32 or f64',
  was: '{p}',
  do: 'use convert',
} as const

/** The probabilities for each element of the shape. */
const probabilities = (p: unknown, shape: Sizes): Value => {
  if (typeof p === 'number')
    return p >= 0 && p <= 1 ? full({ shape, dtype: 'f32' }, p) : fail(fill(improbable, { p }))
  if (!isTensor(p) || !isFloat(p.dtype)) return fail(fill(noProbability, { p: shown(p) }))
  return broadcastTo(p, broadcastToShape('bernoulli', p.shape, shape))
}

/** The sentence of what is no probability for shape S, or P. */
type Probability<P, S> = P extends number
  ? number extends P
    ? P
    : `${P}` extends '0' | '1' | `0.${string}` | `${string}e-${string}`
      ? P
      : Fill<typeof improbable, { p: P }>
  : P extends Tensor<infer T, infer D>
    ? MayBe<D, Float> extends true
      ? Checked<BroadcastToShape<'bernoulli', T, S>, P>
      : Fill<typeof noProbability, { p: Shown<P> }>
    : Fill<typeof noProbability, { p: Shown<P> }>

/** True with probability p, a number or a tensor that stretches to the shape. Mode `high` is for a p near 2⁻²³ or below, at
 *  twice the cost.
 *  @example random.bernoulli(random.key(42), 0.3, [8]) // => tensor([false, false, false, false, false, false, true, false]) */
export const bernoulli = <const K, const P, const S extends Sizes | number>(
  key: Checked<OneKey<'bernoulli', K>, K>,
  p: Checked<Probability<P, S>, P>,
  shape: Checked<DrawnShape<'bernoulli', S>, S & Sizes>,
  options?: { readonly mode?: Mode },
): Tensor<ShapeOr<DrawnShape<'bernoulli', S>>, 'bool'> => {
  const one = oneKey('bernoulli', key)
  const sizes = drawnShape('bernoulli', shape)
  const { mode } = optionsOf<{ readonly mode?: Mode }>('bernoulli', { mode: modes }, options)
  const chance = probabilities(p, sizes)
  const dtype: Float = chance.dtype === 'f64' ? 'f64' : 'f32'
  if (mode !== 'high') return typed(compare(unit(one, sizes, dtype), chance, 'lt'))
  const [coarse, fine] = coarseAndFine(one, sizes, dtype)
  return typed(compare(fine, sub(chance, coarse), 'lt'))
}

/** −1 or 1, each as likely: i32 unless another dtype is given.
 *  @example random.rademacher(random.key(42), [4]) // => tensor([1, -1, -1, -1], { dtype: 'i32' }) */
export const rademacher = <
  const K,
  const S extends Sizes | number,
  D extends Exclude<DType, 'bool' | 'u32'> = 'i32',
>(
  key: Checked<OneKey<'rademacher', K>, K>,
  shape: Checked<DrawnShape<'rademacher', S>, S & Sizes>,
  options?: { readonly dtype?: D },
): Tensor<ShapeOr<DrawnShape<'rademacher', S>>, D> => {
  const u = unit(oneKey('rademacher', key), drawnShape('rademacher', shape), 'f32')
  const { dtype = 'i32' } = optionsOf<{ dtype?: DType }>('rademacher', { dtype: anything }, options)
  const type: ArrayType = {
    shape: u.shape,
    dtype: demandDtype('rademacher', ['f32', 'f64', 'i32'], dtype),
  }
  return typed(select(compare(u, full(u, 0.5), 'lt'), full(type, 1), full(type, -1)))
}
