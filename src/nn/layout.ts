// The trees that a spec stands for, declared: each leaf by how it begins, each reference by what it names. Children stand in
// the order of the spec.
import type { Sizes } from '../shape/index.ts'
import { type AnyRef, isRef } from '../tree/index.ts'
import type { Initializer } from './initializer.ts'

/** A parameter, or a constant, before it is drawn. */
export interface LeafPlan {
  readonly node: 'leaf'
  readonly shape: Sizes
  /** The kind of the layer that declares it. */
  readonly kind: string
  /** What it is to that layer: weight, bias, scale, embedding … */
  readonly role: string
  readonly initializer: Initializer
  readonly fanIn: number
  readonly fanOut: number
  /** Drawn once and never trained. */
  readonly fixed: boolean
}

export interface Branch<Leaf> {
  readonly node: 'branch'
  readonly children: readonly (readonly [name: string, Layout<Leaf>])[]
}

export type Layout<Leaf> = Leaf | AnyRef | Branch<Leaf>

/** The parameters that a spec declares. */
export type Plan = Layout<LeafPlan>

/** One leaf of the state, before training. */
export interface StateLeaf {
  readonly node: 'leaf'
  readonly shape: Sizes
  readonly initial: number
}
export type StatePlan = Layout<StateLeaf>

interface Node {
  readonly node: string
}

export const isBranch = <Leaf extends Node>(layout: Layout<Leaf>): layout is Branch<Leaf> =>
  !isRef(layout) && layout.node === 'branch'

/** Nothing: the tree of a layer without leaves. */
export const empty: Branch<never> = Object.freeze({ node: 'branch', children: Object.freeze([]) })

/** A branch of those children that have anything. */
export const branch = <Leaf extends Node>(
  children: readonly (readonly [name: string, Layout<Leaf>])[],
): Branch<Leaf> => {
  const kept = children.filter(([, child]) => !isEmpty(child))
  return kept.length === 0 ? empty : { node: 'branch', children: kept }
}

export const isEmpty = <Leaf extends Node>(layout: Layout<Leaf>): boolean =>
  isBranch(layout) && layout.children.length === 0

/** The child of that name, if there is one. */
export const childPlan = <Leaf extends Node>(
  layout: Layout<Leaf>,
  name: string,
): Layout<Leaf> | undefined =>
  isBranch(layout) ? layout.children.find(([other]) => other === name)?.[1] : undefined

/** Visits every leaf and reference in the order of the spec. */
export const visitPlan = <Leaf extends Node>(
  layout: Layout<Leaf>,
  see: (node: Leaf | AnyRef, path: readonly string[]) => void,
  path: readonly string[] = [],
): void => {
  if (isBranch(layout))
    for (const [name, child] of layout.children) visitPlan(child, see, [...path, name])
  else see(layout, path)
}

/** The layout with other nodes in the places of its nodes, from the root down; what f gives is not entered. */
export const replacePlan = <Leaf extends Node>(
  layout: Layout<Leaf>,
  f: (node: Layout<Leaf>, path: readonly string[]) => Layout<Leaf>,
  path: readonly string[] = [],
): Layout<Leaf> => {
  const put = f(layout, path)
  if (put !== layout || !isBranch(layout)) return put
  const children = layout.children.map(
    ([name, child]) => [name, replacePlan(child, f, [...path, name])] as const,
  )
  return children.every(([, child], i) => child === layout.children[i]?.[1])
    ? layout
    : { node: 'branch', children }
}
