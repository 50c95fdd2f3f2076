// The leaves of a tree of parameters in the order of its spec, each with what the spec declares of it.

import type { Predicate } from 'fp-ts/lib/Predicate.js'
import { demandFunction } from '../prelude/index.ts'
import type { Float, Sizes } from '../shape/index.ts'
import { type AnyTensor, isTensor } from '../tensor/index.ts'
import { type Entry, isRef, joined } from '../tree/index.ts'
import type { ParamsOf } from './apply.ts'
import { checkedParams } from './check.ts'
import { declaredAt, shownShape } from './follow.ts'
import { dtypeOf } from './init.ts'
import { isBranch, type LeafPlan, type Plan, visitPlan } from './layout.ts'
import { meaningOf } from './meaning.ts'
import type { Place } from './predicate.ts'
import type { Spec } from './spec.ts'

/** A leaf of a tree, beside its declaration. */
export interface Leaf {
  readonly path: string
  readonly declared: LeafPlan
  readonly value: AnyTensor
}

/** The leaves of a tree in the order of the spec, each shared one once: where a tree holds a reference, no leaf stands;
 *  where it holds a leaf in the place of one, that was untied.  Fails where the tree is not that of this plan. */
export const leavesOf = (op: string, plan: Plan, params: unknown): readonly Leaf[] => {
  checkedParams(op, plan, params)
  const leaves: Leaf[] = []
  const walk = (node: unknown, names: readonly string[]): void => {
    if (isRef(node)) return
    const found = declaredAt(plan, names)
    if (typeof found === 'string') return // the tree was refused for it
    if (isBranch(found.node)) {
      // a record with these names, as was checked
      const fields = node as Readonly<Record<string, unknown>>
      for (const [name] of found.node.children) walk(fields[name], [...names, name])
    } else if (isTensor(node)) {
      const declared = found.via === 'same' ? found.node : turned(found.node)
      leaves.push({ path: joined(names), declared, value: node })
    }
  }
  walk(params, [])
  return leaves
}

/** A matrix with its axes exchanged: its inputs are the other's outputs. */
const turned = (leaf: LeafPlan): LeafPlan => ({
  ...leaf,
  shape: shownShape(leaf.shape, 'transposed') ?? leaf.shape,
  fanIn: leaf.fanOut,
  fanOut: leaf.fanIn,
})

/** A declared leaf as predicates see it. */
export const placeOfLeaf = (
  path: string,
  { kind, role, shape }: LeafPlan,
  dtype: Float,
): Place => ({ path, kind, role, shape, dtype })

/** The leaves with their paths in the order of the spec: PyTorch's named_parameters, a shared leaf once. Constants are
 *  no leaves.  Fails where the parameters are not those of this spec. */
export const entries =
  <S extends Spec>(spec: S): (<P>(params: ParamsOf<S, P, 'entries'>) => readonly Entry[]) =>
  (params) =>
    Object.freeze(
      leavesOf('entries', meaningOf(spec, 'entries').plan, params).map(({ path, value }) =>
        Object.freeze([path, value] as const),
      ),
    )

/** The predicate on paths that `partition` and an optimizer's mask take: the leaves of a spec that satisfy one on places,
 *  whose dtype is f32 unless another is given; those too that stand where a reference stood before it was untied.
 *  @example matching(linear(4, 8), role('bias'))('bias') // => true */
export const matching = <S extends Spec>(
  spec: S,
  where: Predicate<Place>,
  options?: { readonly dtype?: Float },
): Predicate<string> => {
  const paths = new Set<string>()
  const { plan } = meaningOf(spec, 'matching')
  demandFunction('matching', 'where', where)
  const dtype = dtypeOf('matching', options)
  const meet = (names: readonly string[]): void => {
    const found = declaredAt(plan, names)
    if (typeof found === 'string') return // the spec was refused for it
    if (isBranch(found.node)) for (const [name] of found.node.children) meet([...names, name])
    else if (!found.node.fixed) {
      const [path, leaf] = [joined(names), found.via === 'same' ? found.node : turned(found.node)]
      if (where(placeOfLeaf(path, leaf, dtype))) paths.add(path)
    }
  }
  meet([])
  return (path) => paths.has(path)
}

/** The leaves and constants that a spec declares, with their shapes, by canonical path. */
export const declaredShapes = (spec: Spec): ReadonlyMap<string, Sizes> => {
  const shapes = new Map<string, Sizes>()
  visitPlan(meaningOf(spec, 'declaredShapes').plan, (node, names) => {
    if (!isRef(node)) shapes.set(joined(names), node.shape)
  })
  return shapes
}

/** The leaves of the state that a spec declares, with their shapes, by path. */
export const declaredState = (spec: Spec): ReadonlyMap<string, Sizes> => {
  const shapes = new Map<string, Sizes>()
  visitPlan(meaningOf(spec, 'declaredState').state, (node, names) => {
    if (!isRef(node)) shapes.set(joined(names), node.shape)
  })
  return shapes
}
