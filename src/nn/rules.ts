// Rules that say how the leaves of a model begin. Each leaf takes the last rule that matches and names it.
import type { Predicate } from 'fp-ts/lib/Predicate.js'
import { demandArray, type Fill, failAll, fill, type Issue, isFunction } from '../prelude/index.ts'
import type { Float } from '../shape/index.ts'
import type { Handle } from '../tensor/index.ts'
import { type AnyConstant, type AnyRef, described, isRef, segments } from '../tree/index.ts'
import {
  type Initialize,
  type Initializer,
  type InitializerFault,
  type InitializerLike,
  initializerOf,
} from './initializer.ts'
import { type LeafPlan, type Plan, visitPlan } from './layout.ts'
import { placeOfLeaf } from './leaves.ts'
import type { Place } from './predicate.ts'
import type { Params, Spec } from './spec.ts'

/** For the leaves where the predicate holds: an initializer by the last segment of their paths. */
export interface InitRule {
  readonly where: Predicate<Place>
  readonly [leaf: string]: InitializerLike | Predicate<Place>
}

/** A rule whose initializers are looked at by {@link RulesOf}: Initialize gives a bare function the types of its parameters. */
export interface AnyRule {
  readonly where?: Predicate<Place>
  readonly [leaf: string]: Initialize | object | string | number | boolean | null | undefined
}

/** A leaf that a rule may name. */
export interface Target {
  readonly path: string
  readonly declared: LeafPlan
  readonly dtype: Float
}

const unnamed = {
  where: '{op}',
  must: "'{name}' must name a leaf of this model",
  was: 'none',
  do: 'correct its name, or leave it out',
} as const

const idle = {
  where: '{op}',
  must: 'rule {index} must name a leaf where it matches',
  was: '{names}',
  do: 'widen its where, or leave it out',
} as const

const whereless = {
  where: '{op}',
  must: 'rule {index} must say where it holds',
  was: '{x}',
  do: 'give a predicate, as in where: kind(…)',
} as const

/** Rules whose names and initializers were checked. */
export type Rules = readonly (readonly [
  where: Predicate<Place>,
  initializers: ReadonlyMap<string, Initializer>,
])[]

/** The rules for a plan.  Fails, with all that is wrong, at a name of no leaf, a value that is no initializer, and a rule
 *  without where. */
export const rulesFor = (op: string, plan: Plan, rules: readonly AnyRule[]): Rules => {
  const known = new Set<string>()
  visitPlan(plan, (node, names) => {
    if (isRef(node) || !node.fixed) known.add(names.at(-1) ?? '') // a reference may be untied
  })
  demandArray(op, 'rules', rules)
  const issues = rules.flatMap((rule, index): readonly Issue[] =>
    hasWhere(rule)
      ? leavesNamed(rule).flatMap(([name]) =>
          known.has(name) ? [] : [fill(unnamed, { op, name })],
        )
      : [fill(whereless, { op, index, x: described(rule?.where) })],
  )
  failAll(issues)
  return rules
    .filter(hasWhere)
    .map((rule) => [
      rule.where,
      new Map(leavesNamed(rule).map(([name, like]) => [name, initializerOf(like, op, name)])),
    ])
}

const hasWhere = (rule: AnyRule): rule is InitRule => isFunction(rule?.where)

const leavesNamed = ({
  where: _,
  ...named
}: AnyRule): readonly (readonly [string, InitializerLike])[] =>
  Object.entries(named).flatMap(
    ([name, like]) => (like === undefined ? [] : [[name, like as InitializerLike] as const]), // or initializerOf fails
  )

/** The initializer of each leaf that a rule names.  Fails at every rule that touches no leaf. */
export const ruled = (
  op: string,
  rules: Rules,
  targets: readonly Target[],
): ReadonlyMap<string, Initializer> => {
  const touched = rules.map(([where, initializers]) =>
    targets.flatMap(({ path, declared, dtype }) => {
      const initializer = initializers.get(nameOf(path))
      return initializer !== undefined && where(placeOfLeaf(path, declared, dtype))
        ? [[path, initializer] as const]
        : []
    }),
  )
  failAll(
    rules.flatMap(([, initializers], index) =>
      touched[index]?.length === 0
        ? [fill(idle, { op, index, names: listed([...initializers.keys()]) })]
        : [],
    ),
  )
  return new Map(touched.flat()) // the last one wins
}

const nameOf = (path: string): string => segments(path).at(-1) ?? ''

const listed = (names: readonly string[]): string =>
  names.length === 0 ? 'no names' : `none for ${names.join(', ')}`

/** The last segments of the paths of the leaves of a tree. */
type LeafNames<T> = unknown extends T
  ? string
  : T extends Handle | AnyRef | AnyConstant
    ? never
    : string extends keyof T
      ? string
      : {
          [K in keyof T]: T[K] extends Handle ? `${K & (string | number)}` : LeafNames<T[K]>
        }[keyof T]

type Faults<Names, R, Op> = {
  readonly [N in keyof R]-?: N extends 'where'
    ? never
    : string extends N
      ? never
      : N extends Names
        ? InitializerFault<Exclude<R[N], undefined>, Op, N>
        : Fill<typeof unnamed, { op: Op; name: N }>
}

type NoWhere<Index, Op> = Fill<typeof whereless, { op: Op; index: Index; x: 'nothing' }>

/** What is wrong with a rule; never where nothing is. */
type Fault<Names, R, Index, Op> = 'where' extends keyof R
  ? Faults<Names, R, Op>[keyof R]
  : NoWhere<Index, Op>

/** The rule with a sentence in the place of each name of no leaf and each initializer that is none, or that of a rule
 *  without where. */
type Judged<Names, R, Index, Op> = 'where' extends keyof R
  ? {
      readonly [N in keyof R]: [Faults<Names, R, Op>[N]] extends [never]
        ? R[N]
        : Faults<Names, R, Op>[N]
    }
  : NoWhere<Index, Op>

/** A rule of which an editor offers the names. */
type Offering<Names> = { readonly [N in Names & string]?: AnyRule[string] }

/** The rules, or the sentences of what is wrong with them in their places. */
export type RulesOf<S extends Spec, R extends readonly unknown[], Op> =
  LeafNames<Params<S>> extends infer Names
    ? [{ [I in keyof R]: Fault<Names, R[I], I, Op> }[number]] extends [never]
      ? { readonly [I in keyof R]: R[I] & Offering<Names> }
      : NoInfer<{ readonly [I in keyof R]: Judged<Names, R[I], I, Op> }>
    : never
