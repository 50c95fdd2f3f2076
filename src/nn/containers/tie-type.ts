// Ties as types: which places of a tree become references, and what is wrong with a rule. The twin of tie.ts.

import type { Fill } from '../../prelude/index.ts'
import type { ShowShape } from '../../shape/index.ts'
import type { Handle, Tensor } from '../../tensor/index.ts'
import type { AnyConstant, AnyRef, At, Constant, Ref } from '../../tree/index.ts'
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
    ? Head extends Name | '*'
      ? Rest
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

/** What stands at the places of a pattern; references are places, and are not followed. */
type Matched<T, P extends string> = T extends Handle | AnyRef | AnyConstant
  ? never
  : P extends `${infer Head}.${infer Rest}`
    ? Matched<ChildOf<T, Head>, Rest>
    : ChildOf<T, P>

type ChildOf<T, Name extends string> = Name extends '*'
  ? T[keyof T]
  : Name extends keyof T
    ? T[Name]
    : Name extends `${infer Index extends number}`
      ? Index extends keyof T
        ? T[Index]
        : never
      : never

type Opened<T> = T extends Constant<infer S, infer D> ? Tensor<S, D> : T

type Form<T, Tree> = T extends Tensor<infer S, unknown> ? ShowShape<S> : Tree

/** The sentence of a rule that cannot be kept; never where it can. */
type RuleFault<T, Place extends string, R> = [Matched<T, Place>] extends [never]
  ? Fill<typeof unknownPlace, { path: Place }>
  : [At<T, PathIn<R>>] extends [never]
    ? Fill<typeof unknownPlace, { path: PathIn<R> }>
    : Shown<At<T, PathIn<R>>, R> extends infer Target
      ? [Opened<Matched<T, Place>>] extends [Target]
        ? never
        : Fill<
            typeof unlike,
            {
              place: Place
              target: PathIn<R>
              form: Form<Target, 'a tree'>
              was: Form<Opened<Matched<T, Place>>, 'another tree'>
            }
          >
      : never

type Faults<T, M> = { readonly [P in keyof M]: RuleFault<T, P & string, M[P]> }

/** The rules, or a sentence in the place of each that cannot be kept. */
export type RulesOf<T, M> = [Faults<T, M>[keyof M]] extends [never]
  ? M
  : NoInfer<{ readonly [P in keyof M]: [Faults<T, M>[P]] extends [never] ? M[P] : Faults<T, M>[P] }>

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
  do: 'transpose one, or change a layer',
} as const
