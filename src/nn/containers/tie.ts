// Sharing between any two places of a model: one of them becomes a reference to the other.

import { EspalierError, fail, fill, type Issue } from '../../prelude/index.ts'
import { type Sizes, showShape } from '../../shape/index.ts'
import { described, isRef, joined, refTo, segments, type Via } from '../../tree/index.ts'
import type { Child } from '../children.ts'
import { type Declared, declaredAt, sameForm, shownShape } from '../follow.ts'
import { isBranch, type Plan, replacePlan, visitPlan } from '../layout.ts'
import { meaningOf, spec as specOf } from '../meaning.ts'
import type {
  Apply,
  Arg,
  Dt,
  Kids,
  Out,
  Par,
  Params,
  Rnd,
  Spec,
  Sta,
  Takes,
  TreeOf,
} from '../spec.ts'
import {
  type Retied,
  type RulesOf,
  type Target,
  type TieRules,
  type Transposed,
  unknownPlace,
  unlike,
} from './tie-type.ts'

export interface Tied<S extends Spec, M extends TieRules> extends Spec {
  readonly kind: 'tied'
  readonly rules: M
  readonly children: readonly [Child]
  readonly [Out]: Apply<S, Arg<this>>
  readonly [Par]: Retied<TreeOf<S, typeof Par, this[typeof Dt]>, M>
  readonly [Sta]: TreeOf<S, typeof Sta, this[typeof Dt]>
  readonly [Rnd]: S[typeof Rnd]
  readonly [Takes]: S[typeof Takes]
  readonly [Kids]: S[typeof Kids]
}

/** A matrix as the other place has it, with its axes exchanged: `tie(net, { 'dec.weight': transposed('enc.weight') })`. */
export const transposed = <const P extends string>(path: P): Transposed<P> =>
  Object.freeze({ transposed: path })

/** The model with references at the places that the rules name, each to its target; `*` in a place stands for any one
 *  segment.  Fails, by type too, where a path names nothing or forms differ.
 *  @example tie(struct({ a: linear(4, 4), b: linear(4, 4) }), { b: 'a' }).kind // => 'tied' */
export const tie = <S extends Spec, const M extends TieRules>(
  spec: S,
  rules: RulesOf<Params<S>, M>,
): Tied<S, M> => {
  const means = meaningOf(spec, 'tie')
  const ties = tiesOf(means.plan, rules as TieRules) // where it compiles, they are M
  const plan = replacePlan(means.plan, (node, path) => ties.get(joined(path)) ?? node)
  demandEnds(plan)
  const children = Object.freeze([Object.freeze([null, spec] as const)] as const)
  return specOf<Tied<S, M>>(
    { kind: 'tied', rules: rules as unknown as M, children },
    { ...means, plan },
  )
}

const pathOf = (target: Target): string => (typeof target === 'string' ? target : target.transposed)
const viaOf = (target: Target): Via => (typeof target === 'string' ? 'same' : 'transposed')

/** The references that the rules put into a plan, by path.  Fails with all that is wrong. */
const tiesOf = (plan: Plan, rules: TieRules): ReadonlyMap<string, Plan> => {
  const places = placesOf(plan)
  const ties = new Map<string, { readonly rule: string; readonly target: Target }>()
  const issues: Issue[] = []
  // a rule for one place is narrower than a pattern, and put after it
  for (const rule of Object.keys(rules).sort((a, b) => stars(b) - stars(a))) {
    const target: unknown = rules[rule]
    if (!isTarget(target)) {
      issues.push(aimless(rule, target))
      continue
    }
    const named = places.filter((path) => matches(segments(rule), segments(path)))
    if (named.length === 0) issues.push(fill(unknownPlace, { path: rule }))
    const found = declaredAt(plan, segments(pathOf(target)))
    if (typeof found === 'string') issues.push(fill(unknownPlace, { path: pathOf(target) }))
    else
      for (const path of named) {
        const before = ties.get(path)
        if (before !== undefined && stars(rule) > 0) issues.push(twice(path, before.rule, rule))
        const fault = formFault(plan, rule, path, target, found)
        if (fault !== undefined && !issues.some(({ must }) => must === fault.must))
          issues.push(fault)
        ties.set(path, { rule, target })
      }
  }
  const [first, ...rest] = issues
  if (first !== undefined) throw new EspalierError([first, ...rest])
  return new Map(
    [...ties].flatMap(([path, { target }]) =>
      path === pathOf(target)
        ? []
        : [[path, refTo(pathOf(target), segments(path).length, viaOf(target))] as const],
    ),
  )
}

const stars = (pattern: string): number => pattern.split('*').length - 1

const matches = (pattern: readonly string[], path: readonly string[]): boolean =>
  pattern.length === path.length && pattern.every((name, i) => name === '*' || name === path[i])

/** Every path of a plan, branches too. */
const placesOf = (plan: Plan): readonly string[] => {
  const places: string[] = []
  replacePlan(plan, (node, path) => {
    if (path.length > 0) places.push(joined(path))
    return node
  })
  return places
}

const formFault = (
  plan: Plan,
  rule: string,
  path: string,
  target: Target,
  found: Declared,
): Issue | undefined => {
  const place = declaredAt(plan, segments(path))
  if (typeof place === 'string') return undefined // the spec was refused for it
  const via = found.via === viaOf(target) ? 'same' : 'transposed'
  if (sameForm(plan, place, { ...found, via })) return undefined
  return fill(unlike, {
    place: rule,
    target: pathOf(target),
    form: formOf(found, via, isBranch(found.node) ? 'a tree' : 'a matrix'),
    was: formOf(place, place.via, 'another tree'),
  })
}

const formOf = ({ node }: Declared, via: Via, tree: string): string => {
  const shape: Sizes | undefined = isBranch(node) ? undefined : shownShape(node.shape, via)
  return shape === undefined ? tree : showShape(shape)
}

const isTarget = (x: unknown): x is Target =>
  typeof x === 'string' ||
  (typeof x === 'object' && x !== null && 'transposed' in x && typeof x.transposed === 'string')

const aimless = (rule: string, target: unknown): Issue => ({
  where: 'tie',
  must: `'${rule}' must be tied to a path, or to one transposed`,
  was: described(target),
  do: "write 'a.weight' or transposed('a.weight')",
})

const twice = (path: string, rule: string, other: string): Issue => ({
  where: 'tie',
  must: `'${path}' must be tied by one pattern`,
  was: `'${rule}' and '${other}'`,
  do: 'make one narrower',
})

/** Fails at a reference that ends at no value. */
const demandEnds = (plan: Plan): void =>
  visitPlan(plan, (node, path) => {
    if (isRef(node) && typeof declaredAt(plan, path) === 'string')
      fail({
        where: 'tie',
        must: `'${joined(path)}' must end at a value`,
        was: 'a circle',
        do: 'tie one of them to another place',
      })
  })
