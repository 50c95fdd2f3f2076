// The order of axes.
import { demandArray, type Fill, fail, fill } from '../prelude/index.ts'
import { type Sizes, showShape } from './array-type.ts'
import { type AxesOf, axesOf } from './axis.ts'
import type { IsOpen, Shape, ShowShape, Unknown } from './dim.ts'

const count = {
  where: 'transpose',
  must: 'axes must be as many as those of {shape}',
  was: '{axes}',
  do: 'name each once',
} as const

/** The axes in their new order, counted from 0; all of them reversed where none are given. */
export const permutationOf = (
  shape: Sizes,
  axes?: readonly number[] | undefined,
): readonly number[] => {
  if (axes === undefined) return shape.map((_, axis) => shape.length - 1 - axis)
  demandArray('transpose', 'axes', axes)
  if (axes.length !== shape.length)
    fail(fill(count, { shape: showShape(shape), axes: showShape(axes) }))
  return axesOf('transpose', shape, axes)
}

/** The sizes in the new order of their axes. */
export const transposeShape = (shape: Sizes, axes?: readonly number[] | undefined): Sizes =>
  permutationOf(shape, axes).flatMap((axis) => shape.slice(axis, axis + 1))

type Reversed<S, Done extends Shape = []> = S extends readonly [infer Head, ...infer Tail]
  ? Reversed<Tail, [Head, ...Done]>
  : Done

type Permuted<S, Order> = Order extends string
  ? Order
  : { -readonly [I in keyof Order]: S[Order[I] & keyof S] }

/** The sizes in the new order of their axes, or a sentence of {@link transposeShape}. */
export type TransposeShape<S extends Shape, Axes = undefined> =
  IsOpen<S> extends true
    ? number[]
    : Axes extends Shape
      ? number extends Axes['length']
        ? Unknown<S>
        : Axes['length'] extends S['length']
          ? number extends Axes[number]
            ? Unknown<S>
            : Permuted<S, AxesOf<'transpose', S, Axes>>
          : Fill<typeof count, { shape: ShowShape<S>; axes: ShowShape<Axes> }>
      : Reversed<S>
