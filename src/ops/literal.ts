// What the types see of a literal: the shape and dtype of nested rows, and the sentences of what is wrong with them.
import { anything, type Fill, optionsOf } from '../prelude/index.ts'
import type {
  CheckedShape,
  DimEq,
  DType,
  MayBe,
  Shape,
  ShowDim,
  ShowShape,
  Size,
  Sizes,
} from '../shape/index.ts'
import type { Scalar } from './constant.ts'
import type { Unless } from './value.ts'

/** Nested lists of numbers or booleans. */
export type Rows = Scalar | readonly Rows[]

export type TypedArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint8ClampedArray
  | Uint16Array
  | Uint32Array

export interface DtypeOption<D extends DType = DType> {
  readonly dtype?: D
}

const onlyDtype = { dtype: anything } as const

/** The dtype that options ask for, whatever it is, or its default.  Fails for what are no such options. */
export const dtypeOf = (op: string, options: unknown, own?: DType): DType | undefined => {
  const { dtype = own } = optionsOf<DtypeOption>(op, onlyDtype, options)
  return dtype
}

export const ragged = {
  where: 'tensor',
  must: 'rows must be of one shape',
  was: '{a} and {b}',
  do: 'fill the shorter',
} as const

export const bottomless = {
  where: 'tensor',
  must: 'rows must be at most 1000 deep',
  was: 'deeper, or a circle',
  do: 'check what makes them',
} as const

export const mixed = {
  where: 'tensor',
  must: 'elements must be all numbers or all booleans',
  was: 'both',
  do: 'write 1 for true and 0 for false',
} as const

export const nested = {
  where: 'tensor',
  must: 'elements must be a flat list beside a shape',
  was: 'rows',
  do: 'leave out the shape',
} as const

export const uneven = {
  where: 'tensor',
  must: 'elements must be {size} to fill {shape}',
  was: '{count}',
  do: 'change the shape',
} as const

export const booleans = {
  where: '{op}',
  must: 'elements must be numbers to be {dtype}',
  was: 'booleans',
  do: 'use convert',
} as const

/** Rows may be nested so deep; what is deeper is unknown to the types, as where nobody knows how deep it is. */
type Depth = [0, 0, 0, 0, 0, 0, 0, 0]
type Less<D> = D extends readonly [0, ...infer Rest] ? Rest : []

/** The elements. Numbers are asked for together: one by one, a long literal would cost much. */
type Leaf<V, D = Depth> = [V] extends [Scalar]
  ? V
  : V extends readonly (infer E)[]
    ? D extends []
      ? Scalar
      : Leaf<E, Less<D>>
    : V

/** The shapes of rows: several where they differ. */
type Shapes<V, D = Depth> = [V] extends [Scalar]
  ? []
  : V extends readonly unknown[]
    ? [V[number]] extends [Scalar]
      ? [V['length']]
      : D extends []
        ? number[]
        : [V['length'], ...Shapes<V[number], Less<D>>]
    : number[]

type IsUnion<T, All = T> = T extends unknown ? ([All] extends [T] ? false : true) : never

/** The shape of rows taken one by one, or the sentence of the first two that differ. */
type RowsShape<V> = V extends Scalar
  ? []
  : V extends readonly [infer Head, ...infer Tail]
    ? RowsShape<Head> extends infer First
      ? First extends string
        ? First
        : RowsAfter<Tail, First, V['length']>
      : never
    : V extends readonly []
      ? [0]
      : number[]

type RowsAfter<Rest, First, N> = Rest extends readonly [infer Head, ...infer Tail]
  ? RowsShape<Head> extends infer Other
    ? Other extends string
      ? Other
      : MayBe<First, Other> extends true
        ? RowsAfter<Tail, First, N>
        : Fill<typeof ragged, { a: ShowShape<First>; b: ShowShape<Other> }>
    : never
  : First extends Shape
    ? [N, ...First]
    : never

type NestedShape<V> = [V] extends [TypedArray]
  ? [number]
  : true extends IsUnion<Shapes<V>>
    ? RowsShape<V>
    : Shapes<V>

/** The shape given beside a flat list, or what is wrong with the two. */
type FlatShape<V, A extends Shape> = V extends readonly (readonly unknown[])[]
  ? V extends readonly []
    ? Filled<0, A>
    : Fill<typeof nested, never>
  : V extends { readonly length: infer N }
    ? Filled<N, A>
    : Filled<1, A>

type Filled<N, A extends Shape> =
  CheckedShape<'tensor', A> extends infer S
    ? S extends string
      ? S
      : DimEq<N, Size<A>, A> extends true
        ? S
        : Fill<
            typeof uneven,
            { size: ShowDim<Size<A>, A>; shape: ShowShape<A>; count: ShowDim<N, A> }
          >
    : never

type Kind<V> = [Leaf<V>] extends [never]
  ? 'f32'
  : [Leaf<V>] extends [boolean]
    ? 'bool'
    : [Leaf<V>] extends [number]
      ? 'f32'
      : typeof mixed

/** The dtype of elements that say it themselves. */
type OwnDtype<V> = V extends Float64Array
  ? 'f64'
  : V extends Int32Array
    ? 'i32'
    : V extends Uint32Array
      ? 'u32'
      : V extends TypedArray
        ? 'f32'
        : Kind<V> extends infer K
          ? K extends DType
            ? K
            : DType
          : never

/** The dtype that options ask for, or Default. */
export type DtypeIn<Options, Default> = 'dtype' extends keyof Options
  ? Exclude<Options['dtype'], undefined> | (undefined extends Options['dtype'] ? Default : never)
  : Default

/** The dtype of a literal: as asked for, or its own. */
export type LiteralDtype<V, A, O> = DtypeIn<O, DtypeIn<A, OwnDtype<V>>>

type KindFault<V, D> = V extends TypedArray
  ? null
  : Kind<V> extends infer K
    ? K extends 'bool'
      ? MayBe<D, 'bool'> extends true
        ? null
        : Fill<typeof booleans, { op: 'tensor'; dtype: D }>
      : K extends string
        ? null
        : Fill<typeof mixed, never>
    : never

/** The shape of a literal, or the sentence of what is wrong with it. */
export type LiteralShape<V, A, O> = Unless<
  KindFault<V, LiteralDtype<V, A, O>>,
  A extends Sizes ? FlatShape<V, A> : NestedShape<V>
>
