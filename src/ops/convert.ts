// Other dtypes: by value, or by bits; and values without their derivative.
import * as language from '../language/primitives/index.ts'
import { type Fill, fail, fill } from '../prelude/index.ts'
import {
  type Box,
  byteWidth,
  type DimEq,
  type DType,
  type Same,
  type Shape,
  type ShowType,
  showType,
} from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { mustMake } from './domain.ts'
import { type Of, operandOf } from './unary.ts'
import { type ArrayOf, arrayFrom, type Checked, type ShapeOr, typed } from './value.ts'

/** The same numbers in another dtype: floats to integers are cut and saturate, NaN gives 0, and false is 0.
 *  @example convert(tensor([1.9, -1.9]), 'i32') // => tensor([1, -1], { dtype: 'i32' }) */
export const convert = <S extends Shape, D, const E extends DType>(
  x: Of<'convert', 'ordered', S, D>,
  dtype: E,
): Tensor<S, E> =>
  typed(language.convert(operandOf('convert', 'ordered', x), mustMake('convert', 'ordered', dtype)))

/** x, whose derivative is 0 from here on.
 *  @example stopGradient(tensor([1, 2])) // => tensor([1, 2]) */
export const stopGradient = <S extends Shape, D>(x: ArrayOf<S, D>): ArrayOf<S, D> =>
  typed(language.stopGradient(arrayFrom('stopGradient', x)))

const logical = {
  where: 'bitCast',
  must: 'must not involve bool',
  was: '{from} to {to}',
  do: 'use convert',
} as const

const halves = {
  where: 'bitCast',
  must: 'last axis must be the two words of an f64',
  was: '{type}',
  do: 'reshape it to end in 2',
} as const

/** The shape of the same bits in another dtype, or the sentence of why they cannot be. */
type BitCastShape<S extends Shape, D, E> =
  Same<D, DType> extends true
    ? number[]
    : Box<'bool'> extends Box<D | E>
      ? Box<unknown> extends Box<D>
        ? number[]
        : Fill<typeof logical, { from: D & string; to: E & string }>
      : Box<D> extends Box<'f64' | 'key'>
        ? E extends 'f64'
          ? S
          : [...S, 2]
        : E extends 'f64'
          ? Joined<S, D>
          : S

type Joined<S extends Shape, D> = S extends readonly [...infer Init, infer Last]
  ? DimEq<Last, 2, S> extends false
    ? Fill<typeof halves, { type: ShowType<S, D> }>
    : Init
  : S extends readonly []
    ? Fill<typeof halves, { type: ShowType<S, D> }>
    : number[]

/** The same bits as another dtype; NaN is canonical. An f64, or a key, is two words along a last axis, low word first.
 *  @example bitCast(tensor([1]), 'u32') // => tensor([0x3f800000], { dtype: 'u32' }) */
export const bitCast = <S extends Shape, D, const E extends DType>(
  x: Checked<BitCastShape<S, D, E>, ArrayOf<S, D>>,
  dtype: E,
): Tensor<ShapeOr<BitCastShape<S, D, E>>, E> => {
  const value = arrayFrom('bitCast', x)
  mustMake('bitCast', 'ordered', dtype)
  if (value.dtype === 'bool' || dtype === 'bool')
    fail(fill(logical, { from: value.dtype, to: dtype }))
  if (byteWidth(value.dtype) < byteWidth(dtype) && value.shape.at(-1) !== 2)
    fail(fill(halves, { type: showType(value) }))
  return typed(language.bitCast(value, dtype))
}
