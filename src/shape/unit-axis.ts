// Axes of size 1: squeeze takes them away, expandDims puts one in.
import { type Fill, fail, fill } from '../prelude/index.ts'
import { type Sizes, showShape } from './array-type.ts'
import {
  type AxesOf,
  axesOf,
  axisList,
  type Inserted,
  inserted,
  type NewAxisOf,
  newAxisOf,
  type Without,
} from './axis.ts'
import type { DimEq, IsOpen, Shape, ShowDim, ShowShape, Unknown } from './dim.ts'
import type { Axes } from './reduce.ts'

const notOne = {
  where: 'squeeze',
  must: 'size of axis {axis} of {shape} must be 1',
  was: '{n}',
  do: 'choose another axis',
} as const

/** The shape without the axes, each of size 1; without all such axes where none are given. */
export const squeezeShape = (shape: Sizes, axes?: Axes): Sizes => {
  if (axes === undefined) return shape.filter((n) => n !== 1)
  const squeezed = axesOf('squeeze', shape, axisList('squeeze', axes))
  for (const axis of squeezed) {
    const n = shape[axis] ?? 1
    if (n !== 1) fail(fill(notOne, { axis, shape: showShape(shape), n }))
  }
  return shape.filter((_, axis) => !squeezed.includes(axis))
}

type WithoutOnes<S, Kept extends Shape = []> = S extends readonly [infer Head, ...infer Tail]
  ? number extends Head
    ? number[]
    : WithoutOnes<Tail, Head extends 1 ? Kept : [...Kept, Head]>
  : Kept

type OtherThanOne<S, Found> = Found extends readonly [infer Head, ...infer Tail]
  ? DimEq<S[Head & keyof S], 1, Found> extends false
    ? Fill<typeof notOne, { axis: Head; shape: ShowShape<S>; n: ShowDim<S[Head & keyof S], Found> }>
    : OtherThanOne<S, Tail>
  : never

type Squeezed<S, Found> = Found extends Shape
  ? [OtherThanOne<S, Found>] extends [never]
    ? Without<S, Found[number]>
    : OtherThanOne<S, Found>
  : Found

type Fewer<S, A> = A extends number
  ? S extends readonly [unknown, ...infer Tail]
    ? Unknown<Tail>
    : number[]
  : number[]

/** The shape without axes of size 1, or a sentence of {@link squeezeShape}. */
export type SqueezeShape<S extends Shape, A = undefined> =
  IsOpen<S> extends true
    ? number[]
    : A extends undefined
      ? WithoutOnes<S>
      : A extends number
        ? number extends A
          ? Fewer<S, A>
          : Squeezed<S, AxesOf<'squeeze', S, [A]>>
        : A extends Shape
          ? number extends A[number]
            ? Fewer<S, A>
            : Squeezed<S, AxesOf<'squeeze', S, A>>
          : never

/** The shape with an axis of size 1 more, which stands at `axis` in the result. */
export const expandDimsShape = (shape: Sizes, axis: number): Sizes =>
  inserted(shape, newAxisOf('expandDims', shape, axis), 1)

type OpenExpand<S extends Shape, Axis> = Axis extends 0
  ? [1, ...S]
  : Axis extends -1
    ? [...S, 1]
    : number[]

/** The shape with an axis of size 1 more, or the sentence of {@link expandDimsShape}. */
export type ExpandDimsShape<S extends Shape, Axis extends number> =
  IsOpen<S> extends true ? OpenExpand<S, Axis> : Inserted<S, NewAxisOf<'expandDims', S, Axis>, 1>
