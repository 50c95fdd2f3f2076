// Models side by side: their parameters are one tree, and nothing is computed.
import { type Fill, fail, fill } from '../../prelude/index.ts'
import { described, type NameFault, ordered } from '../../tree/index.ts'
import { type Child, childrenOf } from '../children.ts'
import { type Place, placeOf } from '../dims.ts'
import { spec } from '../meaning.ts'
import type { Dt, IsEmpty, Kids, Out, Par, Rnd, Spec, Sta, Takes, TreeOf } from '../spec.ts'
import { joint, used } from '../use.ts'

const applied = {
  where: '{place}',
  must: 'struct must not be applied',
  was: 'given an input',
  do: 'apply its children',
} as const

export interface Struct<R> extends Spec {
  readonly kind: 'struct'
  readonly children: readonly Child[]
  readonly [Out]: Fill<typeof applied, { place: '' }>
  readonly [Par]: Trees<R, typeof Par, this[typeof Dt]>
  readonly [Sta]: Trees<R, typeof Sta, this[typeof Dt]>
  readonly [Rnd]: false
  readonly [Takes]: 'any'
  readonly [Kids]: R
}

type Trees<R, F extends typeof Par | typeof Sta, D> = {
  readonly [K in keyof R as IsEmpty<TreeOf<R[K], F, D>> extends true ? never : K]: TreeOf<
    R[K],
    F,
    D
  >
}

/** The children, or a sentence in the place of each that has no good name. */
type Children<R> = [Fault<keyof R>] extends [never]
  ? R
  : { readonly [K in keyof R]: [Fault<K>] extends [never] ? R[K] : Fault<K> }

type Fault<K> = NameFault<'struct', `${K & (string | number)}`>

/** Models side by side, in leaf order: actor and critic, generator and discriminator. Each is applied by itself.
 *  @example struct({ enc: linear(4, 8), dec: linear(8, 4) }).children.length // => 2 */
export const struct = <R extends { readonly [name: string]: Spec }>(
  children: Children<R>,
): Struct<R> => {
  if (typeof children !== 'object' || children === null)
    fail({
      where: 'struct',
      must: 'must be given a record of layers by name',
      was: described(children),
      do: 'write { encoder: …, decoder: … }',
    })
  const pairs = childrenOf(
    'struct',
    ordered(Object.keys(children)).map((name) => ({ name, spec: children[name] })),
  )
  const refuse = (place: Place): never => fail(fill(applied, { place: placeOf(place) }))
  return spec<Struct<R>>(
    { kind: 'struct', children: pairs },
    {
      label: 'struct',
      ...joint(used('struct', pairs)),
      random: false,
      takes: 'any',
      out: (_x, place) => refuse(place),
      forward: (_x, site) => refuse(site),
    },
  )
}
