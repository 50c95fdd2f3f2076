// Places as whole-number functions of the loops' indices: offset + Σ index · stride.
import type { Sizes } from '../../shape/index.ts'
import type { Affine } from '../ir/index.ts'

/** The index of an element along each axis of an array, in terms of a kernel's loops. */
export type Index = readonly Affine[]

export const fixed = (offset: number): Affine => ({ offset, strides: [] })

/** x · factor + offset. */
export const scaled = ({ offset, strides }: Affine, factor: number, add = 0): Affine => ({
  offset: offset * factor + add,
  strides: strides.map((stride) => stride * factor),
})

export const added = (x: Affine, y: Affine): Affine => ({
  offset: x.offset + y.offset,
  strides: Array.from(
    { length: Math.max(x.strides.length, y.strides.length) },
    (_, i) => (x.strides[i] ?? 0) + (y.strides[i] ?? 0),
  ),
})

export const isFixed = ({ strides }: Affine): boolean => strides.every((stride) => stride === 0)

/** The loops themselves, one an axis. */
export const identity = (shape: Sizes): Index =>
  shape.map((_, axis) => ({
    offset: 0,
    strides: shape.map((_, other) => (other === axis ? 1 : 0)),
  }))

/** Whether an index is that of the loops over a shape themselves. */
export const isIdentity = (index: Index, shape: Sizes): boolean =>
  index.length === shape.length &&
  index.every(
    ({ offset, strides }, axis) =>
      shape[axis] === 1 ||
      (offset === 0 &&
        shape.every((n, i) => n === 1 || (strides[i] ?? 0) === (i === axis ? 1 : 0))),
  )

/** Where an element stands that is `strides[axis]` from the next along each axis. */
export const placeOf = (index: Index, strides: readonly number[], offset = 0): Affine =>
  index.reduce<Affine>((sum, along, axis) => added(sum, scaled(along, strides[axis] ?? 0)), {
    offset,
    strides: [],
  })
