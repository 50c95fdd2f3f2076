// Trees held to what a spec declares: structure, shapes, one dtype. Everything that is wrong is said at once, by path.
import { EspalierError, type Fill, fill, type Issue } from '../prelude/index.ts'
import { type Float, isFloat, showType } from '../shape/index.ts'
import { Handle, isTensor } from '../tensor/index.ts'
import { described, isRef, resolveAll, under, type Via } from '../tree/index.ts'
import { declaredAt, shownShape } from './follow.ts'
import {
  empty,
  isBranch,
  type LeafPlan,
  type Plan,
  type StateLeaf,
  type StatePlan,
} from './layout.ts'
import type { Site } from './meaning.ts'

const alien = {
  where: '{op}',
  must: '{tree} must be that of this model',
  was: 'another',
  do: 'use {maker}',
} as const

/** The sentence of a tree that is not what the spec declares. */
export type Alien<Op, Tree, Maker> = Fill<typeof alien, { op: Op; tree: Tree; maker: Maker }>

/** The parameters with references resolved and constants opened, and their dtype where they have any.
 *  Fails where they are not the tree of this plan. */
export const checkedParams = (
  op: string,
  plan: Plan,
  params: unknown,
): { readonly params: Site['params']; readonly dtype: Float | undefined } => {
  const resolved = resolveAll(params, op)
  const dtype = dtypeIn(resolved)
  const issues = differences({ op, root: plan, dtype: dtype ?? 'f32' }, plan, resolved)
  if (issues.length > 0)
    throw new EspalierError([
      fill(alien, { op, tree: 'tree of parameters', maker: 'init' }),
      ...issues,
    ])
  return { params: resolved as Site['params'], dtype } // a record, as the plan is a branch
}

/** The state, checked in the same way; its dtype is that given, or that of another state. */
export const checkedState = (
  op: string,
  plan: StatePlan,
  state: unknown,
  like: Float | unknown,
): unknown => {
  const dtype = like === 'f32' || like === 'f64' ? like : (dtypeIn(like) ?? 'f32')
  const issues = differences({ op, root: empty, dtype }, plan, state)
  if (issues.length > 0)
    throw new EspalierError([fill(alien, { op, tree: 'state', maker: 'initState' }), ...issues])
  return state
}

/** The dtype of the first leaf, where it is a float. */
const dtypeIn = (tree: unknown): Float | undefined => {
  if (tree instanceof Handle) return isFloat(tree.dtype) ? tree.dtype : undefined
  if (typeof tree !== 'object' || tree === null) return undefined
  for (const child of Object.values(tree)) {
    const dtype = dtypeIn(child)
    if (dtype !== undefined) return dtype
  }
  return undefined
}

interface Expecting {
  readonly op: string
  /** What references are followed in. */
  readonly root: Plan
  readonly dtype: Float
}

const differences = (
  expecting: Expecting,
  plan: Plan | StatePlan,
  value: unknown,
  path = '',
  canonical: readonly string[] = [],
  via: Via = 'same',
): readonly Issue[] => {
  if (isRef(plan)) {
    const target = declaredAt(expecting.root, canonical)
    if (typeof target === 'string') return [] // the spec was refused for it
    return differences(expecting, target.node, value, path, target.path, target.via)
  }
  if (!isBranch<LeafPlan | StateLeaf>(plan))
    return leafDifference(expecting, plan, value, path, via)
  if (!isRecord(value)) return [difference(expecting.op, path, 'a tree', value)]
  const names = new Set(plan.children.map(([name]) => name))
  const surplus = Object.keys(value).filter((name) => !names.has(name))
  return [
    ...plan.children.flatMap(([name, child]) =>
      differences(expecting, child, value[name], under(path, name), [...canonical, name], via),
    ),
    ...surplus.map((name) => difference(expecting.op, under(path, name), 'nothing', value[name])),
  ]
}

const leafDifference = (
  { op, dtype }: Expecting,
  { shape }: { readonly shape: readonly number[] },
  value: unknown,
  path: string,
  via: Via,
): readonly Issue[] => {
  const expected = showType({ shape: shownShape(shape, via) ?? shape, dtype })
  return isTensor(value) && showType(value) === expected
    ? []
    : [difference(op, path, expected, value)]
}

const difference = (op: string, path: string, must: string, was: unknown): Issue => ({
  where: op,
  must: `${path === '' ? 'what is given' : `'${path}'`} must be ${must}`,
  was: described(was),
  do: adviceFor(must, was),
})

const adviceFor = (must: string, was: unknown): string => {
  if (must === 'nothing') return 'leave it out'
  if (was === undefined) return 'add it'
  return must === 'a tree' ? 'give a record' : 'give a tensor of that shape and dtype'
}

const isRecord = (x: unknown): x is Readonly<Record<string, unknown>> =>
  typeof x === 'object' && x !== null && !(x instanceof Handle)
