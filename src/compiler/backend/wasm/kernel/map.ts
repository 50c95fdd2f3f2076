// Kernels of elements one by one: loops over the outer axes, quads along the innermost, what is left at the end of a row as
// a quad of which fewer lanes are stored.
import { type Access, bytesOf, type MapKernel, type Store } from '../../../ir/index.ts'
import { i32, type Local } from '../assembler/index.ts'
import type { Site } from '../library.ts'
import {
  element,
  LANES,
  loadRepeated,
  operate,
  type Quad,
  storeBeside,
  storeElement,
} from '../quad/index.ts'
import { bytesAlong, outerLoops, type Pointer, pointer, step, times } from './loops.ts'
import { type Context, movedPlaces, quadsOf, varying } from './nodes.ts'

const key = (access: Access): string =>
  `${access.array}:${access.dtype}:${access.offset}:${access.strides}`

/** One pointer for each place that a kernel reads or writes. */
export const pointersOf = (
  { pen }: Site,
  arrays: readonly Local[],
  accesses: readonly Access[],
): { readonly all: readonly Pointer[]; readonly addressOf: (access: Access) => Local } => {
  const pointers = new Map<string, Pointer>()
  for (const access of accesses)
    if (!pointers.has(key(access))) pointers.set(key(access), pointer(pen, arrays, access))
  return {
    all: [...pointers.values()],
    addressOf: (access) => {
      const found = pointers.get(key(access))
      if (found === undefined) throw new RangeError('a pointer for each access')
      return found.at
    },
  }
}

export const writeMap = (site: Site, kernel: MapKernel, arrays: readonly Local[]): void => {
  const { pen } = site
  const space = kernel.space.length === 0 ? [1] : kernel.space
  if (space.includes(0)) return
  const axis = space.length - 1
  const loads = kernel.nodes.flatMap((node) => (node.kind === 'load' ? [node] : []))
  const { all, addressOf } = pointersOf(site, arrays, [...loads, ...kernel.stores])
  const counts = space.map((_, i) =>
    kernel.nodes.some((node) => node.kind === 'index' && (node.strides[i] ?? 0) !== 0)
      ? pen.local('i32')
      : undefined,
  )
  const varies = varying(kernel.nodes, axis)
  const context = (count: number): Context => ({
    site,
    axis,
    addressOf,
    indexOf: (i) => counts[i] ?? i32(0),
    resultOf: () => {
      throw new RangeError('a map has no results')
    },
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
      for (const store of kernel.stores) write(context(count), store, quads)
      for (const p of all) step(pen, p.at, count * bytesAlong(p, axis))
      if (index !== undefined) step(pen, index, count)
    }
    times(pen, (length - rest) / LANES, () => quad(LANES))
    if (rest > 0) quad(rest)
  })
}

/** Stores the first lanes of a quad. */
const write = (context: Context, store: Store, quads: ReadonlyMap<number, Quad>): void => {
  const { site, axis, count, addressOf } = context
  const { pen } = site
  const value = quadAt(quads, store.value)
  const size = bytesOf[store.dtype]
  const along = (store.strides[axis] ?? 0) * size
  const where = store.where === undefined ? undefined : quadAt(quads, store.where)
  const plain = store.moved.length === 0 && !store.adds && where === undefined
  if (plain && along === size) {
    storeBeside(site, value, { at: addressOf(store), offset: 0 }, count)
    return
  }
  const places = movedPlaces(context, store, (i) => quadAt(quads, i))
  for (const [i, place] of places.entries()) {
    const put = (): void => {
      if (!store.adds) {
        storeElement(site, value, i, place)
        return
      }
      const before = loadRepeated(site, store.dtype, place)
      storeElement(site, operate(site, 'add', store.dtype, before, value), i, place)
    }
    if (where === undefined) put()
    else pen.when(element(where, i), put)
  }
}

const quadAt = (quads: ReadonlyMap<number, Quad>, index: number): Quad => {
  const quad = quads.get(index)
  if (quad === undefined) throw new RangeError(`node ${index} is not computed`)
  return quad
}
