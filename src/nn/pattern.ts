// Patterns of shapes, by value and by type: sizes, names that are bound by each call, and a first '...' for any leading axes.
import { fail, shown } from '../prelude/index.ts'
import { type DimEq, type IsOpen, isSize, type Meet, type ShowDim } from '../shape/index.ts'
import { described } from '../tree/index.ts'
import { type Dim, type Dims, dimEq, meetDim } from './dims.ts'
import type { None } from './spec.ts'

/** `['...', 8]`, `['batch', 20]`, `[3, 'time']`. */
export type Pattern = readonly Dim[]

/** The pattern, frozen.  Fails where it is no list, or holds what is neither a size, a name nor a first '...'. */
export const checkedPattern = (where: string, name: string, pattern: unknown): Pattern => {
  const isPart = (part: unknown, i: number): boolean =>
    typeof part === 'number'
      ? isSize(part)
      : typeof part === 'string' && (part !== '...' || i === 0)
  return Array.isArray(pattern) && Array.from(pattern).every(isPart)
    ? Object.freeze([...(pattern as Pattern)]) // as every part is one
    : fail({
        where,
        must: `${name} must be a list of sizes and names, after a first '...' or none`,
        was: Array.isArray(pattern) ? showPattern(pattern) : described(pattern),
        do: 'correct it',
      })
}

/** What a pattern found: the leading axes, and the dims of its names. */
export interface Match {
  readonly lead: Dims
  readonly names: ReadonlyMap<string, Dim>
}

/** How a pattern fits a shape; undefined where it cannot. */
export const match = (pattern: Pattern, x: Dims): Match | undefined => {
  const names = new Map<string, Dim>()
  const lead = matchFrom(pattern, x, names)
  return lead === undefined ? undefined : { lead, names }
}

const matchFrom = (pattern: Pattern, x: Dims, names: Map<string, Dim>): Dims | undefined => {
  const [p, d] = [pattern.at(-1), x.at(-1)]
  if (p === undefined) return d === undefined || d === '...' ? [] : undefined
  if (p === '...') return x
  if (d === undefined) return undefined
  if (d === '...') return matchFrom(pattern.slice(0, -1), x, names) === undefined ? undefined : x
  if (typeof p === 'number' && !dimEq(p, d)) return undefined
  if (typeof p === 'string') {
    const bound = names.get(p) ?? '?'
    if (!dimEq(bound, d)) return undefined
    names.set(p, meetDim(bound, d))
  }
  return matchFrom(pattern.slice(0, -1), x.slice(0, -1), names)
}

/** The shape of a pattern, where its names are bound; others stand as they are. */
export const shapeOf = (pattern: Pattern, { lead, names }: Match): Dims =>
  pattern.flatMap(
    (p): Dims => (p === '...' ? lead : [typeof p === 'number' ? p : (names.get(p) ?? p)]),
  )

/** The pattern as messages show it. */
export const showPattern = (pattern: Pattern): string =>
  `[${Array.from(pattern, (part) => (typeof part === 'string' ? part : shown(part))).join(', ')}]`

/** Whether a part of a pattern is a name; decided for type parameters too, which are sizes. */
type IsName<P> = [P & string] extends [never] ? false : true

/** The leading axes and the bound names of {@link match}, or `false`. */
export type MatchOf<A, S, Names = None> = A extends readonly [...infer As, infer P]
  ? [P & '...'] extends [never]
    ? S extends readonly [...infer Ss, infer D]
      ? IsName<P> extends true
        ? P extends keyof Names
          ? DimEq<Names[P], D, S> extends false
            ? false
            : MatchOf<As, Ss, Omit<Names, P> & { [K in P]: Meet<Names[P], D, S> }>
          : MatchOf<As, Ss, Names & { [K in P & string]: D }>
        : DimEq<P, D, S> extends false
          ? false
          : MatchOf<As, Ss, Names>
      : IsOpen<S> extends true
        ? [S, Names]
        : false
    : [S, Names]
  : S extends readonly []
    ? [[], Names]
    : IsOpen<S> extends true
      ? [[], Names]
      : false

type Filled<A, Names> = {
  -readonly [I in keyof A]: IsName<A[I]> extends true
    ? A[I] extends keyof Names
      ? Names[A[I]]
      : number | A[I]
    : A[I]
}

/** The shape of {@link shapeOf}. */
export type ShapeOf<A, Found> = Found extends [infer Lead, infer Names]
  ? A extends readonly ['...', ...infer Rest]
    ? Filled<Rest, Names> extends infer Tail
      ? Lead extends readonly unknown[]
        ? Tail extends readonly unknown[]
          ? [...Lead, ...Tail]
          : never
        : never
      : never
    : Filled<A, Names>
  : never

/** The tensors that fit a pattern. */
export type Fitting<A> = ShapeOf<A, [number[], None]>

/** A pattern as messages show it. */
export type ShowPattern<A> = A extends readonly [...infer As, infer P]
  ? `[${ShowParts<As>}${As extends readonly [] ? '' : ', '}${ShowPart<P, A>}]`
  : '[]'

type ShowParts<A> = A extends readonly [...infer As, infer P]
  ? `${ShowParts<As>}${As extends readonly [] ? '' : ', '}${ShowPart<P, A>}`
  : ''

type ShowPart<P, Once> = IsName<P> extends true ? P & string : ShowDim<P, Once>
