// Windows that slide along axes, as types: the twin of slide.ts.
import type { Fill, unknownOption } from '../prelude/index.ts'
import type { Shape, ShowDim, ShowShape } from './dim.ts'
import type { Add, DivMod, Lt, Mul, Sub } from './integer.ts'
import type { Ends } from './pad.ts'
import type { few, misfit, torn } from './slide.ts'

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

/** The sentence of `perAxis`, or null. */
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

/** How many places there are along one axis, or a sentence of `slide`. */
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

/** An axis of a list counted from its end. */
type FromEnd<Axes extends Shape, I> = I extends `${infer N extends number}`
  ? `-${Sub<Axes['length'], N>}`
  : never

/** Sizes as they are; the first sentence among them instead. */
type Settled<L extends Shape> =
  FirstFault<L> extends infer Fault ? (Fault extends string ? Fault : L) : never

/** The sentence of options that are none for a window of so many axes, or null. */
export type SlideFault<Op, Axes extends Shape, O> = FirstFault<
  [
    PerAxisFault<Op, 'strides', Option<O, 'strides', 1>, Axes>,
    PerAxisFault<Op, 'dilation', Option<O, 'dilation', 1>, Axes>,
    PerAxisFault<Op, 'inputDilation', Option<O, 'inputDilation', 1>, Axes>,
    MarginsFault<Op, Option<O, 'padding', 'valid'>, Axes>,
  ]
>

/** How many places a window has along each axis of a list, or a sentence of `slideAlong`; the options are right. */
export type SlidAlong<Op, Whole, Axes extends Shape, Window extends Shape, O> = Settled<{
  -readonly [I in keyof Axes]: Along<
    Op,
    Whole,
    FromEnd<Axes, I>,
    Axes[I],
    At<Window, I>,
    At<Option<O, 'strides', 1>, I>,
    At<Option<O, 'padding', 'valid'>, I>,
    At<Option<O, 'dilation', 1>, I>,
    At<Option<O, 'inputDilation', 1>, I>
  >
}>

/** The same, or a sentence of `slide`. */
export type SlidOver<Op, Whole, Axes extends Shape, Window extends Shape, O> =
  SlideFault<Op, Axes, O> extends infer Fault
    ? Fault extends string
      ? Fault
      : SlidAlong<Op, Whole, Axes, Window, O>
    : never

type Named<Listed> = Listed extends `${infer Head}, ${infer Tail}` ? Head | Named<Tail> : Listed

/** The sentence of an option that is none of those listed, or null: a type parameter would take any beside known ones. */
export type UnknownFault<Op, O, Listed extends string> = [
  Exclude<keyof O & string, Named<Listed>>,
] extends [never]
  ? null
  : Fill<
      typeof unknownOption,
      {
        where: Op
        name: Exclude<keyof O & string, Named<Listed>>
        advice: `choose one of ${Listed}`
      }
    >
