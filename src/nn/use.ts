// A child as its container uses it: its own meaning, or that of the layer it refers to; its parameters, key and state under
// the path of the use, but the state of a reference where it stands.
import { under } from '../random/index.ts'
import { under as below, segments } from '../tree/index.ts'
import { type Child, segmentOf } from './children.ts'
import { isRefLayer, referred } from './containers/ref.ts'
import { branch } from './layout.ts'
import { type Meaning, meaningOf, type Site } from './meaning.ts'
import type { Spec } from './spec.ts'

export interface Use {
  /** Its name in the tree of parameters. */
  readonly name: string
  readonly spec: Spec
  /** What it computes with: what a reference names. */
  readonly meaning: Meaning
  readonly out: Meaning['out']
  readonly forward: Meaning['forward']
}

/** The children as their container uses them.  Fails at a reference that names no layer of it. */
export const used = (kind: string, children: readonly Child[]): readonly Use[] => {
  const specs = new Map(children.map((child, i) => [segmentOf(child, i), child[1]]))
  return [...specs].map(([name, spec]) => {
    if (!isRefLayer(spec)) return useOf(name, spec)
    const label = `${name} (ref('${spec.path}'))`
    const meaning = referred(specs, spec, { where: kind, path: label })
    return use(name, spec, meaning, segments(spec.path), label)
  })
}

/** A child as itself. */
export const useOf = (name: string, spec: Spec): Use =>
  use(name, spec, meaningOf(spec), [name], name)

const use = (
  name: string,
  spec: Spec,
  meaning: Meaning,
  state: readonly string[],
  label: string,
): Use => ({
  name,
  spec,
  meaning,
  out: (x, { where, path }) => meaning.out(x, { where, path: below(path, label) }),
  forward: (x, site) => meaning.forward(x, inside(site, name, meaning, state)),
})

/** The site of a child. */
const inside = (site: Site, name: string, { random }: Meaning, state: readonly string[]): Site => ({
  where: site.where,
  path: below(site.path, name),
  tree: site.tree,
  params: (site.params[name] ?? none) as Site['params'], // a sub-tree, as was checked
  key: site.key && random ? under(site.key, name) : undefined,
  ledger: site.ledger,
  statePath: [...site.statePath, ...state],
})

const none: Site['params'] = {}

/** What a container declares: the trees of its children, each under its name. */
export const joint = (
  uses: readonly Use[],
): Pick<Meaning, 'plan' | 'state' | 'children' | 'random' | 'takes'> => ({
  plan: branch(uses.map(({ name, spec }) => [name, meaningOf(spec).plan])),
  state: branch(uses.map(({ name, spec }) => [name, meaningOf(spec).state])),
  children: new Map(uses.map(({ name, spec }) => [name, spec])),
  random: uses.some(({ meaning }) => meaning.random),
  takes: uses.map(({ spec }) => meaningOf(spec).takes).find((takes) => takes !== 'any') ?? 'any',
})
