// Axes: counted from 0, or from the end with -1.
import { type Fill, fail, fill, shown } from '../prelude/index.ts'
import { type Sizes, showShape } from './array-type.ts'
import type { Shape, ShowShape, Unknown } from './dim.ts'

const outside = {
  where: '{op}',
  must: 'axis must be an axis of {shape}',
  was: '{axis}',
  do: 'count from 0, or from the end with -1',
} as const

const axisless = {
  where: '{op}',
  must: 'operand must have an axis',
  was: '[]',
  do: 'reshape it to [1]',
} as const

const repeated = {
  where: '{op}',
  must: 'axes must differ',
  was: '{axes} of {shape}',
  do: 'name each once',
} as const

/** The axis counted from 0. */
export const axisOf = (op: string, shape: Sizes, axis: number): number => {
  const rank = shape.length
  if (rank === 0) fail(fill(axisless, { op }))
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank)
    fail(fill(outside, { op, shape: showShape(shape), axis: shown(axis) }))
  return axis < 0 ? axis + rank : axis
}

/** One axis, or several, as a list.  Fails for anything else. */
export const axisList = (op: string, axes: number | readonly number[]): readonly number[] => {
  if (typeof axes === 'number') return [axes]
  return Array.isArray(axes)
    ? axes
    : fail({
        where: op,
        must: 'axes must be an axis, or a list of axes',
        was: shown(axes),
        do: 'count from 0, or from the end with -1',
      })
}

/** The axes counted from 0, in the order given. */
export const axesOf = (op: string, shape: Sizes, axes: readonly number[]): readonly number[] => {
  const counted: number[] = []
  for (const given of axes) {
    const axis = axisOf(op, shape, given)
    if (counted.includes(axis))
      fail(fill(repeated, { op, axes: showShape(axes), shape: showShape(shape) }))
    counted.push(axis)
  }
  return counted
}

/** How many axes stand before the one that is as far from the end as Axis says; `false` where there is none. */
type FromEnd<S, Axis extends number, Passed extends 0[] = [0]> = S extends readonly [
  ...infer Init,
  unknown,
]
  ? `${Axis}` extends `-${Passed['length']}`
    ? Init['length']
    : FromEnd<Init, Axis, [...Passed, 0]>
  : false

/** The axis counted from 0, `number` where it is unknown, or the sentence of {@link axisOf}; the rank of S is known. */
export type AxisOf<Op, S, Axis extends number> = number extends Axis
  ? number
  : `${Axis}` extends keyof S
    ? Axis
    : FromEnd<S, Axis> extends infer Found
      ? Found extends false
        ? S extends readonly []
          ? Fill<typeof axisless, { op: Op }>
          : Fill<typeof outside, { op: Op; shape: ShowShape<S>; axis: Axis }>
        : Found
      : never

/** The axes counted from 0, or the sentence of {@link axesOf}; all of Axes, and the rank of S, are known. */
export type AxesOf<
  Op,
  S,
  Axes,
  All = Axes,
  Done extends readonly unknown[] = [],
> = Axes extends readonly [infer Head extends number, ...infer Tail]
  ? AxisOf<Op, S, Head> extends infer Found
    ? Found extends string
      ? Found
      : Found extends Done[number]
        ? Fill<typeof repeated, { op: Op; axes: ShowShape<All>; shape: ShowShape<S> }>
        : AxesOf<Op, S, Tail, All, [...Done, Found]>
    : never
  : Done

const outsideResult = {
  where: '{op}',
  must: 'axis must be an axis of the result, which has one more than {shape}',
  was: '{axis}',
  do: 'count from 0, or from the end with -1',
} as const

/** Where a new axis stands, counted from 0. */
export const newAxisOf = (op: string, shape: Sizes, axis: number): number => {
  const rank = shape.length + 1
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank)
    fail(fill(outsideResult, { op, shape: showShape(shape), axis: shown(axis) }))
  return axis < 0 ? axis + rank : axis
}

/** Where a new axis stands, `number` where that is unknown, or the sentence of {@link newAxisOf}; the rank of S is known. */
export type NewAxisOf<Op, S extends Shape, Axis extends number> =
  AxisOf<Op, [1, ...S], Axis> extends infer Found
    ? Found extends string
      ? Fill<typeof outsideResult, { op: Op; shape: ShowShape<S>; axis: Axis }>
      : Found
    : never

/** The shape with n put in before the axis. */
export const inserted = (shape: Sizes, axis: number, n: number): Sizes => [
  ...shape.slice(0, axis),
  n,
  ...shape.slice(axis),
]

/** The shape with a D put in where Found says, or its sentence. */
export type Inserted<S extends Shape, Found, D> = Found extends string
  ? Found
  : number extends Found
    ? Unknown<[D, ...S]>
    : Insert<S, Found, D>

/** The shape without the axes I, a union. */
export type Without<
  S,
  I,
  Kept extends readonly unknown[] = [],
  At extends 0[] = [],
> = S extends readonly [infer Head, ...infer Tail]
  ? Without<Tail, I, At['length'] extends I ? Kept : [...Kept, Head], [...At, 0]>
  : Kept

/** The shape with a D put before axis I. */
type Insert<S, I, D, Before extends readonly unknown[] = []> = Before['length'] extends I
  ? S extends Shape
    ? [...Before, D, ...S]
    : never
  : S extends readonly [infer Head, ...infer Tail]
    ? Insert<Tail, I, D, [...Before, Head]>
    : never

/** The shape with D at the axes I, a union. */
export type Replace<S, I extends number, D> = {
  -readonly [K in keyof S]: K extends `${I}` ? D : S[K]
}
