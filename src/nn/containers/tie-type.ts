// Ties as types: which places of a tree become references, and what is wrong with a rule. The twin of tie.ts.

import type { Fill } from '../../prelude/index.ts'
import type { ShowShape } from '../../shape/index.ts'
import type { Handle, Tensor } from '../../tensor/index.ts'
import type { AnyConstant, AnyRef, At, Ref } from '../../tree/index.ts'
import type { None } from '../spec.ts'

/** A place, to be shown with its axes exchanged. */
export interface Transposed<P extends string> {
  readonly transposed: P
}

/** What a place is tied to. */
export type Target = string | Transposed<string>

/** Which places become references, to what; `*` stands for any one segment. */
export interface TieRules {
  readonly [place: string]: Target
}

type PathIn<R> = R extends Transposed<infer P> ? P : R & string
type ViaIn<R> = R extends Transposed<string> ? 'transposed' : 'same'

/** The rules below a child of that name. */
type Below<M, Name extends string> = {
  [P in keyof M as P extends `${infer Head}.${infer Rest}`
    ? Head extends Name
      ? Rest
      : Head extends '*'
        ? `${Name}.${Rest}` extends keyof M
          ? never // the narrower one wins
          : Rest
        : never
    : never]: M[P]
}

/** What the child of that name itself is tied to. */
type Tied<M, Name extends string> = Name extends keyof M
  ? M[Name]
  : '*' extends keyof M
    ? M['*']
    : never

type Text<K> = `${K & (string | number)}`

/** The tree with a reference at each place that a rule names, but at its target itself. */
export type Retied<
  T,
  M,
  Here extends string = '',
  Depth extends readonly 0[] = [0],
> = None extends M
  ? T
  : T extends Handle | AnyRef | AnyConstant
    ? T
    : {
        readonly [K in keyof T]: Tied<M, Text<K>> extends infer R
          ? [R] extends [never]
            ? Retied<T[K], Below<M, Text<K>>, `${Here}${Text<K>}.`, [...Depth, 0]>
            : `${Here}${Text<K>}` extends PathIn<R>
              ? T[K]
              : Ref<PathIn<R>, Depth['length'], ViaIn<R>>
          : never
      }

/** A value as a rule shows it. */
type Shown<T, R> =
  R extends Transposed<string>
    ? T extends Tensor<readonly [infer Rows, infer Columns], infer D>
      ? Tensor<[Columns, Rows], D>
      : never
    : T

/** The places of a pattern, of which nothing stands below a reference. */
type Matched<T, P extends string, Here extends string = ''> = T extends
  | Handle
  | AnyRef
  | AnyConstant
  ? never
  : P extends `${infer Head}.${infer Rest}`
    ? {
        [K in keyof T]: Text<K> extends Named<T, Head>
          ? Matched<T[K], Rest, `${Here}${Text<K>}.`>
          : never
      }[keyof T]
    : { [K in keyof T]: Text<K> extends Named<T, P> ? `${Here}${Text<K>}` : never }[keyof T]

/** The names that a segment of a pattern stands for. */
type Named<T, Name extends string> = Name extends '*' ? Text<keyof T> : Name

type Form<T, Tree> = T extends Tensor<infer S, unknown> ? ShowShape<S> : Tree

/** The sentence of a rule that cannot be kept; never where it can. */
type RuleFault<T, M, Place extends string, R> = [Matched<T, Place>] extends [never]
  ? Fill<typeof unknownPlace, { path: Place }>
  : [At<T, PathIn<R>>] extends [never]
    ? Fill<typeof unknownPlace, { path: PathIn<R> }>
    : PathIn<R> extends `${Matched<T, Place>}.${string}`
      ? Fill<typeof inside, { place: Place; target: PathIn<R> }>
      : [Shown<At<T, PathIn<R>>, R>] extends [never]
        ? Fill<typeof unturned, { target: PathIn<R>; was: Form<At<T, PathIn<R>>, 'a tree'> }>
        : [At<T, Matched<T, Place>>] extends [Shown<At<T, PathIn<R>>, R>]
          ? Overlap<M, Place> | Circle<M, Place>
          : Fill<
              typeof unlike,
              {
                place: Place
                target: PathIn<R>
                form: Form<Shown<At<T, PathIn<R>>, R>, 'a tree'>
                was: Form<At<T, Matched<T, Place>>, 'another tree'>
                advice: Advice<Shown<At<T, PathIn<R>>, R>>
              }
            >

type Advice<T> = T extends Handle ? (typeof advice)['leaf'] : (typeof advice)['tree']

/** The sentence of a rule for a place below one that another rule ties. */
type Overlap<
  M,
  Place extends string,
  Above = Exclude<keyof M, `${string}*${string}`>,
> = Above extends string
  ? Place extends `${Above}.${string}`
    ? Fill<typeof below, { path: Place; above: Above; rule: Place; other: Above }>
    : never
  : never

/** The sentence of rules that lead from a place to itself. */
type Circle<
  M,
  Place extends string,
  Way extends string = `'${Place}'`,
  Here = Place,
> = Here extends keyof M
  ? PathIn<M[Here]> extends infer Next extends string
    ? Next extends Place
      ? Fill<typeof circular, { path: Place; way: `${Way} → '${Place}'` }>
      : Way extends `${string}'${Next}'${string}`
        ? never // a circle that others are in
        : Circle<M, Place, `${Way} → '${Next}'`, Next>
    : never
  : never

type Faults<T, M> = { readonly [P in keyof M]: RuleFault<T, M, P & string, M[P]> }

/** The places of a tree: what an editor offers, which asks for rules before their names are known. */
type Places<T, Here extends string = ''> = T extends Handle | AnyRef | AnyConstant
  ? never
  : string extends keyof T
    ? string
    : {
        [K in keyof T]: `${Here}${Text<K>}` | Places<T[K], `${Here}${Text<K>}.`>
      }[keyof T]

/** The rules, or a sentence in the place of each that cannot be kept. */
export type RulesOf<T, M> = string extends keyof M
  ? M & { readonly [P in Places<T>]?: Target }
  : [Faults<T, M>[keyof M]] extends [never]
    ? M
    : NoInfer<{
        readonly [P in keyof M]: [Faults<T, M>[P]] extends [never] ? M[P] : Faults<T, M>[P]
      }>

export const unknownPlace = {
  where: 'tie',
  must: "'{path}' must name a place of this model",
  was: 'none',
  do: 'correct the path',
} as const

export const unlike = {
  where: 'tie',
  must: "'{place}' must have the form of '{target}', {form}",
  was: '{was}',
  do: '{advice}',
} as const

export const advice = { leaf: 'transpose one, or change a layer', tree: 'change a layer' } as const

export const unturned = {
  where: 'tie',
  must: "'{target}' must be a matrix, to be shown transposed",
  was: '{was}',
  do: 'name a matrix, or tie it as it is',
} as const

export const inside = {
  where: 'tie',
  must: "'{place}' must be tied to a place outside of it",
  was: "'{target}'",
  do: 'name another place',
} as const

export const below = {
  where: 'tie',
  must: "'{path}' must be tied by one rule, as a part of '{above}' or by itself",
  was: "'{rule}' and '{other}'",
  do: 'leave one of them out',
} as const

export const circular = {
  where: 'tie',
  must: "'{path}' must end at a value",
  was: 'a circle: {way}',
  do: 'tie one of them to another place',
} as const
