// The bits of one element: casts between floats and words, and equality to the bit.
// NaN has one bit pattern here (0x7fc00000, 0x7ff80000 00000000); −0 and subnormals keep theirs.

const CANONICAL_NAN = 0x7fc00000
const CANONICAL_NAN_HIGH = 0x7ff80000

const single = new Float32Array(1)
const singleBits = new Int32Array(single.buffer)
const double = new Float64Array(1)
const doubleWords = new Int32Array(double.buffer)

// which of the two words of a double is the low one: memory order, not arithmetic, decides it
const LOW = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 0 : 1
const HIGH = 1 - LOW

// Every index below is in range, so that the fallbacks after ?? are never taken.

/** The bits of an f32 as an i32. */
export const f32ToI32 = (x: number): number => {
  if (Number.isNaN(x)) return CANONICAL_NAN
  single[0] = x
  return singleBits[0] ?? 0
}

/** The f32 that has the bits of an i32 or u32. */
export const f32FromBits = (bits: number): number => {
  singleBits[0] = bits
  return single[0] ?? 0
}

/** The bits of an f32 as a u32. */
export const f32ToU32 = (x: number): number => f32ToI32(x) >>> 0

/** The upper 32 bits of an f64, sign and exponent among them, as an i32. */
export const highWord = (x: number): number => {
  if (Number.isNaN(x)) return CANONICAL_NAN_HIGH
  double[0] = x
  return doubleWords[HIGH] ?? 0
}

/** The lower 32 bits of an f64 as an i32. */
export const lowWord = (x: number): number => {
  if (Number.isNaN(x)) return 0
  double[0] = x
  return doubleWords[LOW] ?? 0
}

/** The f64 that has these words, i32 or u32, the low one first. */
export const f64FromWords = (low: number, high: number): number => {
  doubleWords[LOW] = low
  doubleWords[HIGH] = high
  return double[0] ?? 0
}

/** Whether two elements have the same bits, all NaNs being one: −0 is not +0. */
export const sameBits = (a: number, b: number): boolean => Object.is(a, b)

/** 2ᵏ in f32, for −126 ≤ k ≤ 127. */
export const pow2F32 = (k: number): number => f32FromBits((k + 127) << 23)

/** 2ᵏ in f64, for −1022 ≤ k ≤ 1023. */
export const pow2F64 = (k: number): number => f64FromWords(0, (k + 1023) << 20)

/** `magnitude` ≥ 0 with the sign of x, kept for −0. */
export const withSign = (magnitude: number, x: number): number =>
  x < 0 || Object.is(x, -0) ? -magnitude : magnitude
