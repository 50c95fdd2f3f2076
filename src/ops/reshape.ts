// The same elements under other axes.
import * as language from '../language/primitives/index.ts'
import {
  type Axes,
  type BroadcastToShape,
  broadcastToShape,
  checkedShape,
  type ExpandDimsShape,
  expandDimsShape,
  type FlattenShape,
  flattenShape,
  permutationOf,
  type ReshapeShape,
  reshapeShape,
  type Shape,
  type Sizes,
  type SqueezeShape,
  squeezeShape,
  type TransposeShape,
  type WrittenShape,
} from '../shape/index.ts'
import {
  type ArrayOf,
  arrayFrom,
  type Checked,
  reshaped,
  type ShapeOr,
  stretched,
  typed,
} from './value.ts'

/** x under another shape of as many elements; one size may be -1, to be inferred.
 *  @example reshape(tensor([1, 2, 3, 4]), [2, -1]) // => tensor([[1, 2], [3, 4]]) */
export const reshape = <S extends Shape, D, const T extends Sizes>(
  x: ArrayOf<S, D>,
  shape: Checked<ReshapeShape<S, T>, T>,
): ArrayOf<ShapeOr<ReshapeShape<S, T>>, D> => {
  const value = arrayFrom('reshape', x)
  return typed(reshaped(value, reshapeShape(value.shape, shape as Sizes))) // where the call compiles
}

/** x with all its axes but the first made one.
 *  @example flatten(tensor([[[1], [2]], [[3], [4]]])) // => tensor([[1, 2], [3, 4]]) */
export const flatten = <S extends Shape, D>(
  x: Checked<FlattenShape<S>, ArrayOf<S, D>>,
): ArrayOf<ShapeOr<FlattenShape<S>>, D> => {
  const value = arrayFrom('flatten', x)
  return typed(reshaped(value, flattenShape(value.shape)))
}

/** x with its axes in this order; reversed where none is given.
 *  @example transpose(tensor([[1, 2], [3, 4]])) // => tensor([[1, 3], [2, 4]])
 *  @example transpose(zeros([2, 3, 4]), [1, 0, 2]).shape // => [3, 2, 4] */
export const transpose = <S extends Shape, D, const A extends Sizes | undefined = undefined>(
  x: ArrayOf<S, D>,
  axes?: Checked<TransposeShape<S, A>, A>,
): ArrayOf<ShapeOr<TransposeShape<S, A>>, D> => {
  const value = arrayFrom('transpose', x)
  return typed(language.transpose(value, permutationOf(value.shape, axes as Sizes | undefined)))
}

/** x without these axes, each of size 1; without all such where none is given.
 *  @example squeeze(zeros([1, 2, 1]), 0).shape // => [2, 1] */
export const squeeze = <S extends Shape, D, const A extends Axes = undefined>(
  x: ArrayOf<S, D>,
  axes?: Checked<SqueezeShape<S, A>, A>,
): ArrayOf<ShapeOr<SqueezeShape<S, A>>, D> => {
  const value = arrayFrom('squeeze', x)
  return typed(reshaped(value, squeezeShape(value.shape, axes as Axes)))
}

/** x with an axis of size 1 more, which stands at `axis` in the result.
 *  @example expandDims(tensor([1, 2]), -1) // => tensor([[1], [2]]) */
export const expandDims = <S extends Shape, D, const A extends number>(
  x: ArrayOf<S, D>,
  axis: Checked<ExpandDimsShape<S, A>, A>,
): ArrayOf<ShapeOr<ExpandDimsShape<S, A>>, D> => {
  const value = arrayFrom('expandDims', x)
  return typed(reshaped(value, expandDimsShape(value.shape, axis as number)))
}

/** x repeated to this shape: axes that it lacks, and those where it has size 1.
 *  @example broadcastTo(tensor([1, 2]), [2, 2]) // => tensor([[1, 2], [1, 2]]) */
export const broadcastTo = <S extends Shape, D, const T extends Sizes>(
  x: ArrayOf<S, D>,
  shape: Checked<BroadcastTarget<S, T>, T>,
): ArrayOf<ShapeOr<BroadcastTarget<S, T>>, D> => {
  const value = arrayFrom('broadcastTo', x)
  const target = checkedShape('broadcastTo', shape as Sizes)
  return typed(stretched(value, broadcastToShape('broadcastTo', value.shape, target)))
}

type BroadcastTarget<S, T> =
  WrittenShape<'broadcastTo', T> extends infer Valid
    ? Valid extends string
      ? Valid
      : BroadcastToShape<'broadcastTo', S, T>
    : never
