// sin x and cos x. The angle is reduced to r in [−π/4, π/4] in f64 (reduce.ts), for f32 too; then, with z = r²,
//   sin r = r + r z S(z),  cos r = 1 − z/2 + z² C(z);  S and C minimax for the relative error (bench/minimax.py).
import { LARGE_ANGLE, reduce, TWO_OVER_PI } from './reduce.ts'

const f32 = Math.fround
const ROUNDER = 6755399441055744

const S1_F32: number = f32(-0.1666665524)
const S2_F32: number = f32(0.008332191035)
const S3_F32: number = f32(-0.0001951859886)
const C1_F32: number = f32(0.04166665301)
const C2_F32: number = f32(-0.001388761098)
const C3_F32: number = f32(2.446197868e-5)

const S1 = -0.16666666666666632
const S2 = 0.008333333333322472
const S3 = -0.00019841269829835647
const S4 = 2.7557313697313904e-6
const S5 = -2.5050758483184538e-8
const S6 = 1.5896795871668067e-10
const C1 = 0.04166666666666665
const C2 = -0.0013888888888881432
const C3 = 2.480158729339272e-5
const C4 = -2.7557315344099714e-7
const C5 = 2.087584376260048e-9
const C6 = -1.1365300720539289e-11

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

const HALF_PI_HIGH = 1.5707963267341256
const HALF_PI_LOW = 6.077100506506192e-11

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
