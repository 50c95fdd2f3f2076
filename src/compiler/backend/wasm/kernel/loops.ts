// Loops over a space, with a pointer for each access: pointers step along, nothing is multiplied.
import { byteWidth, type Sizes } from '../../../../shape/index.ts'
import type { Access } from '../../../ir/index.ts'
import { i32, type Local, op, type Pen } from '../assembler/index.ts'

/** Adds a number to a local. */
export const step = (pen: Pen, local: Local, by: number): void => {
  if (by !== 0) pen.set(local, op('i32.add', local, i32(by)))
}

/** Runs the body `count` times. */
export const times = (pen: Pen, count: number, body: () => void): void => {
  if (count === 0) return
  if (count === 1) {
    body()
    return
  }
  const left = pen.local('i32')
  pen.set(left, i32(count))
  pen.loop(() => {
    body()
    step(pen, left, -1)
    return left
  })
}

/** Where an access stands while loops run. */
export interface Pointer {
  readonly access: Access
  readonly at: Local
}

/** A pointer to the first element of an access. */
export const pointer = (pen: Pen, arrays: readonly Local[], access: Access): Pointer => {
  const base = arrays[access.array]
  if (base === undefined) throw new RangeError(`a kernel has no array ${access.array}`)
  return { access, at: pen.keep(op('i32.add', base, i32(access.offset * byteWidth(access.dtype)))) }
}

/** How many bytes an access steps along an axis. */
export const bytesAlong = ({ access }: Pointer, axis: number): number =>
  (access.strides[axis] ?? 0) * byteWidth(access.dtype)

/** How far a loop along an axis carries a pointer. */
const carried = (p: Pointer, space: Sizes, axis: number): number =>
  (space[axis] ?? 0) * bytesAlong(p, axis)

/** Loops over all axes of a space but the last, counting in `indices`. The body runs along the last and leaves each pointer
 *  at its end; the loops leave them at the end of the first. */
export const outerLoops = (
  pen: Pen,
  space: Sizes,
  pointers: readonly Pointer[],
  indices: readonly (Local | undefined)[],
  body: () => void,
): void => {
  const nest = (axis: number): void => {
    if (axis >= space.length - 1) {
      body()
      return
    }
    const index = indices[axis]
    if (index !== undefined) pen.set(index, i32(0))
    times(pen, space[axis] ?? 1, () => {
      nest(axis + 1)
      for (const p of pointers) step(pen, p.at, bytesAlong(p, axis) - carried(p, space, axis + 1))
      if (index !== undefined) step(pen, index, 1)
    })
  }
  nest(0)
}
