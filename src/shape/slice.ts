// Cutting out: of each axis one index, a range, or all. Nothing is clamped: a range that leaves its axis is a mistake.
import { demandArray, type Fill, fail, fill, shown } from '../prelude/index.ts'
import { type Sizes, showShape } from './array-type.ts'
import type { IsOpen, Shape, ShowDim, ShowShape } from './dim.ts'
import type { Add, DivMod, Lt, Sub } from './integer.ts'
import { type IsSize, isSize } from './size.ts'

/** What is kept of one axis: an index, which takes the axis away; all, as null; or `[start, stop, step]`, where negative
 *  positions count from the end, and null is the first or the last. */
export type Range =
  | number
  | null
  | readonly [start: number | null, stop?: number | null, step?: number]

/** A range of one axis in full: positions from 0, and whether the axis stays. */
export interface Cut {
  readonly start: number
  readonly stop: number
  readonly step: number
  readonly stays: boolean
}

const tooMany = {
  where: 'slice',
  must: 'ranges must be no more than the axes of {shape}',
  was: '{count}',
  do: 'leave out the last ones, or write a range as [[0, 2]]',
} as const

const noIndex = {
  where: 'slice',
  must: 'index of axis {axis} of {shape} must lie within its size',
  was: '{index}',
  do: 'count from 0, or from the end with -1',
} as const

const noRange = {
  where: 'slice',
  must: 'range of axis {axis} of {shape} must lie within its size, its start not after its stop',
  was: '{start} to {stop}',
  do: 'write null for an end of the axis',
} as const

const noStep = {
  where: 'slice',
  must: 'step of axis {axis} must be a whole number, 1 or more',
  was: '{step}',
  do: 'use reverse to go backwards',
} as const

const noForm = {
  where: 'slice',
  must: 'range of axis {axis} must be an index, null, or [start, stop, step]',
  was: '{range}',
  do: 'write it as [0, 2]',
} as const

const cutOf = (shape: Sizes, axis: number, n: number, range: Range): Cut => {
  const fromStart = (position: number): number =>
    typeof position === 'number' && position < 0 ? position + n : position
  const within = (position: number, last: number): boolean => isSize(position) && position <= last
  if (typeof range === 'number') {
    const start = fromStart(range)
    if (!within(start, n - 1)) fail(fill(noIndex, { axis, shape: showShape(shape), index: range }))
    return { start, stop: start + 1, step: 1, stays: false }
  }
  if (range !== null && !(Array.isArray(range) && range.length > 0 && range.length < 4))
    fail(fill(noForm, { axis, range: shown(range) }))
  const [from, to, step = 1] = range ?? [null]
  const first = from ?? 0
  const last = to ?? n
  const start = fromStart(first)
  const stop = fromStart(last)
  if (!isSize(step) || step === 0) fail(fill(noStep, { axis, step: shown(step) }))
  if (!within(stop, n) || !within(start, stop))
    fail(fill(noRange, { axis, shape: showShape(shape), start: shown(first), stop: shown(last) }))
  return { start, stop, step, stays: true }
}

/** One cut for each axis; axes without a range stay whole. */
export const cutsOf = (shape: Sizes, ranges: readonly Range[]): readonly Cut[] => {
  const cuts = demandRanges(ranges).map((range, axis) => {
    const n = shape[axis]
    return n === undefined
      ? fail(fill(tooMany, { shape: showShape(shape), count: ranges.length }))
      : cutOf(shape, axis, n, range)
  })
  const whole = shape.slice(cuts.length)
  return [...cuts, ...whole.map((n) => ({ start: 0, stop: n, step: 1, stays: true }))]
}

const demandRanges = (ranges: readonly Range[]): readonly Range[] =>
  demandArray('slice', 'ranges', ranges) as readonly Range[] // cutOf looks at each

/** The shape of what the ranges keep. */
export const sliceShape = (shape: Sizes, ranges: readonly Range[]): Sizes =>
  cutsOf(shape, ranges)
    .filter(({ stays }) => stays)
    .map(({ start, stop, step }) => Math.ceil((stop - start) / step))

type NotWhole = `${string}.${string}` | `${string}e${string}`

/** A position counted from 0, or still from the end where N is unknown; `never` where it leaves the axis at its start. */
type Position<P, N> = number extends P
  ? number
  : `${P & number}` extends NotWhole
    ? never
    : `${P & number}` extends `-${infer Back extends number}`
      ? number extends N
        ? P
        : Sub<N & number, Back>
      : P

/** How far Start is before Stop, null where Stop is an end that nobody knows; `never` where it is not before. */
type Distance<Start, Stop> = number extends Start | Stop
  ? number
  : `${Start & number}` extends `-${infer Back extends number}`
    ? Stop extends null
      ? Back
      : `${Stop & number}` extends `-${infer Less extends number}`
        ? Sub<Back, Less>
        : number
    : Stop extends null
      ? number
      : `${Stop & number}` extends `-${string}`
        ? number
        : Sub<Stop & number, Start & number>

/** How many steps fit, the last one perhaps short. */
type Steps<Length, Step> = Step extends 1
  ? Length
  : number extends Length | Step
    ? number
    : DivMod<Add<Length & number, Sub<Step & number, 1>>, Step & number>[0]

type NoRange<S, Axis, N, From, To> = Fill<
  typeof noRange,
  {
    axis: Axis
    shape: ShowShape<S>
    start: From extends null ? 0 : ShowDim<From, S>
    stop: To extends null ? ShowDim<N, S> : ShowDim<To, S>
  }
>

type Beyond<N, Stop> = number extends N | Stop
  ? false
  : Stop extends null
    ? false
    : Lt<N & number, Stop & number>

type Between<S, Axis, N, From, To, Step, Start, Stop> = [Start] extends [never]
  ? NoRange<S, Axis, N, From, To>
  : [Stop] extends [never]
    ? NoRange<S, Axis, N, From, To>
    : Beyond<N, Stop> extends true
      ? NoRange<S, Axis, N, From, To>
      : [Distance<Start, Stop>] extends [infer Length]
        ? [Length] extends [never]
          ? NoRange<S, Axis, N, From, To>
          : [Steps<Length, Step>]
        : never

type StopOf<N, To> = To extends null ? (number extends N ? null : N) : Position<To, N>

type Whole<From, To, Step> = Step extends 1
  ? To extends null
    ? From extends null | 0
      ? true
      : false
    : false
  : false

type Ranged<S, Axis, N, From, To, Step> = Step extends 0
  ? Fill<typeof noStep, { axis: Axis; step: Step }>
  : IsSize<Step> extends false
    ? Fill<typeof noStep, { axis: Axis; step: Step }>
    : Whole<From, To, Step> extends true
      ? [N]
      : Between<
          S,
          Axis,
          N,
          From,
          To,
          Step,
          From extends null ? 0 : Position<From, N>,
          StopOf<N, To>
        >

/** Whether an index may lie within the size. */
export type HasIndex<N, I> = [Position<I, N>] extends [infer At]
  ? [At] extends [never]
    ? false
    : number extends N | At
      ? true
      : Lt<At & number, N & number>
  : never

/** What one range leaves of an axis: no dim, one, or a sentence. */
type Left<S, Axis, N, R> = R extends null
  ? [N]
  : R extends number
    ? HasIndex<N, R> extends false
      ? Fill<typeof noIndex, { axis: Axis; shape: ShowShape<S>; index: R }>
      : []
    : R extends readonly [infer From, infer To, infer Step]
      ? Ranged<S, Axis, N, From, To, Step>
      : R extends readonly [infer From, infer To]
        ? Ranged<S, Axis, N, From, To, 1>
        : R extends readonly [infer From]
          ? Ranged<S, Axis, N, From, null, 1>
          : [number]

type Sliced<
  S,
  Ranges extends Shape,
  Dims,
  Cuts,
  Axis extends 0[] = [],
  Done extends Shape = [],
> = Cuts extends readonly [infer R, ...infer Rs]
  ? Dims extends readonly [infer N, ...infer Ns]
    ? Left<S, Axis['length'], N, R> extends infer D
      ? D extends Shape
        ? Sliced<S, Ranges, Ns, Rs, [...Axis, 0], [...Done, ...D]>
        : D
      : never
    : Fill<typeof tooMany, { shape: ShowShape<S>; count: Ranges['length'] }>
  : Dims extends Shape
    ? [...Done, ...Dims]
    : never

/** The shape of what the ranges keep, or a sentence of {@link sliceShape}. */
export type SliceShape<S extends Shape, Ranges extends Shape> =
  IsOpen<S> extends true
    ? number[]
    : IsOpen<Ranges> extends true
      ? number[]
      : Sliced<S, Ranges, S, Ranges>
