// What one element does, in each dtype: the permanent meaning of arithmetic, as pure functions on numbers.
// Elements are numbers: an f32 is one that Math.fround keeps, an i32 or u32 is in range, a bool is 0 or 1.
import type { DType } from '../../shape/index.ts'
import type { Arithmetic } from './arithmetic.ts'
import { float } from './float.ts'
import { integer } from './integer.ts'

export type {
  Arithmetic,
  Binary,
  Bitwise,
  FloatArithmetic,
  IntegerArithmetic,
  Unary,
} from './arithmetic.ts'
export {
  f32FromBits,
  f32ToI32,
  f32ToU32,
  f64FromWords,
  highWord,
  lowWord,
  sameBits,
} from './bits.ts'
export { type Comparison, compare } from './compare.ts'
export * as constants from './constants.ts'
export { convert } from './convert.ts'
export { float } from './float.ts'
export { bitwise, integer } from './integer.ts'
export {
  BLOCK,
  convolutionBlocks,
  type Reduction,
  reduction,
  type Terms,
  unitAxes,
} from './sum.ts'
export { threefry2x32 } from './threefry.ts'

/** The arithmetic of every dtype that has one: bools have logic only. */
export const arithmetic: Readonly<Record<Exclude<DType, 'bool'>, Arithmetic>> = {
  ...float,
  ...integer,
}
