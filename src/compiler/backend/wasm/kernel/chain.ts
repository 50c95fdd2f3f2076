// Running totals: each row from its first element to its last, or back, four rows or more at a time, since the terms of one
// row wait for each other.
import { byteWidth } from '../../../../shape/index.ts'
import type { Access, ChainKernel } from '../../../ir/index.ts'
import { i32, type Local } from '../assembler/index.ts'
import type { Site } from '../library.ts'
import { kept, LANES, literal, operate, type Quad, set, stepped, variable } from '../quad/index.ts'
import { withLast } from './arrange.ts'
import { bytesAlong, outerLoops, pointer, step, times } from './loops.ts'
import { type Context, quadsOf } from './nodes.ts'
import { writeStore } from './stores.ts'

/** Rows that go side by side. */
const STRIP = 16

export const writeChain = (site: Site, kernel: ChainKernel, arrays: readonly Local[]): void => {
  const { pen } = site
  const { length, reverse } = kernel
  if (kernel.space.includes(0) || length === 0) return
  const { space, moved } = withLast(kernel.space, innerAxis(kernel))
  const source = { ...kernel.source, strides: moved(kernel.source.strides) }
  const target = { ...kernel.target, strides: moved(kernel.target.strides) }
  const [inner, axis] = [space.length - 1, space.length]
  const { dtype } = source
  const from = pointer(pen, arrays, lastFirst(source, axis, kernel))
  const into = pointer(pen, arrays, lastFirst(target, axis, kernel))
  const pointers = [from, into]
  const along = (by: number): void => {
    for (const p of pointers) step(pen, p.at, by * bytesAlong(p, axis))
  }
  const context = (access: Access, at: Local, ahead: number, count: number): Context => ({
    site,
    axis: inner,
    placeOf: () =>
      stepped({ at, offset: 0 }, ahead * (access.strides[inner] ?? 0) * byteWidth(access.dtype)),
    indexOf: () => i32(0),
    resultOf: () => {
      throw new RangeError('a chain has no results')
    },
    varies: () => true,
    count,
  })
  const strip = (width: number): void => {
    const totals = Array.from({ length: Math.ceil(width / LANES) }, () => variable(site, dtype))
    for (const total of totals) set(site, total, literal(site, dtype, 0))
    times(pen, length, () => {
      for (const [q, total] of totals.entries()) {
        const [ahead, count] = [q * LANES, Math.min(LANES, width - q * LANES)]
        const x = quadsOf(
          context(source, from.at, ahead, count),
          [{ kind: 'load', ...source }],
          () => true,
          new Map<number, Quad>(),
        ).get(0)
        if (x === undefined) continue
        set(site, total, kept(site, operate(site, 'add', dtype, total, x)))
        writeStore(
          context(target, into.at, ahead, count),
          { ...target, value: 0, adds: false, where: undefined },
          new Map([[0, total]]),
        )
      }
      along(reverse ? -1 : 1)
    })
    along(reverse ? length : -length)
    for (const p of pointers) step(pen, p.at, width * bytesAlong(p, inner))
  }
  const rows = space[inner] ?? 1
  outerLoops(
    pen,
    space,
    pointers,
    space.map(() => undefined),
    () => {
      times(pen, Math.floor(rows / STRIP), () => strip(STRIP))
      if (rows % STRIP > 0) strip(rows % STRIP)
    },
  )
}

/** An access that starts where the chain does. */
const lastFirst = (access: Access, axis: number, { length, reverse }: ChainKernel): Access =>
  reverse
    ? { ...access, offset: access.offset + (length - 1) * (access.strides[axis] ?? 0) }
    : access

/** The axis of the space along which elements lie side by side, or else the longest. */
const innerAxis = ({ space, source, target }: ChainKernel): number => {
  const beside = space.findIndex((_, i) => source.strides[i] === 1 && target.strides[i] === 1)
  if (beside !== -1) return beside
  return space.reduce((best, n, i) => (n > (space[best] ?? 1) ? i : best), space.length - 1)
}
