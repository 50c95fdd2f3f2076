// What a call needs beside parameters and input: state, and a key where it trains what is random. Required exactly when the
// spec needs it, and refused otherwise, by type and at run time.
import { type Fill, fail, failAll, fill, type Issue } from '../prelude/index.ts'
import { type Float, type ShowType, showType } from '../shape/index.ts'
import { isKey, type Key } from '../tensor/index.ts'
import { type Described, described } from '../tree/index.ts'
import { isEmpty } from './layout.ts'
import type { Meaning } from './meaning.ts'
import type { IsEmpty, None, Rnd, Spec, State } from './spec.ts'

/** The state that a spec of this type needs; an option where only run time knows. */
export type NeedsState<S extends Spec, D extends Float> =
  State<S, D> extends infer T
    ? IsEmpty<T> extends true
      ? None
      : string extends keyof T
        ? { readonly state?: T }
        : { readonly state: T }
    : never

/** The key that a spec of this type needs to be trained. */
export type NeedsKey<S extends Spec> = S[typeof Rnd] extends false
  ? None
  : S[typeof Rnd] extends true
    ? { readonly key: Key }
    : { readonly key?: Key }

/** The last arguments of a call: none, one that may be left out, or one that may not. */
export type Context<Needs, C, Op> = keyof Needs extends never
  ? []
  : None extends Needs
    ? [context?: Given<C, Needs, Op>]
    : [context: Given<C, Needs, Op>]

type Given<C, Needs, Op> = [Missing<C, Needs>] extends [never]
  ? Exclude<keyof C, keyof Needs> extends infer Surplus
    ? [Surplus] extends [never]
      ? C extends Needs
        ? C
        : Amiss<Wrong<C, Needs>, C, Op>
      : Fill<typeof needless, { op: Op; name: Surplus }>
    : never
  : Fill<typeof missing, { op: Op; name: Missing<C, Needs>; maker: Makers[Missing<C, Needs>] }>

type Missing<C, Needs> = Exclude<
  { [K in keyof Needs]-?: None extends Pick<Needs, K> ? never : K }[keyof Needs],
  keyof C
> &
  keyof Makers

/** The sentence of a field that is not what it must be. */
type Amiss<Name, C, Op> = Name extends 'key'
  ? C extends { readonly key: infer K }
    ? K extends Key<infer S>
      ? Fill<typeof manyKeys, { op: Op; type: ShowType<S, 'key'> }>
      : Fill<typeof noKey, { op: Op; value: Described<K> }>
    : never
  : Fill<typeof alien, { op: Op; name: Name }>

type Wrong<C, Needs> = {
  [K in keyof Needs & keyof C]: C[K] extends Needs[K] ? never : K
}[keyof Needs & keyof C]

const makers = { state: 'pass that of initState', key: 'pass a key of random' } as const
type Makers = typeof makers

const missing = {
  where: '{op}',
  must: 'context must have {name}',
  was: 'without',
  do: '{maker}',
} as const

const needless = {
  where: '{op}',
  must: 'context must have no {name}',
  was: 'with it',
  do: 'leave it out: the model needs none',
} as const

const alien = {
  where: '{op}',
  must: '{name} must be that of this model',
  was: 'another',
  do: 'use initState',
} as const

const noKey = {
  where: '{op}',
  must: 'key must be a key',
  was: '{value}',
  do: 'make one with random.key',
} as const

const manyKeys = {
  where: '{op}',
  must: 'key must be a single key',
  was: '{type}',
  do: 'index or vmap over it',
} as const

export interface AnyContext {
  readonly state?: unknown
  readonly key?: Key
}

/** The context that a call was given.  Fails where it has what the spec does not need, or lacks what it needs. */
export const checkedContext = (
  op: 'apply' | 'train',
  { state, random }: Meaning,
  given: unknown = {},
): AnyContext => {
  if (typeof given !== 'object' || given === null)
    return fail({
      where: op,
      must: 'context must be a record',
      was: described(given),
      do: 'name its fields',
    })
  const context: AnyContext = given
  const needed = { state: !isEmpty(state), key: op === 'train' && random }
  const present = Object.keys(context).filter(
    (name) => context[name as keyof AnyContext] !== undefined,
  ) // of its keys
  const names = [...new Set([...Object.keys(needed), ...present])]
  failAll(
    names.flatMap((name): readonly Issue[] => {
      const needs = needed[name as keyof typeof needed] ?? false // or a name of no field
      if (needs === present.includes(name)) return []
      return needs
        ? [fill(missing, { op, name, maker: makers[name as keyof Makers] })] // as needed names it
        : [fill(needless, { op, name })]
    }),
  )
  if (needed.key) demandKey(op, context.key)
  return context
}

/** Fails for anything but a single key. */
export const demandKey = (op: string, key: unknown): void => {
  if (!isKey(key)) fail(fill(noKey, { op, value: described(key) }))
  else if (key.shape.length > 0) fail(fill(manyKeys, { op, type: showType(key) }))
}
