// Kernels of elements one by one: loops over the outer axes, quads along the innermost, a few at a time, what is left at
// the end of a row as a quad of which fewer lanes are stored.
import { byteWidth } from '../../../../shape/index.ts'
import { type Access, loadsOf, type MapKernel } from '../../../ir/index.ts'
import { i32, type Local, op } from '../assembler/index.ts'
import type { Site } from '../library.ts'
import { LANES, type Place, stepped } from '../quad/index.ts'
import { bytesAlong, outerLoops, type Pointer, pointer, step, times } from './loops.ts'
import { type Context, quadsOf, varying } from './nodes.ts'
import { writeStore } from './stores.ts'

const key = (access: Access): string =>
  `${access.array}:${access.dtype}:${access.offset}:${access.strides}`

/** Quads that go side by side, for each is a chain of steps that wait for each other; fewer where an element takes many. */
const TOGETHER = 4
const STEPS = 160
const togetherOf = ({ nodes, stores }: MapKernel): number =>
  // what adds does so in order
  stores.some(({ adds }) => adds)
    ? 1
    : Math.max(1, Math.min(TOGETHER, Math.floor(STEPS / Math.max(1, nodes.length))))

/** One pointer for each place that a kernel reads or writes. */
export const pointersOf = (
  { pen }: Site,
  arrays: readonly Local[],
  accesses: readonly Access[],
): { readonly all: readonly Pointer[]; readonly placeOf: (access: Access) => Place } => {
  const pointers = new Map<string, Pointer>()
  for (const access of accesses)
    if (!pointers.has(key(access))) pointers.set(key(access), pointer(pen, arrays, access))
  return {
    all: [...pointers.values()],
    placeOf: (access) => {
      const found = pointers.get(key(access))
      if (found === undefined) throw new RangeError('a pointer for each access')
      return { at: found.at, offset: 0 }
    },
  }
}

export const writeMap = (site: Site, kernel: MapKernel, arrays: readonly Local[]): void => {
  const { pen } = site
  const space = kernel.space.length === 0 ? [1] : kernel.space
  if (space.includes(0)) return
  const axis = space.length - 1
  const accesses = [...loadsOf(kernel.nodes), ...kernel.stores]
  const { all, placeOf } = pointersOf(site, arrays, accesses)
  const counts = space.map((_, i) =>
    kernel.nodes.some((node) => node.kind === 'index' && (node.strides[i] ?? 0) !== 0)
      ? pen.local('i32')
      : undefined,
  )
  const varies = varying(kernel.nodes, axis)
  const context = (count: number, ahead = 0): Context => ({
    site,
    axis,
    placeOf: (access) =>
      stepped(placeOf(access), ahead * (access.strides[axis] ?? 0) * byteWidth(access.dtype)),
    indexOf: (i) => {
      const at = counts[i] ?? i32(0)
      return i === axis && ahead > 0 ? op('i32.add', at, i32(ahead)) : at
    },
    resultOf: () => {
      throw new RangeError('a map has no results')
    },
    varies: (i) => varies[i] ?? false,
    count,
  })
  const length = space[axis] ?? 1
  const index = counts[axis]
  outerLoops(pen, space, all, counts, () => {
    if (index !== undefined) pen.set(index, i32(0))
    const rest = length % LANES
    const fixed = quadsOf(context(LANES), kernel.nodes, (i) => varies[i] === false, new Map())
    const quads = (some: number, count: number): void => {
      pen.braid(some, (i) => {
        const at = context(count, i * LANES)
        const computed = quadsOf(at, kernel.nodes, (i) => varies[i] === true, fixed)
        for (const store of kernel.stores) writeStore(at, store, computed)
      })
      for (const p of all) step(pen, p.at, some * count * bytesAlong(p, axis))
      if (index !== undefined) step(pen, index, some * count)
    }
    const full = (length - rest) / LANES
    const together = togetherOf(kernel)
    times(pen, Math.floor(full / together), () => quads(together, LANES))
    if (full % together > 0) quads(full % together, LANES)
    if (rest > 0) quads(1, rest)
  })
}
