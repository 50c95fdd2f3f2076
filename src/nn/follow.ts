// References among declarations, followed as those of a tree are: from their own place up, then down, through others on the way.
import type { Sizes } from '../shape/index.ts'
import { type AnyRef, isRef, joined, segments, type Via } from '../tree/index.ts'
import { childPlan, isBranch, type Plan } from './layout.ts'

/** What a path of declarations leads to: its canonical place, what is declared there, and how the path shows it. */
export interface Declared {
  readonly path: readonly string[]
  readonly node: Exclude<Plan, AnyRef>
  readonly via: Via
}

/** Where a path leads nowhere: nothing stands there, or its references go in a circle. */
export type Nowhere = 'none' | 'a circle'

/** What is declared at a path, references followed. */
export const declaredAt = (
  root: Plan,
  names: readonly string[],
  pending: readonly string[] = [],
): Declared | Nowhere => {
  let here: Declared | Nowhere = end(root, [], root, pending)
  for (const name of names) {
    if (typeof here === 'string') return here
    const child = childPlan(here.node, name)
    if (child === undefined) return 'none'
    here = end(root, [...here.path, name], child, pending)
  }
  return here
}

const end = (
  root: Plan,
  path: readonly string[],
  node: Plan,
  pending: readonly string[],
): Declared | Nowhere => {
  if (!isRef(node)) return { path, node, via: 'same' }
  const place = joined(path)
  if (pending.includes(place)) return 'a circle'
  if (node.up > path.length) return 'none'
  const target = [...path.slice(0, path.length - node.up), ...segments(node.path)]
  const found = declaredAt(root, target, [...pending, place])
  if (typeof found === 'string') return found
  const around = found.path.every((name, i) => name === path[i]) // it would hold itself
  return around ? 'a circle' : { ...found, via: found.via === node.via ? 'same' : 'transposed' }
}

/** The shape of a leaf as a reference shows it; undefined where a matrix should be transposed and none is there. */
export const shownShape = (shape: Sizes, via: Via): Sizes | undefined => {
  if (via === 'same') return shape
  const [rows, columns, ...more] = shape
  return rows === undefined || columns === undefined || more.length > 0
    ? undefined
    : [columns, rows]
}

/** Whether two declarations have the same leaves: names, shapes, and kinds of node. */
export const sameForm = (root: Plan, a: Declared, b: Declared): boolean => {
  if (isBranch(a.node) !== isBranch(b.node)) return false
  if (!isBranch(a.node) || !isBranch(b.node)) {
    const shapes = [a, b].map(({ node, via }) =>
      isBranch(node) ? undefined : shownShape(node.shape, via),
    )
    return shapes[0] !== undefined && `${shapes[0]}` === `${shapes[1]}`
  }
  const other = b.node.children
  return (
    a.via === 'same' &&
    b.via === 'same' &&
    a.node.children.length === other.length &&
    a.node.children.every(([name]) => {
      const [left, right] = [
        declaredAt(root, [...a.path, name]),
        declaredAt(root, [...b.path, name]),
      ]
      return typeof left !== 'string' && typeof right !== 'string' && sameForm(root, left, right)
    })
  )
}
