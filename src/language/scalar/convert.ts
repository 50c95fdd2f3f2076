// One element of a dtype as an element of another.
// Floats round to nearest; float to integer truncates and saturates, NaN to 0; integer to integer wraps; to bool: x ≠ 0.
import type { DType } from '../../shape/index.ts'
import type { Unary } from './arithmetic.ts'

const f32 = Math.fround

/** Truncated and kept within the bounds, which are integers; NaN is 0. */
const saturate = (low: number, high: number): Unary => {
  // + 0 makes −0 the integer 0
  return (x) => (Number.isNaN(x) ? 0 : Math.trunc(Math.min(Math.max(x, low), high)) + 0)
}

const same: Unary = (x) => x
const rounded: Unary = (x) => f32(x)
const signed: Unary = (x) => x | 0
const unsigned: Unary = (x) => x >>> 0
const truth: Unary = (x) => (x !== 0 ? 1 : 0)
const toI32 = saturate(-2147483648, 2147483647)
const toU32 = saturate(0, 4294967295)

type Conversions = Readonly<Record<DType, Unary>>

/** The conversion from a dtype to a dtype: `convert.f64.i32(x)`. */
export const convert: Readonly<Record<DType, Conversions>> = {
  f32: { f32: same, f64: same, i32: toI32, u32: toU32, bool: truth },
  f64: { f32: rounded, f64: same, i32: toI32, u32: toU32, bool: truth },
  i32: { f32: rounded, f64: same, i32: same, u32: unsigned, bool: truth },
  u32: { f32: rounded, f64: same, i32: signed, u32: same, bool: truth },
  bool: { f32: same, f64: same, i32: same, u32: same, bool: same },
}
