// The same elements under another shape.
import { type Fill, fail, fill } from '../prelude/index.ts'
import { type Sizes, showShape, size } from './array-type.ts'
import type { IsOpen, Plain, Same, Shape, ShowShape } from './dim.ts'
import type { DivMod } from './integer.ts'
import {
  demandList,
  type Factors,
  type IsNoSize,
  isSize,
  type Listed,
  type ShowSize,
  type Size,
} from './size.ts'

const invalid = {
  where: 'reshape',
  must: 'sizes must be whole and not negative, but for one -1',
  was: '{target}',
  do: 'write them as [2, -1]',
} as const

const ambiguous = {
  where: 'reshape',
  must: '-1 must stand beside sizes other than 0',
  was: '{target}',
  do: 'write the size',
} as const

const different = {
  where: 'reshape',
  must: 'must be {m} elements to become {target}',
  was: '{n} in {shape}',
  do: 'use -1 for one axis to infer it',
} as const

const indivisible = {
  where: 'reshape',
  must: 'must be a multiple of {m} elements to become {target}',
  was: '{n} in {shape}',
  do: 'choose sizes that divide it',
} as const

/** The sizes that a target gives, and whether one is to be inferred.  Fails for sizes that no reshape can have. */
export const checkedTarget = (
  target: Sizes,
): { readonly given: Sizes; readonly inferred: number } => {
  const given = demandList('reshape', target).filter((n) => n !== -1)
  const inferred = target.length - given.length
  return inferred > 1 || !given.every(isSize)
    ? fail(fill(invalid, { target: showShape(target) }))
    : { given, inferred }
}

/** The target, its one -1 replaced by what is left of the elements. */
export const reshapeShape = (shape: Sizes, target: Sizes): Sizes => {
  const { given, inferred } = checkedTarget(target)
  const n = size(shape)
  const m = size(given)
  if (inferred === 0 && n === m) return target
  if (inferred > 0 && m > 0 && n % m === 0)
    return target.map((size) => (size === -1 ? n / m : size))
  const words = { n, m, shape: showShape(shape), target: showShape(target) }
  if (inferred === 0) return fail(fill(different, words))
  return fail(fill(m === 0 ? ambiguous : indivisible, words))
}

/** Whether one size is -1, to be inferred; 'invalid' where the sizes are no target. The constants are parameters: see {@link Same}. */
type Inferred<T, Seen = false, One = -1, None = 'none'> = T extends readonly [
  infer Head,
  ...infer Tail,
]
  ? Same<Head, One> extends true
    ? Seen extends true
      ? 'invalid'
      : Inferred<Tail, true>
    : IsNoSize<Head, None> extends true
      ? 'invalid'
      : Inferred<Tail, Seen>
  : Seen

/** What a target, each size after a comma, has in it. (Of -10 and below, run time says it.) */
interface Verdict {
  readonly [sizes: string]: unknown
  readonly [negative: `${string},-${2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}${string}`]: 'none'
  readonly [twice: `${string},-1${string},-1${string}`]: 'none'
  readonly [fractional: `${string}.${string}`]: 'none'
}

/** The target that a function is given as T, or the sentence of {@link checkedTarget}; decided at once where sizes are type
 *  parameters, as of a written shape. */
export type WrittenTarget<T> =
  Same<Verdict[Listed<T>], T extends Shape ? 'none' : never> extends true
    ? Fill<typeof invalid, { target: ShowShape<T> }>
    : T

type Given<T, Kept extends Shape = [], One = -1> = T extends readonly [infer Head, ...infer Tail]
  ? Given<Tail, Same<Head, One> extends true ? Kept : [...Kept, Head]>
  : Kept

type With<T, D, One = -1> = {
  -readonly [I in keyof T]: Same<T[I], One> extends true ? D : T[I]
}

/** Two dims that are certainly one size, and not 0 (a size, a name, or a type parameter): they leave both shapes without changing
 *  the question. */
type Cancels<M, N, Unknown, Zero> =
  Same<M, N> extends true
    ? Same<M, Unknown> extends true
      ? false
      : Same<M, Zero> extends true
        ? false
        : true
    : false

/** What is left of both shapes without the dims they begin and end with alike. */
type Uncommon<S, T, Unknown = number, Zero = 0> = S extends readonly [infer M, ...infer Ss]
  ? T extends readonly [infer N, ...infer Ts]
    ? Cancels<M, N, Unknown, Zero> extends true
      ? Uncommon<Ss, Ts>
      : UncommonBackwards<S, T>
    : [S, T]
  : [S, T]

type UncommonBackwards<S, T, Unknown = number, Zero = 0> = S extends readonly [...infer Ss, infer M]
  ? T extends readonly [...infer Ts, infer N]
    ? Cancels<M, N, Unknown, Zero> extends true
      ? UncommonBackwards<Ss, Ts>
      : [S, T]
    : [S, T]
  : [S, T]

type Mistake<Template, S, T> = Template extends typeof different | typeof indivisible
  ? Fill<
      Template,
      { m: ShowSize<Given<T>>; target: ShowShape<T>; n: ShowSize<S>; shape: ShowShape<S> }
    >
  : never

/** The target, where N elements times the dims Us may be M times the dims Vs. */
type Whole<S, T, N, Us, M, Vs> = [Us, Vs] extends [[], []]
  ? N extends M
    ? Plain<T>
    : Mistake<typeof different, S, T>
  : Plain<T>

/** The target with its -1 inferred: N elements times the dims Us are M times the dims Vs times that one. */
type Partly<S, T, N, Us, M, Vs> = M extends 0
  ? Fill<typeof ambiguous, { target: ShowShape<T> }>
  : [Us, Vs] extends [[], []]
    ? DivMod<N & number, M & number> extends [infer Quotient, infer Rest]
      ? Rest extends 0
        ? With<T, Quotient>
        : Mistake<typeof indivisible, S, T>
      : never
    : [Us, Vs, N] extends [[infer Only], [], M]
      ? With<T, Only>
      : With<T, number>

type Divided<S, T, Inferring, Left> = Left extends [infer Ss, infer Ts]
  ? Factors<Ss> extends [infer N, infer Us]
    ? Factors<Given<Ts>> extends [infer M, infer Vs]
      ? Inferring extends true
        ? Partly<S, T, N, Us, M, Vs>
        : Whole<S, T, N, Us, M, Vs>
      : never
    : never
  : never

type Reshaped<S, T, Inferring> = Inferring extends 'invalid'
  ? Fill<typeof invalid, { target: ShowShape<T> }>
  : IsOpen<S> extends true
    ? With<T, number>
    : Divided<S, T, Inferring, Uncommon<S, T>>

/** The target, its one -1 replaced by what is left of the elements, or a sentence of {@link reshapeShape}. */
export type ReshapeShape<S, T extends Shape> = T extends unknown
  ? number extends T['length']
    ? number[]
    : Reshaped<S, T, Inferred<T>>
  : never

const flat = {
  where: 'flatten',
  must: 'input must have one axis or more',
  was: '{shape}',
  do: 'reshape it to [1, 1]',
} as const

/** All axes but the first become one. */
export const flattenShape = (shape: Sizes): Sizes => {
  const [first, ...rest] = shape
  return first === undefined ? fail(fill(flat, { shape: '[]' })) : [first, size(rest)]
}

/** All axes but the first become one; the sentence of {@link flattenShape} where there is none. */
export type FlattenShape<S> = S extends readonly [infer First, ...infer Rest]
  ? [First, Size<Rest>]
  : S extends readonly []
    ? Fill<typeof flat, { shape: '[]' }>
    : [number, number]
