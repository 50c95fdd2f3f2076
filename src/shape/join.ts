// Joining arrays: concat along an axis they have, stack along a new one; and splitting one into equal parts.
import { type Fill, fail, fill, shown } from '../prelude/index.ts'
import { agreeOutside, type Differs, type MeetAll } from './agree.ts'
import { type Sizes, sameShape, showShape } from './array-type.ts'
import {
  type AxisOf,
  axisOf,
  type Inserted,
  inserted,
  type NewAxisOf,
  newAxisOf,
  type Replace,
} from './axis.ts'
import type { IsOpen, Shape, ShowDim, ShowShape, Unknown } from './dim.ts'
import type { Add, DivMod } from './integer.ts'
import { type IsSize, isSize } from './size.ts'

const none = {
  where: '{op}',
  must: 'operands must be one or more',
  was: 'none',
  do: 'write zeros for what has no elements',
} as const

const disagree = {
  where: 'concat',
  must: 'shape of operand {i} must agree with {a} outside axis {axis}',
  was: '{b}',
  do: 'choose another axis',
} as const

/** The shape of arrays that follow one another along the axis. */
export const concatShape = (shapes: readonly Sizes[], axis: number): Sizes => {
  const [first] = shapes
  if (first === undefined) return fail(fill(none, { op: 'concat' }))
  const joined = axisOf('concat', first, axis)
  for (const [i, shape] of shapes.entries())
    if (!agreeOutside(first, shape, joined))
      fail(fill(disagree, { i, axis, a: showShape(first), b: showShape(shape) }))
  const total = shapes.reduce((sum, shape) => sum + (shape[joined] ?? 0), 0)
  return first.map((n, i) => (i === joined ? total : n))
}

type Total<Shapes, I extends number, Sum = 0> = Shapes extends readonly [
  infer Head extends Shape,
  ...infer Tail,
]
  ? number extends Head[I] | Sum
    ? number
    : Total<Tail, I, Add<Sum & number, Head[I] & number>>
  : Sum

type Concat<Shapes extends Shape, Met, Found, Axis extends number> = Found extends string
  ? Found
  : Met extends Differs<infer Other, infer I>
    ? Fill<
        typeof disagree,
        { i: I & number; axis: Axis; a: ShowShape<Shapes[0]>; b: ShowShape<Other> }
      >
    : number extends Found
      ? Unknown<Met>
      : Replace<Met, Found & number, Total<Shapes, Found & number>>

/** The shape of arrays that follow one another along the axis, or a sentence of {@link concatShape}. */
export type ConcatShape<Shapes, Axis extends number> = Shapes extends readonly [
  infer First,
  ...infer Rest,
]
  ? IsOpen<First> extends true
    ? number[]
    : AxisOf<'concat', First, Axis> extends infer Found
      ? Concat<Shapes, MeetAll<First, Rest, Found>, Found, Axis>
      : never
  : Shapes extends readonly []
    ? Fill<typeof none, { op: 'concat' }>
    : Shapes extends readonly (infer Each)[]
      ? IsOpen<Each> extends true
        ? number[]
        : ConcatSame<Each, AxisOf<'concat', Each, Axis>>
      : never

/** Nobody knows how many arrays of one shape. */
type ConcatSame<S, Found> = Found extends string
  ? Found
  : number extends Found
    ? Unknown<S>
    : Replace<S, Found & number, number>

const unequal = {
  where: 'stack',
  must: 'shape of operand {i} must be {a}',
  was: '{b}',
  do: 'use concat to join along an axis they have',
} as const

/** The shape of equal arrays laid along a new axis, which stands at `axis` in the result. */
export const stackShape = (shapes: readonly Sizes[], axis: number): Sizes => {
  const [first] = shapes
  if (first === undefined) return fail(fill(none, { op: 'stack' }))
  for (const [i, shape] of shapes.entries())
    if (!sameShape(shape, first))
      fail(fill(unequal, { i, a: showShape(first), b: showShape(shape) }))
  return inserted(first, newAxisOf('stack', first, axis), shapes.length)
}

type Stack<First, Met, N, Axis extends number> =
  Met extends Differs<infer Other, infer I>
    ? Fill<typeof unequal, { i: I & number; a: ShowShape<First>; b: ShowShape<Other> }>
    : Met extends Shape
      ? IsOpen<Met> extends true
        ? number[]
        : Inserted<Met, NewAxisOf<'stack', Met, Axis>, N>
      : never

/** The shape of equal arrays laid along a new axis, or a sentence of {@link stackShape}. */
export type StackShape<Shapes, Axis extends number> = Shapes extends readonly [
  infer First,
  ...infer Rest,
]
  ? Stack<First, MeetAll<First, Rest, never>, Shapes['length'], Axis>
  : Shapes extends readonly []
    ? Fill<typeof none, { op: 'stack' }>
    : Shapes extends readonly (infer Each)[]
      ? Stack<Each, Each, number, Axis>
      : never

const parts = {
  where: 'split',
  must: 'parts must be a whole number, 1 or more',
  was: '{parts}',
  do: 'write how many, such as 2',
} as const

const uneven = {
  where: 'split',
  must: 'size of axis {axis} of {shape} must be a multiple of {parts}',
  was: '{n}',
  do: 'choose another number of parts',
} as const

/** The shape of each of so many equal parts along the axis. */
export const splitShape = (shape: Sizes, count: number, axis: number): Sizes => {
  if (!isSize(count) || count === 0) fail(fill(parts, { parts: shown(count) }))
  const cut = axisOf('split', shape, axis)
  const n = shape[cut] ?? 0
  if (n % count !== 0) fail(fill(uneven, { axis, shape: showShape(shape), parts: count, n }))
  return shape.map((size, i) => (i === cut ? n / count : size))
}

type Part<S, N, Parts extends number, Axis, I extends number> = Parts extends 1
  ? Replace<S, I, N>
  : number extends N | Parts
    ? Replace<S, I, number>
    : DivMod<N & number, Parts> extends [infer Quotient, infer Rest]
      ? Rest extends 0
        ? Replace<S, I, Quotient>
        : Fill<typeof uneven, { axis: Axis; shape: ShowShape<S>; parts: Parts; n: ShowDim<N, S> }>
      : never

/** The shape of each of so many equal parts along the axis, or a sentence of {@link splitShape}. */
export type SplitShape<S extends Shape, Parts extends number, Axis extends number> = Parts extends 0
  ? Fill<typeof parts, { parts: Parts }>
  : IsSize<Parts> extends false
    ? Fill<typeof parts, { parts: Parts }>
    : IsOpen<S> extends true
      ? number[]
      : AxisOf<'split', S, Axis> extends infer Found
        ? Found extends string
          ? Found
          : number extends Found
            ? Unknown<S>
            : Found extends number
              ? Part<S, S[Found], Parts, Axis, Found>
              : never
        : never
