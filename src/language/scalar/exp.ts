// eˣ and eˣ − 1. With n = round(x / ln 2) and r = x − n ln 2, |r| ≤ ln 2 / 2:
//   eʳ = 1 + (r + r² Q(r)),  eˣ = 2ⁿ eʳ.  Q is minimax for the relative error of eʳ − 1 (bench/numerics/minimax.py).
import type { Float } from '../../shape/index.ts'
import { pow2F32, pow2F64 } from './bits.ts'

const f32 = Math.fround
/** p z + c, each step rounded: one step of Horner's rule. */
const step = (p: number, z: number, c: number): number => f32(f32(p * z) + c)

// adding and subtracting 1.5 · 2^(p − 1) rounds to an integer, ties to even
const ROUNDER_F32 = 12582912
const ROUNDER_F64 = 6755399441055744

// the specification calls Math.LOG2E and Math.LN2 approximate: here they are the nearest doubles
// biome-ignore lint/suspicious/noApproximativeNumericConstant: exactly this double is meant
const LOG2E = 1.4426950408889634
// biome-ignore lint/suspicious/noApproximativeNumericConstant: exactly this double is meant
export const LN2 = 0.6931471805599453

const LOG2E_F32: number = f32(LOG2E)
// 9 bits, so that n times it is exact
const LN2_HIGH_F32 = 0.693359375
const LN2_LOW_F32: number = f32(-2.1219444005469057e-4)

// 32 bits, so that n times it is exact
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10

// beyond these eˣ is +0 or ∞ all the same, and n keeps to the range of scaleF32 and scaleF64
const LOWEST_F32 = -104
const HIGHEST_F32 = 89
const LOWEST = -746
const HIGHEST = 710

// below these eˣ − 1 is −1
const LOWEST_MINUS_1_F32 = -18
const LOWEST_MINUS_1 = -38

const Q1_F32: number = f32(0.166665584)
const Q2_F32: number = f32(0.0416668393)
const Q3_F32: number = f32(0.00836505089)
const Q4_F32: number = f32(0.00138991)

const Q1 = 0.1666666666666667
const Q2 = 0.04166666666666661
const Q3 = 0.008333333333325836
const Q4 = 0.0013888888888930109
const Q5 = 0.00019841269876322347
const Q6 = 2.480158721544544e-5
const Q7 = 2.7557253412166215e-6
const Q8 = 2.755737822162299e-7
const Q9 = 2.5106020221618448e-8
const Q10 = 2.0880117413757792e-9

interface Exp {
  readonly rounder: number
  readonly log2e: number
  readonly ln2High: number
  readonly ln2Low: number
  readonly lowest: number
  readonly lowestMinus1: number
  readonly highest: number
  /** Q, the highest power first. */
  readonly q: readonly number[]
}

/** The numbers of eˣ, for those who write it as code. */
export const exp: Readonly<Record<Float, Exp>> = {
  f32: {
    rounder: ROUNDER_F32,
    log2e: LOG2E_F32,
    ln2High: LN2_HIGH_F32,
    ln2Low: LN2_LOW_F32,
    lowest: LOWEST_F32,
    lowestMinus1: LOWEST_MINUS_1_F32,
    highest: HIGHEST_F32,
    q: [Q4_F32, Q3_F32, Q2_F32, Q1_F32, 0.5],
  },
  f64: {
    rounder: ROUNDER_F64,
    log2e: LOG2E,
    ln2High: LN2_HIGH,
    ln2Low: LN2_LOW,
    lowest: LOWEST,
    lowestMinus1: LOWEST_MINUS_1,
    highest: HIGHEST,
    q: [Q10, Q9, Q8, Q7, Q6, Q5, Q4, Q3, Q2, Q1, 0.5],
  },
}

const qF32 = (r: number): number =>
  step(step(step(step(Q4_F32, r, Q3_F32), r, Q2_F32), r, Q1_F32), r, 0.5)

/** (eʳ − 1 − r) / r² for |r| ≤ ln 2 / 2, in f64. */
export const qF64 = (r: number): number =>
  (((((((((Q10 * r + Q9) * r + Q8) * r + Q7) * r + Q6) * r + Q5) * r + Q4) * r + Q3) * r + Q2) * r +
    Q1) *
    r +
  0.5

/** 2ⁿ p in f32 with one rounding, also where 2ⁿ alone would overflow or vanish; −252 ≤ n ≤ 254. */
const scaleF32 = (p: number, n: number): number => {
  const half = n >> 1
  return f32(f32(p * pow2F32(half)) * pow2F32(n - half))
}

/** 2ⁿ p in f64 with one rounding, also where 2ⁿ alone would overflow or vanish; −2044 ≤ n ≤ 2046. */
export const scaleF64 = (p: number, n: number): number => {
  const half = n >> 1
  return p * pow2F64(half) * pow2F64(n - half)
}

/** eˣ in f32. */
export const expF32 = (x: number): number => {
  const a = Math.min(Math.max(x, LOWEST_F32), HIGHEST_F32)
  const n = f32(f32(f32(a * LOG2E_F32) + ROUNDER_F32) - ROUNDER_F32)
  const r = f32(f32(a - f32(n * LN2_HIGH_F32)) - f32(n * LN2_LOW_F32))
  const p = f32(1 + f32(r + f32(f32(r * r) * qF32(r))))
  return scaleF32(p, n | 0)
}

/** eˣ in f64. */
export const expF64 = (x: number): number => {
  const a = Math.min(Math.max(x, LOWEST), HIGHEST)
  const n = a * LOG2E + ROUNDER_F64 - ROUNDER_F64
  const high = a - n * LN2_HIGH
  const low = n * LN2_LOW
  const r = high - low
  // what the rounding of r lost goes in with the small terms
  const p = 1 + (high + (r * r * qF64(r) - low))
  return scaleF64(p, n | 0)
}

/** eˣ − 1 in f32. */
export const expm1F32 = (x: number): number => {
  // with h = 2ⁿ⁻¹ below, nothing overflows before the last step
  const a = Math.min(Math.max(x, LOWEST_MINUS_1_F32), HIGHEST_F32)
  const n = f32(f32(f32(a * LOG2E_F32) + ROUNDER_F32) - ROUNDER_F32)
  const high = f32(a - f32(n * LN2_HIGH_F32))
  const low = f32(n * LN2_LOW_F32)
  const r = f32(high - low)
  const rest = f32(f32(f32(r * r) * qF32(r)) + f32(f32(high - r) - low))
  if (n === 0) return x === 0 ? x : f32(r + rest)
  // 2ⁿ eʳ − 1 = 2 ((h − ½) + h r + h rest), the error of the first sum kept
  const h = pow2F32((n | 0) - 1)
  const base = f32(h - 0.5)
  const slope = f32(h * r)
  const sum = f32(base + slope)
  const error = f32(slope - f32(sum - base))
  return f32(2 * f32(sum + f32(error + f32(h * rest))))
}

/** eˣ − 1 in f64. */
export const expm1F64 = (x: number): number => {
  const a = Math.min(Math.max(x, LOWEST_MINUS_1), HIGHEST)
  const n = a * LOG2E + ROUNDER_F64 - ROUNDER_F64
  const high = a - n * LN2_HIGH
  const low = n * LN2_LOW
  const r = high - low
  const rest = r * r * qF64(r) + (high - r - low)
  if (n === 0) return x === 0 ? x : r + rest
  const h = pow2F64((n | 0) - 1)
  const base = h - 0.5
  const slope = h * r
  const sum = base + slope
  const error = slope - (sum - base)
  return 2 * (sum + (error + h * rest))
}
