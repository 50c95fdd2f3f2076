// What the code of a product asks of its kernel: where its axes are, and how its operands step along them.
import { byteWidth, size as elements, type Sizes } from '../../../../../shape/index.ts'
import { type Access, loadsOf, type ProductKernel, panelOf, unitsOf } from '../../../../ir/index.ts'
import { LANES } from '../../quad/index.ts'

/** One loop over terms: how many, and how far apart they lie, in bytes, in the left and in the right. */
export interface TermAxis {
  readonly length: number
  readonly left: number
  readonly right: number
}

export interface Shape {
  readonly kernel: ProductKernel
  /** Bytes of an element. */
  readonly size: number
  /** Columns that are computed together, and the quads that they are. */
  readonly width: number
  readonly quads: number
  readonly leftRow: number
  readonly rightColumn: number
  /** How an operand steps along each axis of the batch, in bytes. */
  readonly batch: { readonly left: Sizes; readonly right: Sizes }
  readonly outside: readonly TermAxis[]
  readonly along: TermAxis
  readonly unit: readonly TermAxis[]
  /** Units of a full block, how many full blocks there are along the axis, and the units that are left. */
  readonly units: number
  readonly blocks: number
  readonly rest: number
  /** Whether there is one block alone. */
  readonly isWhole: boolean
  /** Whether a tile's sums are stored as they are: else they are kept, and more is made of them by code of its own. */
  readonly isPlain: boolean
  /** Whether panels are copied before they are read. */
  readonly packs: boolean
  /** Bytes of a row of a panel that was copied: what says where holes are stands behind it. */
  readonly pitch: number
  /** How far, in bytes, that stands from an element, as tiles read them. */
  readonly holes: number | undefined
  /** What is loaded and stored at the end, and how it steps. */
  readonly accesses: readonly Access[]
}

const bytes = ({ strides, dtype }: Access, axis: number): number =>
  (strides[axis] ?? 0) * byteWidth(dtype)

/** Rows of a tile. */
export const ROWS = 4

/** Columns of a tile. A wide one fills the registers with sums of eight lanes; with sums of four they are as many as stay there. */
const columnsOf = ({ dtype }: ProductKernel, wide: boolean): number =>
  wide ? panelOf(dtype) : panelOf(dtype) / 2

export const shapeOf = (kernel: ProductKernel, wide: boolean): Shape => {
  const { batch, columns, outside, along, unit, left, right, dtype, rows } = kernel
  const size = byteWidth(dtype)
  const width = columnsOf(kernel, wide)
  const rank = batch.length
  // of the left, the rows stand before the terms; of the right, the terms stand before the columns
  const term = (length: number, axis: number): TermAxis => ({
    length,
    left: bytes(left, rank + 1 + axis),
    right: bytes(right, rank + axis),
  })
  const terms = [...outside, along, ...unit]
  const axes = terms.map(term)
  const units = unitsOf(kernel)
  const blocks = Math.floor(along / units)
  const count = elements(terms)
  const last = columns.at(-1) ?? 1
  const rightColumn = bytes(right, rank + terms.length + columns.length - 1)
  const apart = rightColumn !== size && last > 1
  const far = rows > 2 * ROWS && count * last * size > 65536
  const packs = apart || (far && columns.length === 1)
  return {
    kernel,
    size,
    width,
    quads: Math.ceil(width / LANES),
    leftRow: bytes(left, rank),
    rightColumn,
    batch: {
      left: batch.map((_, axis) => bytes(left, axis)),
      right: batch.map((_, axis) => bytes(right, axis)),
    },
    outside: axes.slice(0, outside.length),
    along: axes[outside.length] ?? { length: 1, left: 0, right: 0 },
    unit: axes.slice(outside.length + 1),
    units,
    blocks,
    rest: along - blocks * units,
    isWhole: count <= units * elements(unit),
    isPlain: kernel.finish.length === 1,
    packs,
    pitch: width * size * (kernel.holes === undefined ? 1 : 2),
    holes: kernel.holes && (packs ? width : kernel.holes) * size,
    accesses: [...loadsOf(kernel.finish), ...kernel.stores],
  }
}

/** The terms of so many units, in as few loops as can be; of a panel that was copied, rows lie side by side. */
export const termsOf = (shape: Shape, units: number): readonly TermAxis[] => {
  const { along, unit, packs } = shape
  const axes = [{ ...along, length: units }, ...unit].filter(({ length }) => length !== 1)
  const found: TermAxis[] = []
  let { pitch } = shape
  for (const axis of axes.reverse()) {
    const here = packs ? { ...axis, right: pitch } : axis
    pitch *= axis.length
    const inner = found.at(-1)
    if (
      inner !== undefined &&
      here.left === inner.left * inner.length &&
      here.right === inner.right * inner.length
    )
      found[found.length - 1] = { ...inner, length: here.length * inner.length }
    else found.push(here)
  }
  return found.reverse()
}
