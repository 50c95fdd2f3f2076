// Which dtypes an operation takes, and the sentence of one that it does not.
import { type Fill, fail, fill } from '../prelude/index.ts'
import {
  type ArrayType,
  type Box,
  type DType,
  demandDtype,
  type ElementType,
  type MayBe,
  type ShowType,
  showType,
  type unmade,
} from '../shape/index.ts'
import type { Unless } from './value.ts'

const domains = {
  float: { dtypes: ['f32', 'f64'], spoken: 'f32 or f64' },
  number: { dtypes: ['f32', 'f64', 'i32', 'u32'], spoken: 'f32, f64, i32 or u32' },
  integer: { dtypes: ['i32', 'u32'], spoken: 'i32 or u32' },
  logical: { dtypes: ['i32', 'u32', 'bool'], spoken: 'i32, u32 or bool' },
  boolean: { dtypes: ['bool'], spoken: 'bool' },
  ordered: { dtypes: ['f32', 'f64', 'i32', 'u32', 'bool'], spoken: 'f32, f64, i32, u32 or bool' },
} as const

/** A set of dtypes that some operations take. */
export type Domain = keyof typeof domains

const outside = {
  where: '{op}',
  must: '{name} must be {dtypes}',
  was: '{type}',
  do: 'use convert',
} as const

const drawn = {
  where: '{op}',
  must: '{name} must be {dtypes}',
  was: '{type}',
  do: 'draw numbers from a key with random',
} as const

/** Fails unless the dtype is of the domain. */
export const mustBeOf = (op: string, domain: Domain, x: ArrayType, name = 'operand'): void => {
  const { dtypes, spoken } = domains[domain]
  if (dtypes.some((dtype) => dtype === x.dtype)) return
  const words = { op, name, dtypes: spoken, type: showType(x) }
  fail(fill(x.dtype === 'key' ? drawn : outside, words))
}

type Spoken<K extends Domain> = (typeof domains)[K]['spoken']
type Dtypes<K extends Domain> = (typeof domains)[K]['dtypes'][number]

/** The sentence of {@link mustBeOf}, or null where the dtype may be of the domain. */
export type OutsideOf<Op, K extends Domain, S, D, Name = 'operand'> =
  MayBe<D, Dtypes<K>> extends true
    ? null
    : Fill<
        Box<D> extends Box<'key'> ? typeof drawn : typeof outside,
        { op: Op; name: Name; dtypes: Spoken<K>; type: ShowType<S, D> }
      >

/** T for each dtype of the domain, as D. Of a type parameter all that its bound names must be. */
type Allowed<K extends Domain, D, T> = {
  readonly [E in ElementType]: E extends Dtypes<K> ? T : never
}[D & ElementType]

/** T where D is of the domain, else its sentence. Of a type parameter the fault is not known, and its bound decides. */
export type Within<Op, K extends Domain, S, D, T, Name = 'operand'> =
  OutsideOf<Op, K, S, D, Name> extends null
    ? T
    : Allowed<K, D, T> | NoInfer<OutsideOf<Op, K, S, D, Name>>

/** The dtype to make, where it is of the domain. */
export const mustMake = (op: string, domain: Domain, dtype: unknown): DType =>
  demandDtype(op, domains[domain].dtypes as readonly DType[], dtype) // some of all dtypes

/** The sentence of {@link mustMake} for the dtype in options, or null. */
export type Unmade<Op, K extends Domain, Options> = Options extends { readonly dtype: infer D }
  ? MayBe<D, Dtypes<K>> extends true
    ? null
    : Fill<
        typeof unmade,
        { op: Op; dtypes: Spoken<K>; dtype: D; instead: (typeof domains)[K]['dtypes'][0] }
      >
  : null

const different = {
  where: '{op}',
  must: 'dtypes must be equal',
  was: '{a} and {b}',
  do: 'use convert',
} as const

/** Fails unless the two have one dtype. */
export const mustShareDtype = (op: string, a: ArrayType, b: ArrayType): void => {
  if (a.dtype !== b.dtype) fail(fill(different, { op, a: showType(a), b: showType(b) }))
}

/** The sentence of {@link mustShareDtype}, or null where the dtypes may be equal. */
export type Different<Op, A, D, B, E> =
  MayBe<D, E> extends true
    ? null
    : Fill<typeof different, { op: Op; a: ShowType<A, D>; b: ShowType<B, E> }>

/** What is wrong with the second of two operands that share a dtype of the domain, or null. */
export type SecondFault<Op, K extends Domain, A, D, B, E> = Unless<
  OutsideOf<Op, K, B, E>,
  Different<Op, A, D, B, E>
>

/** T where D and E are one dtype; type parameters must be one, too. */
type Alike<D, E, T> =
  MayBe<D, E> extends true
    ? T
    : {
        readonly [F in ElementType]: {
          readonly [G in ElementType]: F extends G ? T : never
        }[E & ElementType]
      }[D & ElementType]

/** T where the second of two operands is of the domain and has the dtype of the first, else {@link SecondFault}. */
export type Second<Op, K extends Domain, A, D, B, E, T> =
  SecondFault<Op, K, A, D, B, E> extends null
    ? T
    : Allowed<K, E, Alike<D, E, T>> | NoInfer<SecondFault<Op, K, A, D, B, E>>

/** The one of two dtypes that may be equal which says more. */
export type MeetDtype<D, E> = Box<D> extends Box<E> ? D : E
