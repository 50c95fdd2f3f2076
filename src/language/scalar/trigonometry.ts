// sin x and cos x. The angle is reduced to r in [−π/4, π/4] in f64 (reduce.ts), for f32 too; then, with z = r²,
//   sin r = r + r z S(z),  cos r = 1 − z/2 + z² C(z);  S and C minimax for the relative error (bench/numerics/minimax.py).
import type { Float } from '../../shape/index.ts'
import { LARGE_ANGLE, ROUNDER, reduce, TWO_OVER_PI } from './reduce.ts'

const f32 = Math.fround

const S1_F32: number = f32(-0.166666552)
const S2_F32: number = f32(0.00833219104)
const S3_F32: number = f32(-0.000195185989)
const C1_F32: number = f32(0.0416666456)
const C2_F32: number = f32(-0.00138873095)
const C3_F32: number = f32(2.44323273e-5)

const S1 = -0.16666666666666632
const S2 = 0.00833333333332237
const S3 = -0.0001984126982977117
const S4 = 2.755731367866669e-6
const S5 = -2.5050755961509554e-8
const S6 = 1.5896666512028592e-10
const C1 = 0.041666666666666595
const C2 = -0.0013888888888872975
const C3 = 2.4801587288800065e-5
const C4 = -2.755731416398664e-7
const C5 = 2.087569870981881e-9
const C6 = -1.1358423580415145e-11

// π/2 in two pieces for f32: n times the first is exact
const HALF_PI_HIGH = 1.5707963267341256
const HALF_PI_LOW = 6.077100506506192e-11

interface Sine {
  /** S without its constant term, which is s1, and C; the highest power first. */
  readonly s: readonly number[]
  readonly s1: number
  readonly c: readonly number[]
}

/** The numbers of sin and cos, for those who write them as code. */
export const sine: Readonly<Record<Float, Sine>> & { readonly halfPi: readonly [number, number] } =
  {
    f32: { s: [S3_F32, S2_F32], s1: S1_F32, c: [C3_F32, C2_F32, C1_F32] },
    f64: { s: [S6, S5, S4, S3, S2], s1: S1, c: [C6, C5, C4, C3, C2, C1] },
    halfPi: [HALF_PI_HIGH, HALF_PI_LOW],
  }

/** sin r in f32, |r| ≤ π/4. */
const sineF32 = (r: number): number => {
  const z = f32(r * r)
  const S = f32(S1_F32 + f32(z * f32(S2_F32 + f32(z * S3_F32))))
  return f32(r + f32(f32(r * z) * S))
}

/** cos r in f32, |r| ≤ π/4. */
const cosineF32 = (r: number): number => {
  const z = f32(r * r)
  const C = f32(C1_F32 + f32(z * f32(C2_F32 + f32(z * C3_F32))))
  const half = f32(0.5 * z)
  const w = f32(1 - half)
  return f32(w + f32(f32(f32(1 - w) - half) + f32(f32(z * z) * C)))
}

/** sin (r + low) in f64, |r| ≤ π/4. */
const sineF64 = (r: number, low: number): number => {
  const z = r * r
  const v = z * r
  const S = S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)))
  return r - (z * (0.5 * low - v * S) - low - v * S1)
}

/** cos (r + low) in f64, |r| ≤ π/4. */
const cosineF64 = (r: number, low: number): number => {
  const z = r * r
  const C = z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * C6)))))
  const half = 0.5 * z
  const w = 1 - half
  return w + (1 - w - half + (z * C - r * low))
}

const rest = new Float64Array(2)

/** sin (x + turns π/2) in f32, x ≥ 0. */
const turnedF32 = (x: number, turns: number): number => {
  let n: number
  let r: number
  if (x < LARGE_ANGLE) {
    n = x * TWO_OVER_PI + ROUNDER - ROUNDER
    r = f32(x - n * HALF_PI_HIGH - n * HALF_PI_LOW)
  } else {
    n = reduce(x, rest)
    r = f32(rest[0] ?? 0)
  }
  const quarter = n + turns
  const value = quarter & 1 ? cosineF32(r) : sineF32(r)
  return quarter & 2 ? -value : value
}

/** sin (x + turns π/2) in f64, x ≥ 0. */
const turnedF64 = (x: number, turns: number): number => {
  const quarter = reduce(x, rest) + turns
  const r = rest[0] ?? 0
  const low = rest[1] ?? 0
  const value = quarter & 1 ? cosineF64(r, low) : sineF64(r, low)
  return quarter & 2 ? -value : value
}

/** sin x in f32, for every x. */
export const sinF32 = (x: number): number => {
  const a = Math.abs(x)
  if (!(a < Infinity)) return NaN
  if (a < 0.000244140625) return x
  return x < 0 ? -turnedF32(a, 0) : turnedF32(a, 0)
}

/** cos x in f32, for every x. */
export const cosF32 = (x: number): number => {
  const a = Math.abs(x)
  return a < Infinity ? turnedF32(a, 1) : NaN
}

/** sin x in f64, for every x. */
export const sinF64 = (x: number): number => {
  const a = Math.abs(x)
  if (!(a < Infinity)) return NaN
  if (a < 1.4901161193847656e-8) return x
  return x < 0 ? -turnedF64(a, 0) : turnedF64(a, 0)
}

/** cos x in f64, for every x. */
export const cosF64 = (x: number): number => {
  const a = Math.abs(x)
  return a < Infinity ? turnedF64(a, 1) : NaN
}
