// The floats of a dtype: how far they are apart, where they begin, what is beside one.
import type { Float } from '../shape/index.ts'

/** From 1 to the next. */
export const epsilon: Readonly<Record<Float, number>> = {
  f32: 1.1920928955078125e-7,
  f64: 2.220446049250313e-16,
}

/** The least normal one: stands for 0 where a logarithm follows. */
export const tiny: Readonly<Record<Float, number>> = {
  f32: 1.1754943508222875e-38,
  f64: 2.2250738585072014e-308,
}

/** The number of the dtype right after x, or right before; next to an infinity stands the largest finite number.
 *  @example neighbour(1, 'f32', 'below') // => 0.9999999403953552 */
export const neighbour = (x: number, dtype: Float, side: 'above' | 'below'): number =>
  side === 'above' ? next[dtype](x) : -next[dtype](-x)

// the bits of positive floats ascend as integers, those of negative ones descend
const next: Readonly<Record<Float, (x: number) => number>> = {
  f32: (x) => {
    const float = Float32Array.of(x === 0 ? 0 : x)
    if (float[0] === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY
    const bits = new Int32Array(float.buffer)
    bits[0] = (bits[0] ?? 0) + (x < 0 ? -1 : 1)
    return float[0] ?? 0
  },
  f64: (x) => {
    const float = Float64Array.of(x === 0 ? 0 : x)
    if (x === Number.POSITIVE_INFINITY) return x
    const bits = new BigInt64Array(float.buffer)
    bits[0] = (bits[0] ?? 0n) + (x < 0 ? -1n : 1n)
    return float[0] ?? 0
  },
}
