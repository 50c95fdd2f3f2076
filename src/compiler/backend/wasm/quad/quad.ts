// A quad: four elements of one dtype in registers. f32, i32 and u32 are one vector; f64 are two, the lower lanes first;
// bools are a mask, 0 or −1 a lane.
import type { DType } from '../../../../shape/index.ts'
import { type Expr, type Local, lane, op, shuffle, splatBytes } from '../assembler/index.ts'
import type { Site } from '../library.ts'

export const LANES = 4

export interface Quad {
  readonly dtype: DType
  readonly parts: readonly Expr[]
}

/** The first of its vectors: the only one of all dtypes but f64. */
export const first = ({ parts: [part] }: Quad): Expr => {
  if (part === undefined) throw new RangeError('a quad has a vector')
  return part
}

/** f applied to each vector of quads of one dtype. */
export const each = (
  dtype: DType,
  f: (...xs: readonly Expr[]) => Expr,
  ...quads: readonly Quad[]
): Quad => {
  const count = quads[0]?.parts.length ?? 1
  const parts = Array.from({ length: count }, (_, i) =>
    f(...quads.flatMap(({ parts }) => parts[i] ?? [])),
  )
  return { dtype, parts }
}

/** The quad, computed here and once. */
export const kept = ({ pen }: Site, { dtype, parts }: Quad): Quad => ({
  dtype,
  parts: parts.map((part) => pen.keep(part)),
})

/** A quad in locals, which can be set anew. */
export interface Variable extends Quad {
  readonly parts: readonly Local[]
}

export const variable = ({ pen }: Site, dtype: DType): Variable => ({
  dtype,
  parts: Array.from({ length: dtype === 'f64' ? 2 : 1 }, () => pen.local('v128')),
})

/** Sets a variable to a quad that is not computed from it, or of one vector. */
export const set = ({ pen }: Site, to: Variable, { parts }: Quad): void => {
  for (const [i, part] of to.parts.entries()) pen.set(part, parts[i] ?? part)
}

const bytes = (dtype: DType, value: number): Uint8Array => {
  if (dtype === 'f64') return splatBytes(new Float64Array([value]))
  if (dtype === 'f32') return splatBytes(new Float32Array([value]))
  return splatBytes(new Int32Array([dtype === 'bool' ? -value : value]))
}

/** A number in all lanes. */
export const literal = ({ pen }: Site, dtype: DType, value: number): Quad => {
  const constant = pen.constant(bytes(dtype, value))
  return { dtype, parts: dtype === 'f64' ? [constant, constant] : [constant] }
}

/** Whole numbers, one a lane. */
export const numbers = ({ pen }: Site, values: readonly number[]): Expr =>
  pen.constant(splatBytes(new Int32Array(values)))

/** The lower two lanes of 32 bits, twice as wide: the mask of two f64. */
const wideLow = (mask: Expr): Expr => op('i64x2.extend_low_i32x4_s', mask)
const wideHigh = (mask: Expr): Expr => op('i64x2.extend_high_i32x4_s', mask)
/** A mask as the masks of a dtype's vectors. */
export const masks = (dtype: DType, mask: Expr): readonly Expr[] =>
  dtype === 'f64' ? [wideLow(mask), wideHigh(mask)] : [mask]

export const EVEN_WORDS: readonly number[] = [
  0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27,
]
const UPPER = [8, 9, 10, 11, 12, 13, 14, 15, 0, 0, 0, 0, 0, 0, 0, 0]
const LOWER_OF_BOTH = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23]

/** The lower words of the lanes of 64 bits: two masks as one. */
export const narrowed = (low: Expr, high: Expr): Expr => shuffle(EVEN_WORDS, low, high)
/** The upper half of a vector in the lower. */
export const upper = (x: Expr): Expr => shuffle(UPPER, x, x)
/** The lower halves of two vectors as one. */
export const joined = (low: Expr, high: Expr): Expr => shuffle(LOWER_OF_BOTH, low, high)

const LATER = [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3]
const LATER_TWO = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15]
const LATER_THREE = [12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
const ACROSS = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]
const NEXT = [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]

/** The lanes from `by` on as the first; those after them hold anything. The quad's vectors are pushed more than once. */
export const later = (quad: Quad, by: 1 | 2 | 3): Quad => {
  const { dtype } = quad
  const [low, high] = quad.parts
  if (low === undefined) throw new RangeError('a quad has a vector')
  if (high !== undefined) {
    if (by === 2) return { dtype, parts: [high, high] }
    return { dtype, parts: [by === 1 ? shuffle(ACROSS, low, high) : upper(high), upper(high)] }
  }
  const places = by === 1 ? LATER : by === 2 ? LATER_TWO : LATER_THREE
  return { dtype, parts: [shuffle(places, low, low)] }
}

/** The lanes of a quad, each a place further to the front, and the first lane of another as the last. */
export const followed = (quad: Quad, by: Quad): Quad => {
  const { dtype } = quad
  const [low, high] = quad.parts
  if (low === undefined) throw new RangeError('a quad has a vector')
  if (high === undefined) return { dtype, parts: [shuffle(NEXT, low, first(by))] }
  return { dtype, parts: [shuffle(ACROSS, low, high), shuffle(ACROSS, high, first(by))] }
}

/** One element, as a number of WebAssembly; of a bool its mask. */
export const element = (quad: Quad, index: number): Expr => {
  const [low, high] = quad.parts
  if (quad.dtype === 'f64')
    return lane('f64x2.extract_lane', index & 1, (index < 2 ? low : high) ?? first(quad))
  return lane(
    quad.dtype === 'f32' ? 'f32x4.extract_lane' : 'i32x4.extract_lane',
    index,
    first(quad),
  )
}
