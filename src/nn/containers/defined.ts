// What a layer of one's own means: its parts as declarations, its patterns as a shape rule, its function between them.
import { fail, failAll, fill, type Issue, isPlain } from '../../prelude/index.ts'
import type { Sizes } from '../../shape/index.ts'
import { type AnyTensor, isTensor } from '../../tensor/index.ts'
import { described, isRef, nameIssue, ordered, subtree, under } from '../../tree/index.ts'
import { checkedState } from '../check.ts'
import { type Dims, dimsEq, type Place, placeOf, showDims } from '../dims.ts'
import { branch, isEmpty, type LeafPlan, type Plan, type StateLeaf, visitPlan } from '../layout.ts'
import { isSpec, type Meaning, meaningOf, type Site } from '../meaning.ts'
import {
  checkedPattern,
  type Match,
  match,
  type Pattern,
  shapeOf,
  showPattern,
} from '../pattern.ts'
import type { Spec, Taking } from '../spec.ts'
import type { FixedPart, ParamPart, StatePart } from './part.ts'
import { isRefLayer } from './ref.ts'

/** A rule as it stands at run time. */
export interface RuleData {
  readonly from: Pattern
  readonly to: Pattern
  readonly parts: Fields
  readonly state: Readonly<Record<string, StatePart<Sizes>>>
  readonly random: boolean
  readonly takes: Taking
  readonly apply: (parts: Fields, x: AnyTensor, context: Fields) => unknown
}

type Fields = Readonly<Record<string, unknown>>
type Leaf = ParamPart<Sizes> | FixedPart<Sizes>

export const misfit = {
  where: '{place}',
  must: 'input of {layer} must be {from}',
  was: '{shape}',
  do: 'change one of them',
} as const

export const wrong = {
  where: '{place}',
  must: 'its function must give {to}',
  was: '{shape}',
  do: "correct it or 'to'",
} as const

export const meaningOfRule = (kind: string, rule: RuleData): Meaning => {
  demandRule(kind, rule)
  const { parts, state, from, to } = rule
  const names = ordered(Object.keys(parts))
  const layers = new Map(
    names.flatMap((name): readonly (readonly [string, Spec])[] => {
      const part = parts[name]
      return isSpec(part) ? [[name, part]] : []
    }),
  )
  const random = rule.random || [...layers.values()].some((spec) => meaningOf(spec).random)
  const stateful = branch(
    ordered([...Object.keys(state), ...layers.keys()]).map((name) => {
      const spec = layers.get(name)
      return [name, spec === undefined ? stateLeaf(state[name]) : meaningOf(spec).state] as const
    }),
  )
  const given = (name: string, site: Site): unknown => {
    const spec = layers.get(name)
    return spec === undefined ? site.params[name] : layerTree(meaningOf(spec).plan, name, site)
  }
  const matched = (x: Dims, place: Place): Match => {
    const words = {
      place: placeOf(place),
      layer: kind,
      from: showPattern(from),
      shape: showDims(x),
    }
    return match(from, x) ?? fail(fill(misfit, words))
  }
  return {
    label: kind,
    plan: branch(
      names.map((name) => {
        const spec = layers.get(name)
        return [
          name,
          spec === undefined ? leafPlan(kind, name, parts[name] as Leaf) : meaningOf(spec).plan,
        ] // as demandRule says
      }),
    ),
    state: stateful,
    children: layers,
    random,
    takes: rule.takes,
    out: (x, place) => shapeOf(to, matched(x, place)),
    forward: (x, site) => {
      const before = site.ledger.read(site.statePath)
      const answer = rule.apply(
        Object.fromEntries(names.map((name) => [name, given(name, site)])),
        x,
        {
          training: site.ledger.training,
          ...(isEmpty(stateful) ? {} : { state: before }),
          ...(random ? { key: site.key } : {}),
        },
      )
      const [y, after] = Array.isArray(answer) && !isEmpty(stateful) ? answer : [answer, before]
      if (site.ledger.training && !isEmpty(stateful))
        site.ledger.write(site.statePath, checkedState(placeOf(site), stateful, after, before))
      return fitting(y, shapeOf(to, matched(x.shape, site)), site)
    },
  }
}

const stateLeaf = (part: StatePart<Sizes> | undefined): StateLeaf => ({
  node: 'leaf',
  shape: part?.shape ?? [],
  initial: part?.initial ?? 0,
})

const leafPlan = (kind: string, name: string, part: Leaf): LeafPlan => ({
  node: 'leaf',
  kind,
  role: part.part === 'param' ? (part.role ?? name) : name,
  shape: part.shape,
  fanIn: part.fanIn,
  fanOut: part.fanOut,
  initializer: part.initializer,
  fixed: part.part === 'fixed',
})

/** The parameters of a layer as its own `apply` takes them: references that stay inside it and constants are kept. */
const layerTree = (plan: Plan, name: string, site: Site): unknown => {
  if (isEmpty(plan)) return none
  let plain = true
  visitPlan(plan, (node) => {
    if (isRef(node) || node.fixed) plain = false
  })
  return plain ? site.params[name] : subtree(site.tree, under(site.path, name) as never) // a path of its plan
}

const none: Fields = Object.freeze({})

/** What the function gave, where it is a tensor of this shape. */
const fitting = (y: unknown, to: Dims, site: Site): AnyTensor => {
  if (isTensor(y) && dimsEq(y.shape, to)) return y
  return fail(fill(wrong, { place: placeOf(site), to: showDims(to), shape: described(y) }))
}

export const noPart = {
  where: '{kind}',
  must: "part '{name}' must be a param, a fixed or a layer",
  was: '{was}',
  do: '{advice}',
} as const

/** How a part is made that is none. */
export const makes = {
  ref: 'apply the layer twice',
  other: 'call param, fixed or its constructor',
} as const

export const misplaced = {
  where: '{kind}',
  must: "'...' must stand first, in from, or in from and to",
  was: '{from} and {to}',
  do: 'move it',
} as const

/** Fails, with all that is wrong, for what is no rule of a layer. */
export const demandRule = (kind: string, rule: RuleData): void => {
  demandRecord(kind, 'rule', rule)
  const { from, to, parts, state } = rule
  for (const [name, pattern] of Object.entries({ from, to }))
    checkedPattern(
      kind,
      name,
      Array.isArray(pattern) ? pattern.filter((p) => p !== '...') : pattern,
    )
  demandRecord(kind, 'parts', parts)
  demandRecord(kind, 'state', state)
  const fault = (must: string, was: string, advice: string): Issue => ({
    where: kind,
    must,
    was,
    do: advice,
  })
  const names = [...Object.keys(parts), ...Object.keys(state)]
  const open = [...from.slice(1), ...to.slice(1)].includes('...')
  const issues = [
    ...names.flatMap((name) => nameIssue(kind, name) ?? []),
    ...names
      .filter((name) => name === 'where')
      .map(() =>
        fault("a part must not be named 'where'", "'where'", 'rules use it: choose another'),
      ),
    ...names
      .filter((name, i) => names.indexOf(name) < i)
      .map((name) =>
        fault('parts and state must have different names', `'${name}' twice`, 'rename one'),
      ),
    ...Object.entries(parts).flatMap(([name, part]) => partIssue(kind, name, part)),
    ...Object.entries<unknown>(state)
      .filter(([, part]) => !isMade(part, ['state']))
      .map(([name, part]) =>
        fault(`state '${name}' must be a state`, described(part), 'call state'),
      ),
    ...(open || (to[0] === '...' && from[0] !== '...')
      ? [fill(misplaced, { kind, from: showPattern(from), to: showPattern(to) })]
      : []),
  ]
  failAll(issues)
}

const partIssue = (kind: string, name: string, part: unknown): readonly Issue[] => {
  if (isSpec(part))
    return isRefLayer(part) ? [fill(noPart, { kind, name, was: 'a ref', advice: makes.ref })] : []
  return isMade(part, ['param', 'fixed'])
    ? []
    : [fill(noPart, { kind, name, was: described(part), advice: makes.other })]
}

/** Whether a value is what one of these makers gives. */
const isMade = (part: unknown, makers: readonly string[]): boolean =>
  typeof part === 'object' && part !== null && 'part' in part && makers.includes(`${part.part}`)

const demandRecord = (kind: string, name: string, x: unknown): void => {
  if (!isPlain(x))
    fail({
      where: kind,
      must: `${name} must be a record`,
      was: described(x),
      do: name === 'rule' ? 'call layer' : 'give an empty one where there are none',
    })
}
