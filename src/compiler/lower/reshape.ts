// One array under two shapes: which axes of one are which of the other.
import { indexAt } from '../../language/primitives/index.ts'
import type { Sizes } from '../../shape/index.ts'
import type { Affine } from '../ir/index.ts'
import { added, fixed, type Index, isFixed, scaled } from './affine.ts'

/** Axes [fromStart, fromEnd) of one shape hold the same elements, in the same order, as [toStart, toEnd) of the other. */
interface Group {
  readonly from: Sizes
  readonly to: Sizes
  readonly fromStart: number
  readonly toStart: number
}

/** The finest groups of axes of two shapes of as many elements, none of them empty. */
const groups = (from: Sizes, to: Sizes): readonly Group[] => {
  const found: Group[] = []
  let [i, j] = [0, 0]
  while (i < from.length || j < to.length) {
    const [fromStart, toStart] = [i, j]
    let [left, right] = [from[i++] ?? 1, to[j++] ?? 1]
    while (left !== right) {
      if (left < right) left *= from[i++] ?? 1
      else right *= to[j++] ?? 1
    }
    found.push({ from: from.slice(fromStart, i), to: to.slice(toStart, j), fromStart, toStart })
  }
  return found
}

const axesOfSize = (shape: Sizes): Sizes => shape.filter((n) => n !== 1)

/** The index in `from` of the element at an index in `to`; undefined where it would take a division. */
export const reshaped = (from: Sizes, to: Sizes, index: Index): Index | undefined => {
  const result: Affine[] = from.map(() => fixed(0))
  for (const group of groups(from, to)) {
    const along = group.to.map((_, i) => index[group.toStart + i] ?? fixed(0))
    const place = flattened(group.to, along)
    const axes = axesOfSize(group.from)
    if (axes.length === 0) continue
    if (axes.length === 1) {
      result[group.fromStart + group.from.findIndex((n) => n !== 1)] = place
      continue
    }
    const parts = isFixed(place)
      ? indexAt(place.offset, group.from).map(fixed)
      : sameAxes(group, along)
    if (parts === undefined) return undefined
    for (const [i, part] of parts.entries()) result[group.fromStart + i] = part
  }
  return result
}

/** The row-major number of an element. */
const flattened = (shape: Sizes, index: Index): Affine =>
  shape.reduce<Affine>((sum, n, i) => added(scaled(sum, n), index[i] ?? fixed(0)), fixed(0))

/** Groups that differ in axes of 1 alone. */
const sameAxes = ({ from, to }: Group, along: Index): Index | undefined => {
  if (`${axesOfSize(from)}` !== `${axesOfSize(to)}`) return undefined
  const kept = along.filter((_, i) => to[i] !== 1)
  let next = 0
  return from.map((n) => (n === 1 ? fixed(0) : (kept[next++] ?? fixed(0))))
}

/** The strides under another shape of an array that lies with these; undefined where it would have to move. */
export const stridesUnder = (
  from: Sizes,
  strides: readonly number[],
  to: Sizes,
): readonly number[] | undefined => {
  const result: number[] = to.map(() => 0)
  for (const group of groups(from, to)) {
    const axes = group.from.flatMap((n, i) =>
      n === 1 ? [] : [{ n, stride: strides[group.fromStart + i] ?? 0 }],
    )
    const last = axes.at(-1)
    if (last === undefined) continue
    const dense = axes.every(
      ({ stride }, i) =>
        i === axes.length - 1 || stride === (axes[i + 1]?.n ?? 1) * (axes[i + 1]?.stride ?? 0),
    )
    if (!dense) return undefined
    let stride = last.stride
    for (let i = group.to.length - 1; i >= 0; i--) {
      result[group.toStart + i] = stride
      stride *= group.to[i] ?? 1
    }
  }
  return result
}
