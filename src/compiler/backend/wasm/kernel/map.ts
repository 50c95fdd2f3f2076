// Kernels of elements one by one: loops over the outer axes, quads along the innermost, what is left at the end of a row as
// a quad of which fewer lanes are stored.
import { type Access, loadsOf, type MapKernel } from '../../../ir/index.ts'
import { i32, type Local } from '../assembler/index.ts'
import type { Site } from '../library.ts'
import { LANES, type Place } from '../quad/index.ts'
import { bytesAlong, outerLoops, type Pointer, pointer, step, times } from './loops.ts'
import { type Context, quadsOf, varying } from './nodes.ts'
import { writeStore } from './stores.ts'

const key = (access: Access): string =>
  `${access.array}:${access.dtype}:${access.offset}:${access.strides}`

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
  const context = (count: number): Context => ({
    site,
    axis,
    placeOf,
    indexOf: (i) => counts[i] ?? i32(0),
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
    const quad = (count: number): void => {
      const quads = quadsOf(context(count), kernel.nodes, (i) => varies[i] === true, fixed)
      for (const store of kernel.stores) writeStore(context(count), store, quads)
      for (const p of all) step(pen, p.at, count * bytesAlong(p, axis))
      if (index !== undefined) step(pen, index, count)
    }
    times(pen, (length - rest) / LANES, () => quad(LANES))
    if (rest > 0) quad(rest)
  })
}
