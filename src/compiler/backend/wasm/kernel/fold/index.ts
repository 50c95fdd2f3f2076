// Kernels of many elements to one. Quads lie along the axis that is folded, or across rows, along another: where elements
// stand side by side in memory.
import { BLOCK } from '../../../../../language/scalar/index.ts'
import { type Affine, type Folding, type FoldKernel, loadsOf } from '../../../../ir/index.ts'
import { i32, type Local } from '../../assembler/index.ts'
import type { Site } from '../../library.ts'
import { LANES } from '../../quad/index.ts'
import { withLast } from '../arrange.ts'
import { writeAcross } from './across.ts'
import { writeAlong } from './along.ts'
import { type Fold, isSummed } from './fold.ts'
import { totalOf } from './total.ts'

export const writeFold = (site: Site, kernel: FoldKernel, arrays: readonly Local[]): void => {
  if (kernel.space.includes(0)) return
  const own = arranged(kernel, innerAxis(kernel))
  const { folds, length } = own
  const fold: Fold = {
    site,
    kernel: own,
    arrays,
    totals: folds.map(({ how, dtype }) => totalOf(how, dtype)),
    blocked: folds.map((one) => isSummed(one) && length > BLOCK),
    scratch: arrays.at(-1) ?? i32(0),
  }
  if (liesAlong(own)) writeAlong(fold)
  else writeAcross(fold)
}

/** How many loads have their elements side by side along an axis. */
const beside = (kernel: FoldKernel, axis: number): number =>
  loadsOf(kernel.nodes).filter(({ strides, moved }) => strides[axis] === 1 && moved.length === 0)
    .length

/** The axis of the space along which most loads lie; the last if none is better. */
const innerAxis = (kernel: FoldKernel): number => {
  const last = kernel.space.length - 1
  if (kernel.stores.some(({ adds }) => adds)) return last // its order is said
  return kernel.space.reduce(
    (best, _, axis) => (beside(kernel, axis) > beside(kernel, best) ? axis : best),
    last,
  )
}

/** The kernel with one axis of its space as the last. */
const arranged = (kernel: FoldKernel, axis: number): FoldKernel => {
  const { space, moved } = withLast(kernel.space, axis)
  const turned = <T extends object>(x: T): T => {
    const { strides } = x as Partial<Affine> // of what has any
    return strides === undefined ? x : { ...x, strides: moved(strides) }
  }
  return {
    ...kernel,
    space,
    nodes: kernel.nodes.map(turned),
    finish: kernel.finish.map(turned),
    stores: kernel.stores.map(turned),
  }
}

/** Rows so short that their lanes cost more to join than elements from several rows to gather. */
const isShort = ({ space, length, folds }: FoldKernel): boolean =>
  (space.at(-1) ?? 1) >= LANES && folds.every(({ how }) => length <= shortest[how])
const shortest: Readonly<Record<Folding, number>> = {
  sum: 0,
  max: 20,
  min: 20,
  argMax: 256,
  argMin: 256,
}

const liesAlong = (kernel: FoldKernel): boolean => {
  const rank = kernel.space.length
  if (isShort(kernel)) return false
  const [along, across] = [beside(kernel, rank), beside(kernel, rank - 1)]
  if (along !== across) return along > across
  const reach = (axis: number): number =>
    loadsOf(kernel.nodes).reduce((sum, { strides }) => sum + Math.abs(strides[axis] ?? 0), 0)
  return reach(rank) <= reach(rank - 1)
}
