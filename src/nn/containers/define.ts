// Layers of one's own, by name. Their data are { kind, options }.

import { demandFunction, type Fill, fail } from '../../prelude/index.ts'
import type { ShowShape } from '../../shape/index.ts'
import { frozen } from '../frozen.ts'
import { spec } from '../meaning.ts'
import type { MatchOf, ShapeOf, ShowPattern } from '../pattern.ts'
import type { Arg, Dt, Kids, Out, Par, Rnd, Shown, Spec, Sta, Takes } from '../spec.ts'
import { meaningOfRule, type misfit, type RuleData } from './defined.ts'
import type { LayersIn, PartsTree, StateTree } from './part.ts'
import type { AnyRule, Draws } from './rule.ts'

type Mapped<S, R, K> = R extends { readonly from: infer A; readonly to: infer B }
  ? MatchOf<A, S> extends infer Found
    ? Found extends false
      ? Fill<typeof misfit, { place: ''; layer: K; from: ShowPattern<A>; shape: ShowShape<S> }>
      : ShapeOf<B, Found>
    : never
  : never

/** A layer of kind K, by its rule. */
export interface Defined<K extends string, R extends AnyRule> extends Spec {
  readonly kind: K
  readonly options: object
  readonly [Out]: Mapped<Arg<this>, R, K>
  readonly [Par]: Shown<PartsTree<R['parts'], this[typeof Dt]>>
  readonly [Sta]: Shown<StateTree<R['parts'], R['state'], this[typeof Dt]>>
  readonly [Rnd]: Draws<R['parts'], R['random']>
  readonly [Takes]: R['takes']
  readonly [Kids]: LayersIn<R['parts']>
}

/** A layer of one's own: a function from its options, one record, to its rule. `fromJson` knows it by its kind.
 *  @example define('twice', () => layer({ from: ['...'], to: ['...'], parts: {}, apply: (_, x) => mul(x, 2) }))().kind // => 'twice' */
export const define = <const K extends string, O extends readonly unknown[], R>(
  kind: K,
  build: (...options: O) => R,
): ((...options: O) => R extends AnyRule ? Defined<K, R> : never) => {
  demandFunction('define', 'build', build)
  const make = (...given: O): unknown => {
    const [options = {}, ...more] = given
    if (typeof options !== 'object' || options === null || more.length > 0)
      return fail({
        where: kind,
        must: 'options must be one record',
        was: `${given.length === 1 ? typeof options : `${given.length} arguments`}`,
        do: 'name them',
      })
    const kept = frozen(kind, options)
    const rule = build(...((given.length === 0 ? [] : [kept]) as unknown as O)) as AnyRule // the same options; as layer makes it
    return spec<Defined<K, AnyRule>>(
      { kind, options: kept },
      meaningOfRule(kind, rule as unknown as RuleData),
    )
  }
  return Object.defineProperty(make, 'kind', { value: kind, enumerable: true }) as never // as make does
}
