// Uniform numbers: random bits as the mantissa of a number in [1, 2), less 1, then stretched.
import type { Value } from '../language/level/index.ts'
import {
  add,
  bitCast,
  concat,
  cut,
  full,
  max as larger,
  mul,
  number,
  or,
  shiftLeft,
  shiftRightLogical,
  sub,
} from '../language/primitives/index.ts'
import type { Float, Sizes } from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { bits32, bits64 } from './bits.ts'
import {
  type Checked,
  type DrawnShape,
  drawnShape,
  type OneKey,
  oneKey,
  type ShapeOr,
  spread,
  typed,
} from './operand.ts'
import { mustAscend, mustBeFinite } from './range.ts'

/** The upper bits of a word that a mantissa holds, with the exponent of 1 above them. */
const mantissa = (word: Value, dropped: number, exponent: number): Value =>
  or(shiftRightLogical(word, full(word, dropped)), full(word, exponent))

/** Numbers in [0, 2) … */
const unit32 = (key: Value, shape: Sizes): Value =>
  bitCast(mantissa(bits32(key, shape), 9, 0x3f800000), 'f32')

const unit64 = (key: Value, shape: Sizes): Value => {
  const words = bits64(key, shape)
  const axis = shape.length
  const [low, high] = [cut(words, axis, 0, 1), cut(words, axis, 1, 2)]
  const across = or(shiftRightLogical(low, full(low, 12)), shiftLeft(high, full(high, 20)))
  return bitCast(concat([across, mantissa(high, 12, 0x3ff00000)], axis), 'f64')
}

/** Multiples of the dtype's epsilon in [0, 1), each as likely. */
export const unit = (key: Value, shape: Sizes, dtype: Float): Value => {
  const shifted = (dtype === 'f32' ? unit32 : unit64)(key, shape) // in [1, 2)
  return sub(shifted, full(shifted, 1))
}

/** Multiples of the dtype's epsilon, stretched from [0, 1) to [min, max), which are rank 0. */
export const stretched = (
  key: Value,
  shape: Sizes,
  { min, max }: { readonly min: Value; readonly max: Value },
  dtype: Float,
): Value => {
  const low = spread(min, shape)
  return larger(low, add(mul(unit(key, shape, dtype), spread(sub(max, min), shape)), low))
}

/** {@link stretched} between numbers. */
export const between = (
  key: Value,
  shape: Sizes,
  { min, max }: { readonly min: number; readonly max: number },
  dtype: Float,
): Value =>
  min === 0 && max === 1
    ? unit(key, shape, dtype) // which stretching would not change
    : stretched(key, shape, { min: number(min, dtype), max: number(max, dtype) }, dtype)

/** Numbers in [min, max), by default [0, 1), in steps of the dtype's epsilon times the span. (Rounding may give max itself
 *  where the span is none of a power of two.)
 *  @example random.uniform(random.key(42), []) // => scalar(0.48870956897735596) */
export const uniform = <K, const S extends readonly number[], D extends Float = 'f32'>(
  key: Checked<OneKey<'uniform', K>, K>,
  shape: Checked<DrawnShape<'uniform', S>, S>,
  options: { readonly min?: number; readonly max?: number; readonly dtype?: D } = {},
): Tensor<ShapeOr<DrawnShape<'uniform', S>>, D> => {
  const { min = 0, max = 1, dtype = 'f32' } = options
  mustAscend('uniform', { min, max })
  mustBeFinite('uniform', { min, max }, dtype)
  return typed(between(oneKey('uniform', key), drawnShape('uniform', shape), { min, max }, dtype))
}
