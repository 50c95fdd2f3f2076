// Layers one after another; each shape is checked against the next, by the compiler and when the spec is made.

import {
  type Child,
  childrenOf,
  type Indices,
  type NameIn,
  type Repeated,
  type SpecIn,
} from '../children.ts'
import { anyShape, type Below } from '../dims.ts'
import { type Meaning, type NoLayer, spec } from '../meaning.ts'
import type {
  AnySpec,
  Apply,
  Arg,
  Dt,
  Invalid,
  IsEmpty,
  Kids,
  Out,
  Par,
  Rnd,
  Shown,
  Spec,
  Sta,
  Takes,
  TreeOf,
} from '../spec.ts'
import { joint, used } from '../use.ts'
import type { ApplyRef, RefLayer } from './ref.ts'

/** Layers as a tuple, one after another. */
export interface Sequential<L extends readonly unknown[]> extends Spec {
  readonly kind: 'sequential'
  readonly children: readonly Child[]
  readonly [Out]: Thread<L, Arg<this>, L>
  readonly [Par]: Shown<TreeIn<L, typeof Par, this[typeof Dt]>>
  readonly [Sta]: Shown<TreeIn<L, typeof Sta, this[typeof Dt]>>
  readonly [Rnd]: AnyRandom<L>
  readonly [Takes]: FirstTakes<L>
  readonly [Kids]: KidsIn<L>
}

type KidsIn<L> = { readonly [I in Indices<L> as NameIn<L[I], I>]: SpecIn<L[I]> }

/** What one layer makes of a shape, or the sentence of its mistake. */
type Step<H, S, All> =
  H extends RefLayer<infer P>
    ? ApplyRef<KidsIn<All>, P, S>
    : H extends Spec
      ? Apply<H, S>
      : NoLayer<H>

/** The name of a child in sentences; a reference says what it names. */
type Label<H, I> =
  SpecIn<H> extends RefLayer<infer P>
    ? `${NameIn<H, I> & (string | number)} (ref('${P}'))`
    : NameIn<H, I>

/** The shape that all layers make of S, or the sentence of the first that cannot. */
type Thread<L, S, All, Done extends readonly 0[] = []> = L extends readonly [infer H, ...infer T]
  ? Step<SpecIn<H>, S, All> extends infer R
    ? R extends string
      ? Below<Label<H, Done['length']>, R>
      : Thread<T, R, All, [...Done, 0]>
    : never
  : S

type TreeIn<L, F extends typeof Par | typeof Sta, D> = {
  readonly [I in Indices<L> as IsEmpty<TreeOf<SpecIn<L[I]>, F, D>> extends true
    ? never
    : NameIn<L[I], I>]: TreeOf<SpecIn<L[I]>, F, D>
}

type AnyRandom<L> = true extends {
  [I in Indices<L>]: SpecIn<L[I]> extends Spec ? SpecIn<L[I]>[typeof Rnd] : false
}[Indices<L>]
  ? true
  : false

/** What the first layer takes that does not take everything. */
type FirstTakes<L> = L extends readonly [infer H, ...infer T]
  ? SpecIn<H> extends Spec
    ? SpecIn<H>[typeof Takes] extends 'any'
      ? FirstTakes<T>
      : SpecIn<H>[typeof Takes]
    : 'any'
  : 'any'

/** The first name that stands twice. */
type Twice<L extends readonly unknown[], Seen = never> = L extends readonly [infer H, ...infer T]
  ? NameIn<H, never> extends infer N
    ? [N] extends [never]
      ? Twice<T, Seen>
      : N extends Seen
        ? N
        : Twice<T, Seen | N>
    : never
  : never

/** The layers, with a sentence in the place of the last that has this name. */
type Renamed<L, N> = L extends readonly [...infer B, infer Z]
  ? [NameIn<Z, never>] extends [never]
    ? [...Renamed<B, N>, Z]
    : NameIn<Z, never> extends N
      ? [...B, Repeated<'sequential', N>]
      : [...Renamed<B, N>, Z]
  : []

/** The layers, with a sentence in the place of the first that cannot take what the one before it gives. */
type Threaded<L, S, All, Done extends readonly unknown[] = []> = L extends readonly [
  infer H,
  ...infer T,
]
  ? Step<SpecIn<H>, S, All> extends infer R
    ? R extends string
      ? [...Done, `layer ${Below<Label<H, Done['length']>, R>}`, ...T]
      : Threaded<T, R, All, [...Done, H]>
    : never
  : Done

type Right<L extends readonly unknown[]> = [Twice<L>] extends [never]
  ? number extends L['length']
    ? L
    : Threaded<L, number[], L>
  : Renamed<L, Twice<L>>

/** Layers one after another, indexed or named.  Fails, by type too, where one cannot take what the one before it gives.
 *  A spread array gives a spec known only at run time.
 *  @example sequential(linear(4, 8), relu, linear(8, 1)).children.length // => 3 */
export const sequential = <const L extends readonly unknown[]>(
  ...layers: L extends Right<L> ? L : Right<L>
): number extends L['length'] ? AnySpec : L extends Right<L> ? Sequential<L> : Invalid =>
  sequentialOf(childrenOf('sequential', layers)) as never // the type says what the children are

/** The same of children, for specs that are read. */
export const sequentialOf = (children: readonly Child[]): Sequential<readonly unknown[]> => {
  const uses = used('sequential', children)
  const out: Meaning['out'] = (x, place) => uses.reduce((shape, use) => use.out(shape, place), x)
  out(anyShape, { where: 'sequential', path: '' })
  return spec<Sequential<readonly unknown[]>>(
    { kind: 'sequential', children },
    {
      label: 'sequential',
      ...joint(uses),
      out,
      forward: (x, site) => uses.reduce((y, use) => use.forward(y, site), x),
    },
  )
}
