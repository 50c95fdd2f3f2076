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
import { bits32, bits64 } from './bits.ts'
import { type Draw, draw } from './draw.ts'
import { spread } from './operand.ts'
import { type Bounds, bounds, mustAscend, mustBeFinite } from './range.ts'

/** The upper bits of words, as many as a mantissa holds, under the exponent of 1. */
const mantissa = (words: Value, dropped: number, exponent: number): Value =>
  or(shiftRightLogical(words, full(words, dropped)), full(words, exponent))

/** Numbers in [1, 2). */
const shifted: Readonly<Record<Float, (key: Value, shape: Sizes) => Value>> = {
  f32: (key, shape) => bitCast(mantissa(bits32(key, shape), 9, 0x3f800000), 'f32'),
  f64: (key, shape) => {
    const words = bits64(key, shape)
    const axis = shape.length
    const [low, high] = [cut(words, axis, 0, 1), cut(words, axis, 1, 2)]
    // the whole moves right by 12 bits, from the high word into the low one
    const across = or(shiftRightLogical(low, full(low, 12)), shiftLeft(high, full(high, 20)))
    return bitCast(concat([across, mantissa(high, 12, 0x3ff00000)], axis), 'f64')
  },
}

/** Multiples of the dtype's epsilon in [0, 1), all as likely. */
export const unit = (key: Value, shape: Sizes, dtype: Float): Value => {
  const u = shifted[dtype](key, shape)
  return sub(u, full(u, 1))
}

/** A {@link unit} stretched to [min, max), which are of rank 0. */
export const stretched = (u: Value, min: Value, max: Value): Value => {
  const low = spread(min, u.shape)
  return larger(low, add(mul(u, spread(sub(max, min), u.shape)), low))
}

/** Uniform numbers between two of the dtype. */
export const between = (key: Value, shape: Sizes, dtype: Float, { min, max }: Bounds): Value => {
  const u = unit(key, shape, dtype)
  return min === 0 && max === 1 ? u : stretched(u, number(min, dtype), number(max, dtype))
}

/** Numbers in [min, max), by default [0, 1): 2²³ different ones in f32, 2⁵² in f64, all as likely. (Where the span is
 *  no power of two, rounding may give max itself.)
 *  @example random.uniform(random.key(42), [2]) // => tensor([0.48870956897735596, 0.6797971725463867]) */
export const uniform: Draw<'uniform', Partial<Bounds>> = draw<'uniform', Partial<Bounds>>(
  'uniform',
  (key, shape, dtype, { min = 0, max = 1 }) => {
    mustAscend('uniform', { min, max })
    mustBeFinite('uniform', { min, max }, dtype)
    return between(key, shape, dtype, { min, max })
  },
  bounds,
)
