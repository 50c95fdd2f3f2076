// Windows that slide along axes: how many places they have there, by strides, padding and dilation.
import { type Fill, fail, fill } from '../prelude/index.ts'
import { type Sizes, showShape } from './array-type.ts'
import type { Shape, ShowDim, ShowShape } from './dim.ts'
import type { Add, DivMod, Lt, Mul, Sub } from './integer.ts'
import type { Ends } from './pad.ts'

/** The length of n elements that stand `dilation` apart.
 *  @example dilatedLength(3, 2) // => 5 */
export const dilatedLength = (n: number, dilation: number): number =>
  n === 0 ? 0 : (n - 1) * dilation + 1

/** How many places a window has in a length, each `stride` after the last; none where it does not fit.
 *  @example slideLength(7, 3, 2) // => 3 */
export const slideLength = (length: number, window: number, stride: number): number =>
  window > length ? 0 : Math.floor((length - window) / stride) + 1

/** One number for every axis, or one for each. */
export type PerAxis = number | readonly number[]
/** What stands on both sides of an axis, or before and after it; less than nothing cuts. */
export type Margin = number | readonly [low: number, high: number]
/** `same`: as many places as the strides have in x, the margins as equal as may be, the later one the larger. `valid`: none. */
export type Margins = 'same' | 'valid' | number | readonly Margin[]

/** How a window slides: by 1, unless given, over no padding, its elements 1 apart. */
export interface SlideOptions {
  readonly strides?: PerAxis
  readonly padding?: Margins
  readonly dilation?: PerAxis
}
/** The same over elements that stand apart. */
export interface DilatedOptions extends SlideOptions {
  readonly inputDilation?: PerAxis
}

/** A slide in numbers, one for each axis. */
export interface Slid {
  /** How many places there are. */
  readonly places: Sizes
  readonly strides: Sizes
  readonly low: Sizes
  readonly high: Sizes
  readonly dilation: Sizes
  readonly inputDilation: Sizes
}

const few = {
  where: '{op}',
  must: '{name} must be 1 or more, for all axes or for each of the {rank} that slide',
  was: '{given}',
} as const

const torn = {
  where: '{op}',
  must: "padding must be 'same', 'valid' or whole, for all axes or for each of the {rank} that slide",
  was: '{given}',
} as const

const misfit = {
  where: '{op}',
  must: 'window must fit axis {axis} of {shape} with its padding',
  was: '{reach} long',
  do: 'pad more, or take a smaller window',
} as const

/** What an option says for each axis. */
export const perAxis = (op: string, name: string, given: PerAxis, rank: number): Sizes => {
  const each = typeof given === 'number' ? Array<number>(rank).fill(given) : given
  const right =
    Array.isArray(each) &&
    each.length === rank &&
    each.every((n) => Number.isSafeInteger(n) && n > 0)
  if (!right && !(rank === 0 && typeof given === 'number'))
    fail(fill(few, { op, name, rank, given: shown(given) }))
  return each
}

const shown = (given: unknown): string =>
  Array.isArray(given) ? `[${given.map(shown).join(', ')}]` : `${given}`

/** The margins of each axis; `same` is worked out axis by axis. */
const marginsOf = (
  op: string,
  given: Margins,
  rank: number,
): 'same' | readonly (readonly [low: number, high: number])[] => {
  if (given === 'same') return given
  const each =
    given === 'valid'
      ? Array<Margin>(rank).fill(0)
      : typeof given === 'number'
        ? Array<Margin>(rank).fill(given)
        : given
  const pairs = Array.isArray(each)
    ? (each as readonly Margin[]).map((margin) =>
        typeof margin === 'number' ? ([margin, margin] as const) : margin,
      )
    : []
  const right =
    Array.isArray(each) &&
    pairs.length === rank &&
    pairs.every((pair) => pair.length === 2 && pair.every(Number.isSafeInteger))
  return right ? pairs : fail(fill(torn, { op, rank, given: shown(given) }))
}

/** How a window of these sizes slides over lengths, which are the axes of x from one on.  Fails where it does not fit. */
export const slide = (
  op: string,
  { shape, from }: { readonly shape: Sizes; readonly from: number },
  window: Sizes,
  options: DilatedOptions,
): Slid => {
  const rank = window.length
  const strides = perAxis(op, 'strides', options.strides ?? 1, rank)
  const dilation = perAxis(op, 'dilation', options.dilation ?? 1, rank)
  const inputDilation = perAxis(op, 'inputDilation', options.inputDilation ?? 1, rank)
  const margins = marginsOf(op, options.padding ?? 'valid', rank)
  const axes = window.map((k, i) => {
    const [stride = 1, apart = 1] = [strides[i], inputDilation[i]]
    const reach = dilatedLength(k, dilation[i] ?? 1)
    const length = dilatedLength(shape[from + i] ?? 0, apart)
    if (margins === 'same') {
      const places = Math.ceil(length / stride)
      const total = Math.max(0, (places - 1) * stride + reach - length)
      const low = Math.floor(total / 2)
      return { places, low, high: total - low }
    }
    const [low, high] = margins[i] ?? [0, 0]
    const total = length + low + high
    if (total < reach) fail(fill(misfit, { op, axis: from + i, shape: showShape(shape), reach }))
    return { places: slideLength(total, reach, stride), low, high }
  })
  return {
    places: axes.map(({ places }) => places),
    low: axes.map(({ low }) => low),
    high: axes.map(({ high }) => high),
    strides,
    dilation,
    inputDilation,
  }
}

/** What options say of one thing; `Default` where they say nothing, an unknown number where they may. */
export type Option<O, Name extends string, Default> = O extends { readonly [N in Name]: infer V }
  ? V
  : Name extends keyof O
    ? number
    : Default
/** No options. */
export type NoOptions = Readonly<Record<never, never>>

type IsPositive<N> = N extends number
  ? `${N}` extends '0' | `-${string}` | `${string}.${string}` | `${string}e${string}`
    ? false
    : true
  : true
type AllPositive<L> = L extends readonly [infer Head, ...infer Tail]
  ? IsPositive<Head> extends false
    ? false
    : AllPositive<Tail>
  : true
type IsWhole<N> = N extends number
  ? `${N}` extends `${string}.${string}` | `${string}e${string}`
    ? false
    : true
  : true
type IsMargin<M> = M extends readonly [infer L, infer H]
  ? IsWhole<L> extends true
    ? IsWhole<H>
    : false
  : M extends number
    ? IsWhole<M>
    : false
type AllMargins<L> = L extends readonly [infer Head, ...infer Tail]
  ? IsMargin<Head> extends false
    ? false
    : AllMargins<Tail>
  : true

/** Whether lists may be as long. */
type AsLong<A extends Shape, B extends Shape> = number extends A['length'] | B['length']
  ? true
  : A['length'] extends B['length']
    ? true
    : false

type ShowMargins<L, Text extends string = '', Comma extends string = ''> = L extends readonly [
  infer Head,
  ...infer Tail,
]
  ? ShowMargins<
      Tail,
      `${Text}${Comma}${Head extends Shape ? ShowShape<Head> : ShowDim<Head>}`,
      ', '
    >
  : `[${Text}]`

/** The sentence of {@link perAxis}, or null. */
export type PerAxisFault<Op, Name, Given, Axes extends Shape> = Given extends Shape
  ? AsLong<Given, Axes> extends true
    ? AllPositive<Given> extends true
      ? null
      : Fill<typeof few, { op: Op; name: Name; rank: Axes['length']; given: ShowShape<Given> }>
    : Fill<typeof few, { op: Op; name: Name; rank: Axes['length']; given: ShowShape<Given> }>
  : Axes extends readonly []
    ? null
    : IsPositive<Given> extends true
      ? null
      : Fill<typeof few, { op: Op; name: Name; rank: Axes['length']; given: ShowDim<Given> }>

type MarginsFault<Op, Given, Axes extends Shape> = Given extends Shape
  ? AsLong<Given, Axes> extends true
    ? AllMargins<Given> extends true
      ? null
      : Fill<typeof torn, { op: Op; rank: Axes['length']; given: ShowMargins<Given> }>
    : Fill<typeof torn, { op: Op; rank: Axes['length']; given: ShowMargins<Given> }>
  : Given extends 'same' | 'valid'
    ? null
    : Axes extends readonly []
      ? null
      : IsWhole<Given> extends true
        ? null
        : Fill<typeof torn, { op: Op; rank: Axes['length']; given: ShowDim<Given> }>

/** The first sentence among these, or null; a named dim is none. */
export type FirstFault<Faults> = Faults extends readonly [infer Head, ...infer Tail]
  ? [Head] extends [string]
    ? Head
    : FirstFault<Tail>
  : null

/** What an option says for one axis. */
type At<Given, I> = Given extends Shape ? (I extends keyof Given ? Given[I] : number) : Given

type Reach<K extends number, D extends number> = K extends 1 ? 1 : Add<Mul<Sub<K, 1>, D>, 1>
type Long<N extends number, I extends number> = I extends 1
  ? N
  : N extends 0
    ? 0
    : Add<Mul<Sub<N, 1>, I>, 1>

type Pair<M> = M extends readonly [infer L, infer H] ? [L, H] : M extends 'valid' ? [0, 0] : [M, M]

/** Whether padding is just what a window that moves by 1 loses, so that the size stays, known or not. */
type Keeps<S, I, Lost, L extends number, H extends number> = [S, I] extends [1, 1]
  ? [Ends<0, L, H>] extends [never]
    ? false
    : [Ends<0, L, H>, Lost] extends [Lost, Ends<0, L, H>]
      ? true
      : false
  : false

type Counted<Op, Whole, Axis, Total, R extends number, S extends number> = [Total] extends [never]
  ? Fill<typeof misfit, { op: Op; axis: Axis; shape: ShowShape<Whole>; reach: R }>
  : Total extends number
    ? Lt<Total, R> extends true
      ? Fill<typeof misfit, { op: Op; axis: Axis; shape: ShowShape<Whole>; reach: R }>
      : Add<DivMod<Sub<Total, R>, S>[0], 1>
    : never

type SameLength<N, S extends number, I extends number> = [S, I] extends [1, 1]
  ? N
  : number extends N | S | I
    ? number
    : DivMod<Add<Long<N & number, I>, Sub<S, 1>>, S>[0]

type Padded<
  Op,
  Whole,
  Axis,
  N,
  R extends number,
  S extends number,
  L extends number,
  H extends number,
  I extends number,
> = number extends R | S | L | H | I
  ? number
  : Keeps<S, I, Sub<R, 1>, L, H> extends true
    ? number extends N
      ? N
      : Counted<Op, Whole, Axis, Ends<N & number, L, H>, R, S>
    : number extends N
      ? number
      : Counted<Op, Whole, Axis, Ends<Long<N & number, I>, L, H>, R, S>

/** How many places there are along one axis, or a sentence of {@link slide}. */
type Along<Op, Whole, Axis, N, K, S, M, D, I> = 'same' extends M
  ? M extends 'same'
    ? SameLength<N, S & number, I & number>
    : number
  : Pair<M> extends [infer L, infer H]
    ? number extends K | D
      ? number
      : Padded<
          Op,
          Whole,
          Axis,
          N,
          Reach<K & number, D & number>,
          S & number,
          L & number,
          H & number,
          I & number
        >
    : never

type AxisNumber<From extends number, I> = I extends `${infer N extends number}`
  ? Add<From, N>
  : From

/** Sizes as they are; the first sentence among them instead. */
type Settled<L extends Shape> =
  FirstFault<L> extends infer Fault ? (Fault extends string ? Fault : L) : never

/** How many places a window has along each axis of a list, or a sentence of {@link slide}. */
export type SlidOver<Op, Whole, From extends number, Axes extends Shape, Window extends Shape, O> =
  FirstFault<
    [
      PerAxisFault<Op, 'strides', Option<O, 'strides', 1>, Axes>,
      PerAxisFault<Op, 'dilation', Option<O, 'dilation', 1>, Axes>,
      PerAxisFault<Op, 'inputDilation', Option<O, 'inputDilation', 1>, Axes>,
      MarginsFault<Op, Option<O, 'padding', 'valid'>, Axes>,
    ]
  > extends infer Fault
    ? Fault extends string
      ? Fault
      : Settled<{
          -readonly [I in keyof Axes]: Along<
            Op,
            Whole,
            AxisNumber<From, I>,
            Axes[I],
            At<Window, I>,
            At<Option<O, 'strides', 1>, I>,
            At<Option<O, 'padding', 'valid'>, I>,
            At<Option<O, 'dilation', 1>, I>,
            At<Option<O, 'inputDilation', 1>, I>
          >
        }>
    : never
