// log x and log (1 + x). With x = 2ᵏ (1 + f), √½ ≤ 1 + f < √2, and s = f / (2 + f):
//   log (1 + f) = 2 s + s R(s²) = f − (f²/2 − s (f²/2 + R)),  after fdlibm's e_log.c.
// R is minimax for the relative error of log (bench/numerics/minimax.py).
import type { Float } from '../../shape/index.ts'
import { f32FromBits, f32ToI32, f64FromWords, highWord, lowWord } from './bits.ts'

const f32 = Math.fround

const R1_F32: number = f32(0.666667759)
const R2_F32: number = f32(0.399775773)
const R3_F32: number = f32(0.298710734)

const R1 = 0.6666666666666735
const R2 = 0.3999999999941289
const R3 = 0.2857142874282435
const R4 = 0.2222219852465555
const R5 = 0.1818356703010982
const R6 = 0.153139769495075
const R7 = 0.14796728450833566

// k times the high part is exact: 9 bits beside 8, and 32 beside 11
const LN2_HIGH_F32 = 0.693359375
const LN2_LOW_F32: number = f32(-2.1219444005469057e-4)
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10

// the bits of √½, where the significand is cut, and of 1
const SQRT_HALF_F32 = 0x3f3504f3
const ONE_F32 = 0x3f800000
const SQRT_HALF_HIGH = 0x3fe6a09e
const ONE_HIGH = 0x3ff00000

// below these a number is subnormal; times that it is normal
const NORMAL_F32 = 1.1754943508222875e-38
const LIFT_F32 = 8388608
const NORMAL = 2.2250738585072014e-308
const LIFT = 18014398509481984

interface Log {
  readonly ln2High: number
  readonly ln2Low: number
  /** The bits of √½ and of 1: in f64 the upper 32. */
  readonly sqrtHalf: number
  readonly one: number
  readonly normal: number
  readonly lift: number
  /** R / s², the highest power first. */
  readonly r: readonly number[]
}

/** The numbers of log, for those who write it as code. */
export const log: Readonly<Record<Float, Log>> = {
  f32: {
    ln2High: LN2_HIGH_F32,
    ln2Low: LN2_LOW_F32,
    sqrtHalf: SQRT_HALF_F32,
    one: ONE_F32,
    normal: NORMAL_F32,
    lift: LIFT_F32,
    r: [R3_F32, R2_F32, R1_F32],
  },
  f64: {
    ln2High: LN2_HIGH,
    ln2Low: LN2_LOW,
    sqrtHalf: SQRT_HALF_HIGH,
    one: ONE_HIGH,
    normal: NORMAL,
    lift: LIFT,
    r: [R7, R6, R5, R4, R3, R2, R1],
  },
}

/** 0 or ∞ or NaN, where log is no number: of 0, of ∞, of what is negative or NaN. */
const outside = (x: number): number => (x === 0 ? -Infinity : x > 0 ? x : NaN)

/** k ln 2 + log (1 + f), `rest` added to the small terms, in f32. */
const assembleF32 = (k: number, f: number, rest: number): number => {
  const s = f32(f / f32(2 + f))
  const z = f32(s * s)
  const R = f32(z * f32(R1_F32 + f32(z * f32(R2_F32 + f32(z * R3_F32)))))
  const halfSquare = f32(f32(0.5 * f) * f)
  const small = f32(f32(s * f32(halfSquare + R)) + f32(f32(k * LN2_LOW_F32) + rest))
  return f32(f32(k * LN2_HIGH_F32) + f32(f - f32(halfSquare - small)))
}

/** k ln 2 + log (1 + f), `rest` added to the small terms, in f64. */
const assembleF64 = (k: number, f: number, rest: number): number => {
  const s = f / (2 + f)
  const z = s * s
  const R = z * (R1 + z * (R2 + z * (R3 + z * (R4 + z * (R5 + z * (R6 + z * R7))))))
  const halfSquare = 0.5 * f * f
  const small = s * (halfSquare + R) + (k * LN2_LOW + rest)
  return k * LN2_HIGH + (f - (halfSquare - small))
}

/** The natural logarithm in f32. */
export const logF32 = (x: number): number => {
  if (!(x > 0 && x < Infinity)) return outside(x)
  // a subnormal is brought among the normal numbers first
  const subnormal = x < NORMAL_F32
  const bits = f32ToI32(subnormal ? f32(x * LIFT_F32) : x) + (ONE_F32 - SQRT_HALF_F32)
  const k = (bits >> 23) - (subnormal ? 150 : 127)
  const m = f32FromBits((bits & 0x7fffff) + SQRT_HALF_F32)
  return assembleF32(k, f32(m - 1), 0)
}

/** The natural logarithm in f64. */
export const logF64 = (x: number): number => {
  if (!(x > 0 && x < Infinity)) return outside(x)
  const subnormal = x < NORMAL
  const normal = subnormal ? x * LIFT : x
  const high = highWord(normal) + (ONE_HIGH - SQRT_HALF_HIGH)
  const k = (high >> 20) - (subnormal ? 1077 : 1023)
  const m = f64FromWords(lowWord(normal), (high & 0xfffff) + SQRT_HALF_HIGH)
  return assembleF64(k, m - 1, 0)
}

/** log (1 + x) in f32. */
export const log1pF32 = (x: number): number => {
  if (!(x > -1 && x < Infinity)) return x === -1 ? -Infinity : x > 0 ? x : NaN
  const u = f32(1 + x)
  const bits = f32ToI32(u) + (ONE_F32 - SQRT_HALF_F32)
  const k = (bits >> 23) - 127
  const m = f32FromBits((bits & 0x7fffff) + SQRT_HALF_F32)
  if (k === 0) return x === 0 ? x : assembleF32(0, x, 0)
  // what u lost of 1 + x, relative to u
  const lost = f32((k > 1 ? f32(1 - f32(u - x)) : f32(x - f32(u - 1))) / u)
  return assembleF32(k, f32(m - 1), lost)
}

/** log (1 + x) in f64. */
export const log1pF64 = (x: number): number => {
  if (!(x > -1 && x < Infinity)) return x === -1 ? -Infinity : x > 0 ? x : NaN
  const u = 1 + x
  const high = highWord(u) + (ONE_HIGH - SQRT_HALF_HIGH)
  const k = (high >> 20) - 1023
  const m = f64FromWords(lowWord(u), (high & 0xfffff) + SQRT_HALF_HIGH)
  if (k === 0) return x === 0 ? x : assembleF64(0, x, 0)
  const lost = (k > 1 ? 1 - (u - x) : x - (u - 1)) / u
  return assembleF64(k, m - 1, lost)
}
