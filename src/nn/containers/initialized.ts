// A model whose leaves begin by rules that are kept in the spec.
import { fail } from '../../prelude/index.ts'
import { isRef, joined } from '../../tree/index.ts'
import type { Child } from '../children.ts'
import type { Initializer } from '../initializer.ts'
import { isBranch, type Plan, replacePlan, visitPlan } from '../layout.ts'
import { meaningOf, spec as specOf } from '../meaning.ts'
import { type AnyRule, type RulesOf, ruled, rulesFor, type Target } from '../rules.ts'
import type { Apply, Arg, Dt, Kids, Out, Par, Rnd, Spec, Sta, Takes, TreeOf } from '../spec.ts'

export interface Initialized<S extends Spec> extends Spec {
  readonly kind: 'initialized'
  /** The initializer of each leaf that a rule named, by path. */
  readonly initializers: Readonly<Record<string, Initializer>>
  readonly children: readonly [Child]
  readonly [Out]: Apply<S, Arg<this>>
  readonly [Par]: TreeOf<S, typeof Par, this[typeof Dt]>
  readonly [Sta]: TreeOf<S, typeof Sta, this[typeof Dt]>
  readonly [Rnd]: S[typeof Rnd]
  readonly [Takes]: S[typeof Takes]
  readonly [Kids]: S[typeof Kids]
}

/** The model whose `init` draws by these rules what `reinit` would: `init(initialized(net, rules))(key)` is
 *  `reinit(net, rules)(key)(init(net)(key))`. The spec keeps what the rules say of each leaf, so that it is data; the dtype
 *  that their predicates see is f32.  Fails as `reinit` does.
 *  @example initialized(linear(1, 2), [{ where: role('bias'), bias: ones }]).initializers // => { bias: ones } */
export const initialized = <S extends Spec, const R extends readonly AnyRule[]>(
  spec: S,
  rules: RulesOf<S, R, 'initialized'>,
): Initialized<S> => {
  const { plan } = meaningOf(spec, 'initialized')
  const checked = rulesFor('initialized', plan, rules as readonly AnyRule[]) // where it compiles, they are R
  const table = ruled('initialized', checked, targetsOf(plan))
  return initializedBy(spec, Object.fromEntries(table))
}

/** The same from the initializers by path, for specs that are read.  Fails at a path where no leaf stands. */
export const initializedBy = <S extends Spec>(
  spec: S,
  initializers: Readonly<Record<string, Initializer>>,
): Initialized<S> => {
  const means = meaningOf(spec, 'initialized')
  const paths = new Set(targetsOf(means.plan).map(({ path }) => path))
  const strange = Object.keys(initializers).find((path) => !paths.has(path))
  if (strange !== undefined)
    fail({
      where: 'initialized',
      must: `'${strange}' must be a leaf of the model`,
      was: 'none',
      do: 'correct the path',
    })
  const given = new Map(Object.entries(initializers))
  const plan = replacePlan(means.plan, (node, names) => {
    if (isRef(node) || isBranch(node)) return node
    const initializer = given.get(joined(names))
    return initializer === undefined ? node : { ...node, initializer }
  })
  const children = Object.freeze([Object.freeze([null, spec] as const)] as const)
  return specOf<Initialized<S>>(
    { kind: 'initialized', initializers: Object.freeze({ ...initializers }), children },
    { ...means, plan },
  )
}

/** The leaves that rules may name: what is never trained is none. */
const targetsOf = (plan: Plan): readonly Target[] => {
  const targets: Target[] = []
  visitPlan(plan, (node, names) => {
    if (!isRef(node) && !node.fixed)
      targets.push({ path: joined(names), declared: node, dtype: 'f32' })
  })
  return targets
}
