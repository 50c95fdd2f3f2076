// x^y with the special cases of C's pow (IEEE 754-2019, §9.2.1): 1 to any power and any number to 0 are 1, NaN too.
import { f64FromWords, highWord, lowWord } from './bits.ts'
import { productError } from './double-double.ts'
import { expF64, LN2, qF64, scaleF64 } from './exp.ts'
import { logF64 } from './log.ts'

const f32 = Math.fround
const ROUNDER = 6755399441055744

// atanh s = s + s³/3 + s⁵ A(s²), A minimax for |s| ≤ 3 − 2√2 (bench/numerics/minimax.py)
const A1 = 0.2000000000000113
const A2 = 0.14285714285048026
const A3 = 0.11111111260288879
const A4 = 0.09090892153846798
const A5 = 0.07693380080042539
const A6 = 0.06628374942658706
const A7 = 0.0659848795436237

// numbers as sums of two doubles
const THIRD_HIGH = 0.3333333333333333
const THIRD_LOW = 1.850371707708594e-17
const TWO_LOG2E_HIGH = 2.8853900817779268
const TWO_LOG2E_LOW = 4.0710547481862066e-17
const LN2_LOW = 2.3190468138462996e-17

const SQRT_HALF_HIGH = 0x3fe6a09e
const ONE_HIGH = 0x3ff00000

// beyond 10²¹ every power but that of 1 overflows or vanishes
const LARGEST_EXPONENT = 1e21
// beyond these 2 to the power p is ∞ or 0
const HIGHEST = 1025
const LOWEST = -1080

type Pair = readonly [high: number, low: number]

/** The numbers of x^y in f64, for those who write it as code. */
export const power: {
  /** A, the highest power first. */
  readonly a: readonly number[]
  readonly third: Pair
  readonly twoLog2e: Pair
  readonly ln2: Pair
  readonly largestExponent: number
  readonly highest: number
  readonly lowest: number
} = {
  a: [A7, A6, A5, A4, A3, A2, A1],
  third: [THIRD_HIGH, THIRD_LOW],
  twoLog2e: [TWO_LOG2E_HIGH, TWO_LOG2E_LOW],
  ln2: [LN2, LN2_LOW],
  largestExponent: LARGEST_EXPONENT,
  highest: HIGHEST,
  lowest: LOWEST,
}

/** a^y for finite a > 0 and finite y ≠ 0, in f64: 2 to the power y log₂ a, in two doubles. */
const positivePower = (a: number, exponent: number): number => {
  const y = Math.min(Math.max(exponent, -LARGEST_EXPONENT), LARGEST_EXPONENT)
  const subnormal = a < 2.2250738585072014e-308
  const normal = subnormal ? a * 18014398509481984 : a
  const word = highWord(normal) + (ONE_HIGH - SQRT_HALF_HIGH)
  const k = (word >> 20) - (subnormal ? 1077 : 1023)
  const m = f64FromWords(lowWord(normal), (word & 0xfffff) + SQRT_HALF_HIGH)
  // s + sLow = (m − 1) / (m + 1)
  const f = m - 1
  const d = m + 1
  const dLow = m - (d - 1)
  const s = f / d
  const sd = s * d
  const sLow = (f - sd - productError(s, d, sd) - s * dLow) / d
  // z + zLow = s²
  const z = s * s
  const zLow = productError(s, s, z) + 2 * s * sLow
  // w + wLow = atanh s / s − 1
  const third = z * THIRD_HIGH
  const thirdLow = productError(z, THIRD_HIGH, third) + (z * THIRD_LOW + zLow * THIRD_HIGH)
  const higher = z * z * (A1 + z * (A2 + z * (A3 + z * (A4 + z * (A5 + z * (A6 + z * A7))))))
  const w = third + higher
  const wLow = third - w + higher + thirdLow
  // t + tLow = atanh s
  const sw = s * w
  const t = s + sw
  const tLow = s - t + sw + (productError(s, w, sw) + (s * wLow + sLow * w) + sLow)
  // l + lLow = log₂ a
  const log2m = t * TWO_LOG2E_HIGH
  const log2mLow =
    productError(t, TWO_LOG2E_HIGH, log2m) + (t * TWO_LOG2E_LOW + tLow * TWO_LOG2E_HIGH)
  const l = k + log2m
  const lLow = k - l + log2m + log2mLow
  // p + pLow = y log₂ a
  const p = y * l
  const pLow = productError(y, l, p) + y * lLow
  if (p > HIGHEST) return Infinity
  if (p < LOWEST) return 0
  // r + rLow = p + pLow − n
  const n = p + ROUNDER - ROUNDER
  const r = p - n + pLow
  const rLow = p - n - r + pLow
  // g + gLow = (r + rLow) ln 2
  const g = r * LN2
  const gLow = productError(r, LN2, g) + (r * LN2_LOW + rLow * LN2)
  return scaleF64(1 + (g + (g * g * qF64(g) + (gLow + g * gLow))), n | 0)
}

/** a^y for finite a > 0 and finite y ≠ 0, in f32, by way of f64. */
const positivePowerF32 = (a: number, y: number): number => f32(expF64(y * logF64(a)))

const isInteger = (y: number): boolean => Math.floor(y) === y
const isOdd = (y: number): boolean => isInteger(y) && isInteger(y / 2) === false

/** x^y by the power of positive numbers, the special cases laid around it. */
const specially = (x: number, y: number, positive: (a: number, y: number) => number): number => {
  if (y === 0 || x === 1) return 1
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN
  const a = Math.abs(x)
  if (a === 0 || a === Infinity || Math.abs(y) === Infinity) {
    // here the magnitude is 0, 1 or ∞
    const magnitude = a === 1 ? 1 : a > 1 === y > 0 ? Infinity : 0
    return isOdd(y) && (x < 0 || Object.is(x, -0)) ? -magnitude : magnitude
  }
  if (x > 0) return positive(a, y)
  if (!isInteger(y)) return NaN
  return isOdd(y) ? -positive(a, y) : positive(a, y)
}

/** x^y in f32. */
export const powF32 = (x: number, y: number): number => specially(x, y, positivePowerF32)

/** x^y in f64. */
export const powF64 = (x: number, y: number): number => specially(x, y, positivePower)
