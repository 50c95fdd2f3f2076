// How many quarter turns an angle holds, and what is left: x = n π/2 + (high + low), |high| ≤ π/4, n modulo 4.
// Small angles: Cody & Waite, 1980. Large ones: Payne & Hanek, Radian reduction for trigonometric functions, 1983.
import { f64FromWords, highWord, lowWord } from './bits.ts'
import { productError } from './double-double.ts'

/** Below it n has at most 20 bits. */
export const LARGE_ANGLE = 1048576

export const ROUNDER = 6755399441055744
export const TWO_OVER_PI = 0.6366197723675814

// π/2 in three pieces of 33 bits, n times which is exact, and the rest
const HALF_PI_1 = 1.5707963267341256
const HALF_PI_2 = 6.077100506303966e-11
const HALF_PI_3 = 2.0222662487111665e-21
const HALF_PI_4 = 8.4784276603689e-32

// π/2 as a sum of two doubles
const HALF_PI_HIGH = 1.5707963267948966
const HALF_PI_LOW = 6.123233995736766e-17

const DIGIT = 16777216
/** Two digits, as a factor: 2⁻⁴⁸. */
const TWO_DIGITS = 3.552713678800501e-15

/** 2/π in digits of 24 bits, from 2⁻²⁴ down: as many as the largest double reaches. */
const TWO_OVER_PI_DIGITS: readonly number[] = [
  10680707, 7228996, 1387004, 2578385, 16069853, 12639074, 9804092, 4427841, 16666979, 11263675,
  12935607, 2387514, 4345298, 14681673, 3074569, 13734428, 16653803, 1880361, 10960616, 8533493,
  3062596, 8710556, 7349940, 6258241, 3772886, 3769171, 3798172, 8675211, 12450088, 3874808,
  9961438, 366607, 15675153, 9132554, 7151469, 3571407, 2607881, 12013382, 4155038, 6285869,
  7677882, 13102053, 15825725, 473591, 9065106, 15363067, 6271263, 9264392, 5636912,
]

/** How many digits of the product are kept: one before the point, eight after it. */
const KEPT = 9

/** The numbers of the reduction, for those who write it as code. */
export const angle: {
  readonly large: number
  readonly rounder: number
  readonly twoOverPi: number
  /** π/2 in four pieces, and in two. */
  readonly halfPi4: readonly [number, number, number, number]
  readonly halfPi2: readonly [number, number]
  /** 2/π in digits to the base `digit`. */
  readonly digits: readonly number[]
  readonly digit: number
  readonly kept: number
} = {
  large: LARGE_ANGLE,
  rounder: ROUNDER,
  twoOverPi: TWO_OVER_PI,
  halfPi4: [HALF_PI_1, HALF_PI_2, HALF_PI_3, HALF_PI_4],
  halfPi2: [HALF_PI_HIGH, HALF_PI_LOW],
  digits: TWO_OVER_PI_DIGITS,
  digit: DIGIT,
  kept: KEPT,
}

const digits = new Float64Array(KEPT)

/** Carries what a digit holds above 24 bits into the next higher one. */
const carry = (): void => {
  for (let t = KEPT - 1; t > 0; t--) {
    const digit = digits[t] ?? 0
    const over = Math.floor(digit / DIGIT)
    digits[t] = digit - over * DIGIT
    digits[t - 1] = (digits[t - 1] ?? 0) + over
  }
  // what the first digit holds above 24 bits is a multiple of four quarter turns
  digits[0] = (digits[0] ?? 0) % DIGIT
}

/** The quarter turns in x ≥ 2²⁰, finite; what is left is written to `rest` as two doubles. */
const reduceLarge = (x: number, rest: Float64Array): number => {
  // x = 2ᵉ (m0 + m1 2⁻²⁴ + m2 2⁻⁴⁸), three digits of 24 bits
  const e = (highWord(x) >> 20) - 1023 - 23
  const scaled = f64FromWords(lowWord(x), (highWord(x) & 0xfffff) | ((1023 + 23) << 20))
  const m0 = Math.floor(scaled)
  const m1 = Math.floor((scaled - m0) * DIGIT)
  const m2 = ((scaled - m0) * DIGIT - m1) * DIGIT
  // e = 24 q + r; the digits of the product before the (q − 1)-th are multiples of four quarter turns
  const q = Math.floor(e / 24)
  const shift = 1 << (e - 24 * q)
  const digitOf = (j: number): number => TWO_OVER_PI_DIGITS[j] ?? 0 // j < 0: none
  for (let t = 0; t < KEPT; t++) {
    const k = q - 1 + t
    digits[t] = m0 * digitOf(k) + m1 * digitOf(k - 1) + m2 * digitOf(k - 2)
  }
  carry()
  for (let t = 0; t < KEPT; t++) digits[t] = (digits[t] ?? 0) * shift
  carry()
  // from half a turn of the quarter on, the complement of the fraction is what is left, negative
  const up = (digits[1] ?? 0) >= DIGIT / 2
  const at = (t: number): number => (up ? DIGIT - 1 - (digits[t] ?? 0) : (digits[t] ?? 0))
  // three pieces of 48 bits, each exact, as a sum of two doubles
  const pair = (t: number): number => (at(t) + at(t + 1) / DIGIT) / DIGIT
  const first = pair(1)
  const second = pair(3) * TWO_DIGITS
  const sum = first + second
  const low = second - (sum - first) + pair(5) * TWO_DIGITS * TWO_DIGITS
  // times π/2
  const p = sum * HALF_PI_HIGH
  const pLow = productError(sum, HALF_PI_HIGH, p) + (sum * HALF_PI_LOW + low * HALF_PI_HIGH)
  const high = p + pLow
  const tail = pLow - (high - p)
  rest[0] = up ? -high : high
  rest[1] = up ? -tail : tail
  return ((digits[0] ?? 0) + (up ? 1 : 0)) % 4
}

/** The quarter turns in x, 0 ≤ x < ∞, modulo 4; what is left is written to `rest`, high part and low. */
export const reduce = (x: number, rest: Float64Array): number => {
  if (x >= LARGE_ANGLE) return reduceLarge(x, rest)
  const n = x * TWO_OVER_PI + ROUNDER - ROUNDER
  const r = x - n * HALF_PI_1
  // r − n HALF_PI_2 and then − n HALF_PI_3, with what each difference loses
  const w = n * HALF_PI_2
  const s = r - w
  const sVirtual = r - s
  const sError = r - (s + sVirtual) + (sVirtual - w)
  const v = n * HALF_PI_3
  const t = s - v
  const tVirtual = s - t
  const tError = s - (t + tVirtual) + (tVirtual - v)
  const low = sError + tError - n * HALF_PI_4
  const high = t + low
  rest[0] = high
  rest[1] = low - (high - t)
  return n & 3
}
