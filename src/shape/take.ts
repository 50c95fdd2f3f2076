// Gathering by indices along one axis.
import { type Fill, fail, fill } from '../prelude/index.ts'
import { agreeOutside, type MeetOutside } from './agree.ts'
import { type Sizes, showShape } from './array-type.ts'
import { type AxisOf, axisOf } from './axis.ts'
import type { IsOpen, Plain, Shape, ShowShape } from './dim.ts'

/** The shape with the axis replaced by those of the indices. */
export const takeShape = (shape: Sizes, indices: Sizes, axis: number, op = 'take'): Sizes => {
  const taken = axisOf(op, shape, axis)
  return [...shape.slice(0, taken), ...indices, ...shape.slice(taken + 1)]
}

type Spliced<S, I, Indices extends Shape, Before extends Shape = []> = S extends readonly [
  infer Head,
  ...infer Tail,
]
  ? Before['length'] extends I
    ? [...Before, ...Indices, ...Tail]
    : Spliced<Tail, I, Indices, [...Before, Head]>
  : never

/** The shape with the axis replaced by those of the indices, or the sentence of {@link takeShape}. */
export type TakeShape<S extends Shape, Indices extends Shape, Axis extends number, Op = 'take'> =
  IsOpen<S> extends true
    ? number[]
    : AxisOf<Op, S, Axis> extends infer Found
      ? Found extends string
        ? Found
        : number extends Found
          ? number[]
          : Spliced<S, Found, Indices>
      : never

const unlike = {
  where: 'takeAlongAxis',
  must: 'indices must agree with {shape} outside axis {axis}',
  was: '{indices}',
  do: 'reshape them',
} as const

/** The shape of the indices, which agree with the operand outside the axis. */
export const takeAlongShape = (shape: Sizes, indices: Sizes, axis: number): Sizes => {
  const taken = axisOf('takeAlongAxis', shape, axis)
  if (!agreeOutside(shape, indices, taken))
    fail(fill(unlike, { shape: showShape(shape), axis, indices: showShape(indices) }))
  return indices
}

/** The shape of the indices, or a sentence of {@link takeAlongShape}. */
export type TakeAlongShape<S extends Shape, Indices extends Shape, Axis extends number> =
  IsOpen<S> extends true
    ? Plain<Indices>
    : AxisOf<'takeAlongAxis', S, Axis> extends infer Found
      ? Found extends string
        ? Found
        : MeetOutside<S, Indices, Found> extends false
          ? Fill<typeof unlike, { shape: ShowShape<S>; axis: Axis; indices: ShowShape<Indices> }>
          : Plain<Indices>
      : never
