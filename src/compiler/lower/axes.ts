// Fewer loops: axes of 1 go, neighbours that every access crosses in one stride become one.
import type { Sizes } from '../../shape/index.ts'
import type { Affine, Node, Store } from '../ir/index.ts'

type Strided = Node | Store
const isStrided = (x: Strided): x is Strided & Affine => 'strides' in x

/** Which axes of a space become one: lists of axes, outermost first. None before `border` is one with any after it. */
const runs = (space: Sizes, accesses: readonly Affine[], border: number): readonly Sizes[] => {
  const joins = (a: number, b: number): boolean =>
    accesses.every(({ strides }) => (strides[a] ?? 0) === (strides[b] ?? 0) * (space[b] ?? 1))
  const found: number[][] = []
  for (const [axis, length] of space.entries()) {
    if (length === 1) continue
    const before = found.at(-1)
    const last = before?.at(-1) ?? -1
    const apart = last < border && axis >= border
    if (before !== undefined && !apart && joins(last, axis)) before.push(axis)
    else found.push([axis])
  }
  return found
}

export interface Looped {
  readonly space: Sizes
  readonly nodes: readonly Node[]
  readonly stores: readonly Store[]
}

/** The same loops over runs of their axes. */
const over = ({ space, nodes, stores }: Looped, joined: readonly Sizes[]): Looped => {
  const strided = <T extends Strided>(x: T): T =>
    isStrided(x) ? { ...x, strides: joined.map((axes) => x.strides[axes.at(-1) ?? 0] ?? 0) } : x
  return {
    space: joined.map((axes) => axes.reduce((n, axis) => n * (space[axis] ?? 1), 1)),
    nodes: nodes.map(strided),
    stores: stores.map(strided),
  }
}

const accesses = ({ nodes, stores }: Looped): readonly Affine[] =>
  [...nodes, ...stores].filter(isStrided)

/** The same loops, as few as can be. */
export const fewer = (loops: Looped): Looped =>
  over(loops, runs(loops.space, accesses(loops), loops.space.length))

/** The same loops, as few as can be before a border and after it, and how many are after it. */
export const fewerApart = (
  loops: Looped,
  border: number,
): { readonly looped: Looped; readonly inner: number } => {
  const joined = runs(loops.space, accesses(loops), border)
  return {
    looped: over(loops, joined),
    inner: joined.filter(([axis = 0]) => axis >= border).length,
  }
}
