// Elements by number: gathered along an axis, or made into indicators.
import type { Value } from '../language/level/index.ts'
import * as language from '../language/primitives/index.ts'
import {
  axisOf,
  type CheckedShape,
  checkedShape,
  type DType,
  type Shape,
  type TakeAlongShape,
  type TakeShape,
  takeAlongShape,
  takeShape,
} from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { mustMake, type OutsideOf } from './domain.ts'
import { type DtypeIn, type DtypeOption, dtypeOf } from './literal.ts'
import { operandOf } from './unary.ts'
import { type ArrayOf, arrayFrom, type Checked, type ShapeOr, typed } from './value.ts'

/** The type of indices: i32 or u32. */
export type Indices<Op, I extends Shape, E> = Checked<
  OutsideOf<Op, 'integer', I, E, 'indices'>,
  Tensor<I, E>
>

export const indicesOf = (op: string, x: unknown): Value => operandOf(op, 'integer', x, 'indices')

/** Indices below 0 counted from the end, once: what is still below 0 lies outside. */
const fromEnd = (indices: Value, n: number): Value =>
  indices.dtype === 'u32'
    ? indices
    : language.select(
        language.compare(indices, language.full(indices, 0), 'lt'),
        language.add(indices, language.full(indices, n)),
        indices,
      )

/** x[indices] along an axis, the first unless given: the axes of the indices stand where that axis stood. An index below 0
 *  counts from the end. What lies outside is NaN (the least i32, the largest u32).
 *  @example take(tensor([[1, 2], [3, 4]]), tensor([1, 1], { dtype: 'i32' })) // => tensor([[3, 4], [3, 4]]) */
export const take = <S extends Shape, D, I extends Shape, E, const A extends number = 0>(
  x: ArrayOf<S, D>,
  indices: Indices<'take', I, E>,
  axis?: Checked<TakeShape<S, I, A>, A>,
): ArrayOf<ShapeOr<TakeShape<S, I, A>>, D> => {
  const value = arrayFrom('take', x)
  const at = indicesOf('take', indices)
  const given = (axis === undefined ? 0 : axis) as number // where the call compiles
  takeShape(value.shape, at.shape, given)
  const along = axisOf('take', value.shape, given)
  const places = fromEnd(at, value.shape[along] ?? 0)
  return typed(language.gather(value, places, { axis: along, batch: 0, outside: 'nan' }))
}

/** For each index its element of the same lane along the axis: indices have the shape of the result, and count as those of
 *  {@link take}.
 *  @example takeAlongAxis(tensor([[1, 2], [3, 4]]), tensor([[1], [0]], { dtype: 'i32' }), 1) // => tensor([[2], [3]]) */
export const takeAlongAxis = <S extends Shape, D, I extends Shape, E, const A extends number>(
  x: ArrayOf<S, D>,
  indices: Indices<'takeAlongAxis', I, E>,
  axis: Checked<TakeAlongShape<S, I, A>, A>,
): ArrayOf<ShapeOr<TakeAlongShape<S, I, A>>, D> => {
  const value = arrayFrom('takeAlongAxis', x)
  const at = indicesOf('takeAlongAxis', indices)
  const given = axis as number // where the call compiles
  takeAlongShape(value.shape, at.shape, given)
  const along = axisOf('takeAlongAxis', value.shape, given)
  return typed(language.takeAlong(value, fromEnd(at, value.shape[along] ?? 0), along))
}

/** A row of n for each index: 1 at that place, 0 elsewhere; all 0 where the index lies outside.
 *  @example oneHot(tensor([2, 0], { dtype: 'i32' }), 3) // => tensor([[0, 0, 1], [1, 0, 0]]) */
export const oneHot = <
  I extends Shape,
  E,
  const N extends number,
  const O extends DtypeOption = Record<never, never>,
>(
  indices: Indices<'oneHot', I, E>,
  n: Checked<CheckedShape<'oneHot', [N]>, N>,
  options?: O,
): Tensor<[...I, N], DtypeIn<O, 'f32'>> => {
  const at = indicesOf('oneHot', indices)
  const shape = [...at.shape, ...checkedShape('oneHot', [n as number])] // where the call compiles
  const last = at.shape.length
  const places = language.iota(shape, last, at.dtype as DType) // i32 or u32
  const equal = language.compare(places, language.broadcast(at, shape, [last]), 'eq')
  const dtype = mustMake('oneHot', 'ordered', dtypeOf('oneHot', options, 'f32'))
  return typed(language.convert(equal, dtype))
}
