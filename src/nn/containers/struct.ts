// Models side by side: their parameters are one tree, and nothing is computed.
import { type Fill, fail, fill } from '../../prelude/index.ts'
import { described, type NameFault, ordered } from '../../tree/index.ts'
import { type Child, childrenOf } from '../children.ts'
import { type Place, placeOf } from '../dims.ts'
import { isSpec, type NoLayer, spec } from '../meaning.ts'
import type { Dt, IsEmpty, Kids, Out, Par, Rnd, Shown, Spec, Sta, Takes, TreeOf } from '../spec.ts'
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
  readonly [Par]: Shown<Trees<R, typeof Par, this[typeof Dt]>>
  readonly [Sta]: Shown<Trees<R, typeof Sta, this[typeof Dt]>>
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

const unnamed = {
  where: 'struct',
  must: 'must be given a record of layers by name',
  was: '{children}',
  do: 'give each layer a name',
} as const

/** The children, or the sentence of what is no record; in the place of a child that has no good name or is no layer, its sentence. */
type Children<R> = R extends readonly unknown[] | Spec
  ? Fill<typeof unnamed, { children: R extends Spec ? 'a layer' : 'an array' }>
  : [Faults<R>] extends [never]
    ? R
    : { readonly [K in keyof R]: [FaultAt<R, K>] extends [never] ? R[K] : FaultAt<R, K> }

/** What is no record of layers. */
const nameless = (given: unknown): string =>
  isSpec(given) ? 'a layer' : Array.isArray(given) ? 'an array' : described(given)

type Faults<R> = { [K in keyof R]: FaultAt<R, K> }[keyof R]

type FaultAt<R, K extends keyof R> = [Fault<K>] extends [never]
  ? R[K] extends Spec
    ? never
    : `layer ${K & (string | number)}${NoLayer<R[K]>}`
  : Fault<K>

type Fault<K> = NameFault<'struct', `${K & (string | number)}`>

/** Models side by side, in leaf order: actor and critic, generator and discriminator. Each is applied by itself.
 *  @example struct({ enc: linear(4, 8), dec: linear(8, 4) }).children.length // => 2 */
export const struct = <R extends object>(children: Children<R>): Struct<R> => {
  const given: unknown = children
  if (typeof given !== 'object' || given === null || Array.isArray(given) || isSpec(given))
    return fail(fill(unnamed, { children: nameless(given) }))
  const pairs = childrenOf(
    'struct',
    ordered(Object.keys(given)).map((name) => ({ name, spec: Reflect.get(given, name) })),
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
