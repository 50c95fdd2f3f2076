// Sharing between any two places of a model: one of them becomes a reference to the other.

import { fail, failAll, fill, type Issue, isPlain } from '../../prelude/index.ts'
import { type Sizes, showShape } from '../../shape/index.ts'
import {
  described,
  isRef,
  joined,
  leadsTo,
  ordered,
  refTo,
  segments,
  type Via,
} from '../../tree/index.ts'
import type { Child } from '../children.ts'
import { type Declared, declaredAt, sameForm, shownShape } from '../follow.ts'
import { frozen } from '../frozen.ts'
import { childPlan, isBranch, type Plan, replacePlan, visitPlan } from '../layout.ts'
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
  advice,
  below,
  circular,
  inside,
  type Retied,
  type RulesOf,
  type Target,
  type TieRules,
  type Transposed,
  unknownPlace,
  unlike,
  unturned,
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
 *  segment. It shares parameters alone: the state of a layer, as batchNorm's, stays its own, where `ref` shares both.  Fails,
 *  by type too, where a path names nothing, forms differ, two rules tie one place, or a place is tied to itself in the end.
 *  @example tie(struct({ a: linear(4, 4), b: linear(4, 4) }), { b: 'a' }).kind // => 'tied' */
export const tie = <S extends Spec, const M extends TieRules>(
  spec: S,
  rules: RulesOf<Params<S>, M>,
): Tied<S, M> => {
  const means = meaningOf(spec, 'tie')
  if (!isPlain(rules))
    fail({
      where: 'tie',
      must: 'rules must be a record of targets by places',
      was: described(rules),
      do: "write { 'b.weight': 'a.weight' }",
    })
  const given = frozen('tie', rules as unknown as M) // where it compiles, they are M
  const ties = tiesOf(means.plan, given)
  const plan = replacePlan(means.plan, (node, path) => ties.get(joined(path)) ?? node)
  demandEnds(plan)
  const children = Object.freeze([Object.freeze([null, spec] as const)] as const)
  return specOf<Tied<S, M>>({ kind: 'tied', rules: given, children }, { ...means, plan })
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
        // a pattern may meet its own target, which stays what it is
        const isCircle = stars(rule) === 0 && path === pathOf(target)
        const fault =
          formFault(plan, rule, path, target, found) ??
          (isCircle ? fill(circular, { path, way: `'${path}' → '${path}'` }) : undefined)
        if (fault !== undefined && !issues.some(({ must }) => must === fault.must))
          issues.push(fault)
        ties.set(path, { rule, target })
      }
  }
  const kept = [...ties].filter(([path, { target }]) => path !== pathOf(target))
  issues.push(...overlaps(new Map(kept)))
  failAll(issues)
  return new Map(
    kept.map(([path, { target }]) => [
      path,
      refTo(pathOf(target), segments(path).length, viaOf(target)),
    ]),
  )
}

/** The ties of places below a place that is tied itself. */
const overlaps = (ties: ReadonlyMap<string, { readonly rule: string }>): readonly Issue[] =>
  [...ties].flatMap(([path, { rule }]) => {
    const names = segments(path)
    const above = names.map((_, i) => joined(names.slice(0, i))).find((place) => ties.has(place))
    const other = above === undefined ? undefined : ties.get(above)
    return above === undefined || other === undefined
      ? []
      : [fill(below, { path, above, rule, other: other.rule })]
  })

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
  const [aim, via] = [pathOf(target), found.via === viaOf(target) ? 'same' : 'transposed'] as const
  if (aim !== path && leadsTo(segments(path), segments(aim)))
    return fill(inside, { place: rule, target: aim })
  const isTurned = viaOf(target) === 'transposed'
  if (isTurned && (isBranch(found.node) || shownShape(found.node.shape, via) === undefined))
    return fill(unturned, { target: aim, was: formOf(found, 'same', 'a tree') })
  if (sameForm(plan, place, { ...found, via }))
    return kindFault(plan, { rule, target: aim }, place, found)
  return fill(unlike, {
    place: rule,
    target: aim,
    form: formOf(found, via, 'a tree'),
    was: formOf(place, place.via, 'another tree'),
    advice: isBranch(found.node) ? advice.tree : advice.leaf,
  })
}

/** Layers are shared as a whole only with layers of their kind; single leaves with any of their shape. */
const kindFault = (
  plan: Plan,
  { rule, target }: { readonly rule: string; readonly target: string },
  place: Declared,
  found: Declared,
): Issue | undefined => {
  if (!isBranch(place.node) || !isBranch(found.node)) return undefined
  const [here, there] = [place, found].map((declared) => kindsOf(plan, declared))
  const at = here?.findIndex((kind, i) => kind !== there?.[i]) ?? -1
  return at < 0
    ? undefined
    : {
        where: 'tie',
        must: `'${rule}' must be of the kind of '${target}', ${there?.[at]}`,
        was: `${here?.[at]}`,
        do: 'tie their leaves, or change a layer',
      }
}

/** The kinds of the layers that declare the leaves of a branch. */
const kindsOf = (plan: Plan, { path, node }: Declared): readonly string[] =>
  isBranch(node)
    ? ordered(node.children.map(([name]) => name)).flatMap((name) => {
        const child = declaredAt(plan, [...path, name])
        return typeof child === 'string' ? [] : kindsOf(plan, child)
      })
    : [node.kind]

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
      fail(fill(circular, { path: joined(path), way: wayFrom(plan, path).join(' → ') }))
  })

/** The places that a reference leads to, one after another, until one comes again. */
const wayFrom = (
  plan: Plan,
  path: readonly string[],
  passed: readonly string[] = [],
): readonly string[] => {
  const way = [...passed, `'${joined(path)}'`]
  if (new Set(way).size < way.length) return way
  let node: Plan | undefined = plan
  for (const [i, name] of path.entries()) {
    node = node === undefined ? undefined : childPlan(node, name)
    if (node !== undefined && isRef(node)) {
      const above = path.slice(0, i + 1 - node.up)
      return wayFrom(plan, [...above, ...segments(node.path), ...path.slice(i + 1)], way)
    }
  }
  return way
}
