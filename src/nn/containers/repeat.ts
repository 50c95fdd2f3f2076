// A block some times over, each time with parameters of its own: n sub-trees, as PyTorch's paths have them.
import { aString, type Fill, fail, fill, optionsOf, shown } from '../../prelude/index.ts'
import { type IsSize, isSize } from '../../shape/index.ts'
import { type NameFault, nameIssue } from '../../tree/index.ts'
import type { Child } from '../children.ts'
import { type Meaning, meaningOf, spec } from '../meaning.ts'
import type {
  Apply,
  Arg,
  Dt,
  Invalid,
  IsEmpty,
  Kids,
  None,
  Out,
  Par,
  Rnd,
  Spec,
  Sta,
  Takes,
  TreeOf,
} from '../spec.ts'
import { joint, useOf } from '../use.ts'
import { type BodyOf, bodyOf, type Kept, kept } from './body.ts'

export interface Repeat<N extends number, B extends Spec, Names extends string = '*'> extends Spec {
  readonly kind: 'repeat'
  readonly times: N
  readonly names: Names
  readonly children: readonly [Child]
  readonly [Out]: Kept<Apply<B, Arg<this>>, Arg<this>, `body of repeat(${N})`, Names>
  readonly [Par]: Copies<N, Names, TreeOf<B, typeof Par, this[typeof Dt]>>
  readonly [Sta]: Copies<N, Names, TreeOf<B, typeof Sta, this[typeof Dt]>>
  readonly [Rnd]: B[typeof Rnd]
  readonly [Takes]: B[typeof Takes]
  readonly [Kids]: { readonly [I in Count<N> as Label<Names, I>]: B }
}

/** '0' | '1' | … below N. */
type Count<N extends number, Counted extends readonly 0[] = []> = number extends N
  ? `${number}`
  : Counted['length'] extends N
    ? Exclude<keyof Counted, keyof unknown[]> & string
    : Count<N, [...Counted, 0]>

/** The name of one copy. */
type Label<Names extends string, I extends string> = Names extends `${infer Head}*${infer Tail}`
  ? `${Head}${I}${Tail}`
  : never

type Copies<N extends number, Names extends string, T> =
  IsEmpty<T> extends true ? None : { readonly [I in Count<N> as Label<Names, I>]: T }

const uncounted = {
  where: 'repeat',
  must: 'times must be whole and positive',
  was: '{times}',
  do: 'count the copies',
} as const

const boundless = {
  where: 'repeat',
  must: 'times must give at most {most} layers in all',
  was: '{times} times {layers}',
  do: 'repeat less',
} as const

const unmarked = {
  where: 'repeat',
  must: "names must hold one '*'",
  was: "'{names}'",
  do: 'write it where the index stands',
} as const

/** The number, or its sentence. */
type TimesOf<N> = N extends 0
  ? Fill<typeof uncounted, { times: N }>
  : IsSize<N> extends false
    ? Fill<typeof uncounted, { times: N }>
    : N

/** The pattern of names, or what is wrong with it. */
type NamesOf<Names extends string> = string extends Names
  ? Names
  : Names extends '*'
    ? Names
    : Names extends `${infer Head}*${infer Tail}`
      ? Tail extends `${string}*${string}`
        ? Fill<typeof unmarked, { names: Names }>
        : [NameFault<'repeat', `${Head}0${Tail}`>] extends [never]
          ? Names
          : NameFault<'repeat', `${Head}0${Tail}`>
      : Fill<typeof unmarked, { names: Names }>

/** Every copy takes memory and time: no more of them, counted with all that they hold. */
export const mostLayers = 100_000

/** How many layers a spec has, each copy of a repeated one counted. */
const layersIn = (spec: Spec): number => {
  const { times = 1, children } = spec as Partial<Repeat<number, Spec>> // any other has one of each, or parts
  const inner = children?.map(([, child]) => child) ?? [...meaningOf(spec).children.values()]
  return inner.reduce((sum, child) => sum + times * layersIn(child), 1)
}

/** A block `times` over, each with parameters of its own, drawn from its own key; `names` has a `*` for the index.
 *  @example repeat(4, linear(8, 8), { names: 'block *' }).times // => 4 */
export const repeat = <N extends number, B extends Spec, const Names extends string = '*'>(
  times: TimesOf<N>,
  body: BodyOf<B, 'repeat', Names>,
  options: { readonly names?: NamesOf<Names> } = {},
): BodyOf<B, 'repeat', Names> extends string ? Invalid : Repeat<N, B, Names> => {
  const count: unknown = times
  if (typeof count !== 'number' || !isSize(count) || count === 0)
    return fail(fill(uncounted, { times: shown(count) }))
  const named = optionsOf<{ readonly names?: string }>('repeat', { names: aString }, options)
  const { names = '*' } = named
  if (names.split('*').length !== 2) fail(fill(unmarked, { names }))
  const blank = bodyOf('repeat', names, body)
  const block = blank.spec
  const layers = layersIn(block)
  if (count * layers > mostLayers) fail(fill(boundless, { most: mostLayers, times: count, layers }))
  const copies = Array.from({ length: count }, (_, i) => useOf(names.replace('*', `${i}`), block))
  const issue = names === '*' ? undefined : nameIssue('repeat', copies[0]?.name ?? '')
  if (issue !== undefined) fail(issue)
  const means: Meaning = {
    label: `repeat(${count})`,
    ...joint(copies),
    out: (x, place) => kept(x, blank.out(x, place), `body of repeat(${count})`, place),
    forward: (x, site) => copies.reduce((y, copy) => copy.forward(y, site), x),
  }
  const children = Object.freeze([Object.freeze([null, block] as const)] as const)
  const fields = { kind: 'repeat', times: count, names, children } as const
  return spec<Repeat<number, Spec, string>>(fields, means) as never // where it compiles, of these types
}
