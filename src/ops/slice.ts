// Parts of an array at places known when it is written: ranges, rows, turned axes, borders.
import * as language from '../language/primitives/index.ts'
import {
  type Axes,
  cutsOf,
  type IndexedShape,
  indexInto,
  type Range,
  type ReduceShape,
  reducedAxes,
  type Shape,
  type SliceShape,
} from '../shape/index.ts'
import { type ArrayOf, arrayFrom, type Checked, reshaped, type ShapeOr, typed } from './value.ts'

/** What the ranges keep, one for each axis: an index, which takes the axis away; null for all; or `[start, stop, step]`.
 *  @example slice(tensor([[1, 2, 3], [4, 5, 6]]), [1, [0, 2]]) // => tensor([4, 5])
 *  @example slice(tensor([1, 2, 3, 4]), [[-3, null, 2]]) // => tensor([2, 4]) */
export const slice = <S extends Shape, D, const R extends readonly Range[]>(
  x: ArrayOf<S, D>,
  ranges: Checked<SliceShape<S, R>, R>,
): ArrayOf<ShapeOr<SliceShape<S, R>>, D> => {
  const value = arrayFrom('slice', x)
  const cuts = cutsOf(value.shape, ranges as readonly Range[]) // where the call compiles
  const part = language.slice(
    value,
    cuts.map(({ start }) => start),
    cuts.map(({ stop }) => stop),
    cuts.map(({ step }) => step),
  )
  const stays = part.shape.filter((_, axis) => cuts[axis]?.stays)
  return typed(reshaped(part, stays))
}

/** Row i along the first axis, counted from the end where negative.
 *  @example row(tensor([[1, 2], [3, 4]]), -1) // => tensor([3, 4]) */
export const row = <S extends Shape, D, const I extends number>(
  x: ArrayOf<S, D>,
  i: Checked<IndexedShape<'row', S, [I]>, I>,
): ArrayOf<ShapeOr<IndexedShape<'row', S, [I]>>, D> => {
  const value = arrayFrom('row', x)
  const [at = 0] = indexInto('row', value.shape, [i as number]) // where the call compiles
  return typed(reshaped(language.cut(value, 0, at, at + 1), value.shape.slice(1)))
}

/** x with these axes turned around; all where none is given.
 *  @example reverse(tensor([[1, 2], [3, 4]]), 1) // => tensor([[2, 1], [4, 3]]) */
export const reverse = <S extends Shape, D, const A extends Axes = undefined>(
  x: ArrayOf<S, D>,
  axes?: Checked<ReduceShape<'reverse', S, A>, A>,
): ArrayOf<S, D> => {
  const value = arrayFrom('reverse', x)
  return typed(language.reverse(value, reducedAxes('reverse', value.shape, axes as Axes)))
}
