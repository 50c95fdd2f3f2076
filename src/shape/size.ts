// Sizes: what may be one, and how many elements they make.
import { type Fill, fail, fill, shown } from '../prelude/index.ts'
import { type Sizes, showShape, size } from './array-type.ts'
import type { Plain, Same, Shape, ShowDim, ShowShape } from './dim.ts'
import type { Mul } from './integer.ts'

const invalid = {
  where: '{op}',
  must: 'sizes must be whole and not negative',
  was: '{shape}',
  do: 'write whole numbers such as 2',
} as const

export const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0

/** The shape, where each of its sizes is whole and not negative: what the types see of it. */
export const wholeShape = (op: string, shape: Sizes): Sizes => {
  if (!Array.from(demandList(op, shape)).every(isSize))
    fail(fill(invalid, { op, shape: showShape(shape) }))
  return shape
}

/** The shape of an array that can be made. */
export const checkedShape = (op: string, shape: Sizes): Sizes =>
  countable(op, wholeShape(op, shape))

/** The shape, where its elements can be counted in 32 bits. */
export const countable = (op: string, shape: Sizes): Sizes =>
  size(shape) < 4294967296
    ? shape
    : fail({
        where: op,
        must: 'sizes must make fewer than 2^32 elements',
        was: `${size(shape)} in ${showShape(shape)}`,
        do: 'work in parts',
      })

/** The sizes themselves.  Fails for what is no array. */
export const demandList = (where: string, shape: Sizes): Sizes =>
  Array.isArray(shape)
    ? shape
    : fail({
        where,
        must: 'shape must be an array of sizes',
        was: shown(shape),
        do: 'write it in brackets',
      })

/** `false` for a literal that is no size. */
export type IsSize<N> = N extends number
  ? `${N}` extends `-${string}` | `${string}.${string}` | `${string}e${string}`
    ? false
    : true
  : true

type AllSizes<S> = S extends readonly [infer Head, ...infer Tail]
  ? IsSize<Head> extends false
    ? false
    : AllSizes<Tail>
  : true

/** The shape, not readonly, or the sentence of {@link wholeShape}. */
export type CheckedShape<Op, S> =
  AllSizes<S> extends false
    ? Fill<typeof invalid, { op: Op; shape: ShowShape<S> }>
    : { -readonly [I in keyof S]: S[I] }

/** What a list of sizes, each after a comma, has in it: the narrower pattern wins. */
interface Verdict {
  readonly [sizes: string]: unknown
  readonly [negative: `${string},-${string}`]: 'none'
  readonly [fractional: `${string}.${string}`]: 'none'
  readonly [large: `${string}e${string}`]: 'none'
}

/** Sizes, each after a comma. */
export type Listed<S, Text extends string = ''> = S extends readonly [infer Head, ...infer Tail]
  ? Listed<Tail, `${Text},${Head & number}`>
  : Text

/** Whether a size is a literal that is none; decided at once for a type parameter, which may be one. None is 'none', as a
 *  parameter: see {@link Same}. */
export type IsNoSize<N, None> = Same<Verdict[`,${N & number}`], None>

/** {@link CheckedShape} of a shape that a function is given as S, decided at once where some of its sizes are type parameters.
 *  S must be the function's own type parameter: of a list written in a signature, such as `[N]`, nothing would be refused.
 *  (The verdict on a list that holds a type parameter is not known, hence not the same as 'none'; that on S itself waits.) */
export type WrittenShape<Op, S> =
  Same<Verdict[Listed<S>], S extends Shape ? 'none' : never> extends true
    ? Fill<typeof invalid, { op: Op; shape: ShowShape<S> }>
    : Plain<S>

/** A single size that a function is given as its own type parameter N, or the fault of a literal that is none; decided at once
 *  for a type parameter, as {@link WrittenShape} is. What waits is the verdict on Other, another type parameter of the function,
 *  which its caller knows. */
export type WrittenSize<N, Other, Fault> =
  Same<Verdict[`,${N & number}`], Other extends unknown ? 'none' : never> extends true ? Fault : N

/** Whether a dim is a literal: a type parameter is none, and that is decided at once. */
interface Literal {
  readonly [size: string]: unknown
  readonly [literal: `${bigint}`]: 'literal'
}

/** The product of the literal sizes, and the other dims. */
export type Factors<
  S,
  Known extends number = 1,
  Others extends Shape = [],
  Yes = 'literal',
> = S extends readonly [infer Head, ...infer Tail]
  ? Same<Literal[`${Head & number}`], Yes> extends true
    ? Factors<Tail, Mul<Known, Head & number>, Others>
    : Factors<Tail, Known, [...Others, Head]>
  : [Known, Others]

/** How many elements a shape has: a literal, the only dim that is no 1, or `number`. */
export type Size<S> = S extends Shape
  ? number extends S['length']
    ? number
    : Factors<S> extends [infer Known, infer Others]
      ? Others extends []
        ? Known
        : Known extends 0
          ? 0
          : [Known, Others] extends [1, [infer Only]]
            ? Only
            : number
      : never
  : never

type Times<Dims, Text extends string> = Dims extends readonly [infer Head, ...infer Tail]
  ? Times<Tail, `${Text} × ${ShowDim<Head, Dims>}`>
  : Text

/** How many elements a shape has, as messages show it: `6`, `6 × batch`. */
export type ShowSize<S> =
  Factors<S> extends [infer Known extends number, infer Others] ? Times<Others, `${Known}`> : '?'
