// Sums of products: panels of columns, tiles of rows, blocks of terms.
// Each element is the chain of its terms within a block, and the chain of its blocks: whatever the tiles, the same bits.
import { byteWidth, size as elements } from '../../../../../shape/index.ts'
import type { ProductKernel } from '../../../../ir/index.ts'
import { type Callee, i32, type Local, op } from '../../assembler/index.ts'
import type { Site } from '../../library.ts'
import { LANES, literal, storeBeside } from '../../quad/index.ts'
import { step, times } from '../loops.ts'
import { pack } from './pack.ts'
import { ROWS, shapeOf, type TermAxis } from './shape.ts'
import { type Ending, finishing, tile } from './tile.ts'

export const writeProduct = (site: Site, kernel: ProductKernel, arrays: readonly Local[]): void => {
  const { pen } = site
  const shape = shapeOf(kernel, site.library.wide)
  const { size, width, quads, accesses, isWhole, isPlain, packs } = shape
  const { rows, columns, batch, dtype } = kernel
  const at = (array: number, offset: number, bytes: number): Local => {
    const base = arrays[array]
    if (base === undefined) throw new RangeError(`a product has no array ${array}`)
    return pen.keep(op('i32.add', base, i32(offset * bytes)))
  }
  // where the rows, the panel and what is loaded and stored at the end begin, as the loops go on
  const left = at(kernel.left.array, kernel.left.offset, size)
  const right = at(kernel.right.array, kernel.right.offset, size)
  const targets = accesses.map(({ array, offset, dtype: own }) => at(array, offset, byteWidth(own)))
  const copy = arrays.at(-1) ?? left // a product has memory of its own
  const blockTerms = shape.units * elements(kernel.unit)
  const sums = pen.keep(op('i32.add', copy, i32(blockTerms * shape.pitch)))
  const target = (i: number, axis: number): number => {
    const access = accesses[i]
    return access === undefined ? 0 : (access.strides[axis] ?? 0) * byteWidth(access.dtype)
  }
  const [row, sum] = [pen.local('i32'), pen.local('i32')]
  const own = targets.map(() => pen.local('i32'))

  /** Runs functions for each tile of the panel, one after another. */
  const tiles = (
    from: Local,
    panel: Local,
    callees: readonly ((rows: number) => Callee)[],
  ): void => {
    pen.set(row, from)
    pen.set(sum, sums)
    for (const [i, to] of own.entries()) pen.set(to, targets[i] ?? to)
    const run = (height: number, count: number): void => {
      if (count === 0) return
      const called = callees.map((callee) => callee(height))
      times(pen, count, () => {
        for (const callee of called) pen.call(callee, row, panel, sum, ...own)
        step(pen, row, height * shape.leftRow)
        step(pen, sum, height * width * size)
        for (const [i, to] of own.entries()) step(pen, to, height * target(i, batch.length))
      })
    }
    run(ROWS, Math.floor(rows / ROWS))
    run(rows % ROWS, rows % ROWS > 0 ? 1 : 0)
  }

  const panel = (count: number): void => {
    const [from, term] = [pen.keep(right), pen.keep(left)]
    const end = (height: number): Callee => finishing(site, shape, height, count)
    /** A block of terms, which may be all. */
    const block = (units: number, ending: Ending, isLast: boolean): void => {
      if (packs) pen.call(pack(site, shape, count, units), from, copy)
      const own = (height: number): Callee => tile(site, shape, height, count, units, ending)
      tiles(term, packs ? copy : from, isLast ? [own, end] : [own])
      step(pen, term, units * shape.along.left)
      step(pen, from, units * shape.along.right)
    }
    if (isWhole) {
      block(shape.along.length, isPlain ? 'store' : 'keep', !isPlain)
      return
    }
    if (shape.outside.length === 0) {
      block(shape.units, 'keep', false)
      const isEven = shape.rest === 0
      times(pen, shape.blocks - (isEven ? 2 : 1), () => block(shape.units, 'join', false))
      block(isEven ? shape.units : shape.rest, 'join', true)
      return
    }
    clear(site, sums, rows * quads, dtype)
    overTerms(
      shape.outside,
      () => {
        times(pen, shape.blocks, () => block(shape.units, 'join', false))
        if (shape.rest > 0) block(shape.rest, 'join', false)
      },
      [term, from],
      shape.along,
    )
    tiles(left, right, [end])
  }

  /** Loops over the axes outside the blocks; the body leaves the pointers at the end of the axis along. */
  const overTerms = (
    axes: readonly TermAxis[],
    body: () => void,
    [term, from]: readonly [Local, Local],
    inner: TermAxis,
  ): void => {
    const last = axes.at(-1)
    if (last === undefined) {
      body()
      return
    }
    overTerms(
      axes.slice(0, -1),
      () =>
        times(pen, last.length, () => {
          body()
          step(pen, term, last.left - inner.left * inner.length)
          step(pen, from, last.right - inner.right * inner.length)
        }),
      [term, from],
      last,
    )
  }

  /** Loops over the batch and over all columns but those of a panel. */
  const over = (
    axes: readonly {
      readonly length: number
      readonly left: number
      readonly right: number
      readonly axis: number
    }[],
    body: () => void,
  ): void => {
    const [axis, ...inner] = axes
    if (axis === undefined) {
      body()
      return
    }
    const move = (count: number): void => {
      step(pen, left, count * axis.left)
      step(pen, right, count * axis.right)
      for (const [i, to] of targets.entries()) step(pen, to, count * target(i, axis.axis))
    }
    times(pen, axis.length, () => {
      over(inner, body)
      move(1)
    })
    move(-axis.length)
  }

  const terms = kernel.outside.length + 1 + kernel.unit.length
  const columnAxes = columns.map((length, i) => ({
    length,
    left: 0,
    right: (kernel.right.strides[batch.length + terms + i] ?? 0) * size,
    axis: batch.length + 1 + i,
  }))
  const last = columnAxes.at(-1)
  const panels = (): void => {
    const length = last?.length ?? 1
    const move = (count: number): void => {
      step(pen, right, count * shape.rightColumn)
      for (const [i, to] of targets.entries()) step(pen, to, count * target(i, last?.axis ?? 0))
    }
    const rest = length % width
    times(pen, (length - rest) / width, () => {
      panel(width)
      move(width)
    })
    if (rest > 0) panel(rest)
    move(rest - length)
  }
  const outer = batch.map((length, i) => ({
    length,
    left: shape.batch.left[i] ?? 0,
    right: shape.batch.right[i] ?? 0,
    axis: i,
  }))
  over([...outer, ...columnAxes.slice(0, -1)], panels)
}

/** Sums start at +0. */
const clear = (site: Site, sums: Local, quads: number, dtype: ProductKernel['dtype']): void => {
  const { pen } = site
  const to = pen.keep(sums)
  const bytes = LANES * byteWidth(dtype)
  times(pen, quads, () => {
    storeBeside(site, literal(site, dtype, 0), { at: to, offset: 0 }, LANES)
    step(pen, to, bytes)
  })
}
