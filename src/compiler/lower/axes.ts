// Fewer loops: axes of 1 go, neighbours that every access crosses in one stride become one.
import type { Sizes } from '../../shape/index.ts'
import type { Affine, Node, Store } from '../ir/index.ts'

type Strided = Node | Store
const isStrided = (x: Strided): x is Strided & Affine => 'strides' in x

/** Which axes of a space become one: lists of axes, outermost first. `last` axes stay as they are. */
const runs = (space: Sizes, accesses: readonly Affine[], last: number): readonly Sizes[] => {
  const joins = (a: number, b: number): boolean =>
    accesses.every(({ strides }) => (strides[a] ?? 0) === (strides[b] ?? 0) * (space[b] ?? 1))
  const found: number[][] = []
  for (const [axis, length] of space.entries()) {
    const free = axis < space.length - last
    if (length === 1 && free) continue
    const before = found.at(-1)
    if (free && before !== undefined && joins(before.at(-1) ?? 0, axis)) before.push(axis)
    else found.push([axis])
  }
  return found
}

export interface Looped {
  readonly space: Sizes
  readonly nodes: readonly Node[]
  readonly stores: readonly Store[]
}

/** The same loops, as few as can be. */
export const fewer = ({ space, nodes, stores }: Looped, last = 0): Looped => {
  const accesses = [...nodes, ...stores].filter(isStrided)
  const joined = runs(space, accesses, last)
  const strided = <T extends Strided>(x: T): T =>
    isStrided(x) ? { ...x, strides: joined.map((axes) => x.strides[axes.at(-1) ?? 0] ?? 0) } : x
  return {
    space: joined.map((axes) => axes.reduce((n, axis) => n * (space[axis] ?? 1), 1)),
    nodes: nodes.map(strided),
    stores: stores.map(strided),
  }
}
