// A layer used again: by its name, in the same container.
import { type Fill, fail, fill } from '../../prelude/index.ts'
import { described, type Ref, refTo, segments } from '../../tree/index.ts'
import { type Place, placeOf } from '../dims.ts'
import { isEmpty } from '../layout.ts'
import { type Meaning, meaningOf, pure, spec } from '../meaning.ts'
import type { Apply, IsEmpty, Kids, Out, Par, Pure, Spec, Takes } from '../spec.ts'

export interface RefLayer<P extends string> extends Pure {
  readonly kind: 'ref'
  readonly path: P
  readonly [Out]: number[]
  readonly [Par]: Ref<P>
  readonly [Takes]: 'any'
}

/** Uses a named or indexed layer of the same container again. Its parameters are stored once; its gradient is the sum
 *  over its uses.
 *  @example ref('shared').path // => 'shared' */
export const ref = <const P extends string>(path: P): RefLayer<P> => {
  if (typeof path !== 'string')
    return fail({
      where: 'ref',
      must: 'name must be a string',
      was: described(path),
      do: 'write it in quotes',
    })
  // its container computes with what it names
  const refuse = (place: Place): never => fail(fill(lone, { place: placeOf(place), path }))
  return spec<RefLayer<P>>(
    { kind: 'ref', path },
    pure({
      label: `ref('${path}')`,
      plan: refTo(path),
      takes: 'any',
      out: (_x, place) => refuse(place),
      forward: (_x, site) => refuse(site),
    }),
  )
}

export const isRefLayer = (x: Spec): x is RefLayer<string> => x.kind === 'ref'

const lone = {
  where: '{place}',
  must: "ref('{path}') must stand in a container",
  was: 'alone',
  do: 'put it beside the layer that it names',
} as const

const unknown = {
  where: '{place}',
  must: 'must name a layer of this container',
  was: 'none',
  do: 'correct the name',
} as const

const chained = {
  where: '{place}',
  must: 'must name a layer',
  was: 'a ref',
  do: 'name what it refers to',
} as const

const bare = {
  where: '{place}',
  must: 'must name a layer with parameters',
  was: '{kind}',
  do: 'write the layer again',
} as const

/** The child at a path below some children. */
type ChildAt<K, P extends string> = P extends `${infer Head}.${infer Rest}`
  ? Head extends keyof K
    ? K[Head] extends Spec
      ? ChildAt<K[Head][typeof Kids], Rest>
      : never
    : never
  : P extends keyof K
    ? K[P]
    : never

/** The shape that the layer of that path makes of S, or why there is none. */
export type ApplyRef<K, P extends string, S> = [ChildAt<K, P>] extends [infer L extends Spec]
  ? [L] extends [never]
    ? Fill<typeof unknown, { place: ''; path: P }>
    : L extends RefLayer<string>
      ? Fill<typeof chained, { place: ''; path: P }>
      : IsEmpty<L[typeof Par]> extends true
        ? Fill<typeof bare, { place: ''; path: P; kind: L['kind'] }>
        : Apply<L, S>
  : never

/** What a reference of a container names.  Fails, at its place, where that is no layer with parameters. */
export const referred = (
  children: ReadonlyMap<string, Spec>,
  { path }: RefLayer<string>,
  place: Place,
): Meaning => {
  const words = { place: placeOf(place), path }
  const [head = '', ...rest] = segments(path)
  const target = rest.reduce<Spec | undefined>(
    (at, name) => at && meaningOf(at).children.get(name),
    children.get(head),
  )
  if (target === undefined) return fail(fill(unknown, words))
  if (isRefLayer(target)) return fail(fill(chained, words))
  const meaning = meaningOf(target)
  return isEmpty(meaning.plan) ? fail(fill(bare, { ...words, kind: target.kind })) : meaning
}
