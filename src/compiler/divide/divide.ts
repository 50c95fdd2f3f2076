// Which kernels are worth sharing, and along which axis. What is computed does not depend on it: a part is a kernel, and no
// element of a result depends on which other elements its kernel computes.
import { byteWidth } from '../../shape/index.ts'
import { type Access, type Kernel, panelOf, type Routine, type Step } from '../ir/index.ts'
import { costOf } from './cost.ts'
import { canCut, cut, freeAxes, type Naming } from './cut.ts'

/** Nanoseconds below which sharing gains nothing, for what one thread wrote another reads from afar; a part has at least a third
 *  as many. */
const WORTH = 20_000
/** Parts for each thread: one that is held up leaves the rest to the others. */
const EACH = 8

/** Indices that stay together: lanes and panels along the innermost axes, and rows of a product's tile. */
const together = (kernel: Kernel, axis: number): number => {
  const axes = freeAxes(kernel)
  if (kernel.kind === 'product') {
    if (axis < kernel.batch.length) return 1
    if (axis === kernel.batch.length) return 20
    return axis === axes.length - 1 ? panelOf(kernel.dtype) : 1
  }
  return axis === axes.length - 1 ? 64 : 1
}

interface Cutting {
  readonly axis: number
  /** Indices of a part; the last may have fewer. */
  readonly length: number
  readonly count: number
}

/** Axes from outside in; the columns of a product before its rows, for each part copies its own columns. */
const inOrder = (kernel: Kernel): readonly number[] => {
  const axes = [...freeAxes(kernel).keys()]
  if (kernel.kind !== 'product') return axes
  const rows = kernel.batch.length
  return [...axes.filter((axis) => axis !== rows), rows]
}

/** The axis that gives most parts, up to as many as are wanted; the first of equals. */
const cutting = (kernel: Kernel, wanted: number): Cutting | undefined => {
  const sizes = freeAxes(kernel)
  return inOrder(kernel).reduce<Cutting | undefined>((best, axis) => {
    if (!canCut(kernel, axis)) return best
    const size = sizes[axis] ?? 1
    const unit = together(kernel, axis)
    const length = Math.ceil(Math.ceil(size / wanted) / unit) * unit
    const count = Math.ceil(size / length)
    return count > (best?.count ?? 1) ? { axis, length, count } : best
  }, undefined)
}

const shared = (step: Extract<Step, { kind: 'run' }>, threads: number, worth: number): Step => {
  const { kernel, arrays } = step
  const cost = costOf(kernel)
  if (cost < worth) return step
  const found = cutting(kernel, Math.min(EACH * threads, Math.floor((3 * cost) / worth)))
  if (found === undefined) return step
  const { axis, length, count } = found
  // an array that is read in two ways is two arrays
  const named: { readonly array: number; readonly shift: number }[] = []
  const name: Naming = ({ array, dtype }: Access, stride) => {
    const own = { array: arrays[array] ?? 0, shift: stride * length * byteWidth(dtype) }
    const known = named.findIndex((one) => one.array === own.array && one.shift === own.shift)
    return known === -1 ? named.push(own) - 1 : known
  }
  const size = freeAxes(kernel)[axis] ?? length
  return {
    kind: 'share',
    kernel: cut(kernel, axis, length, name),
    last: cut(kernel, axis, size - (count - 1) * length, name),
    count,
    arrays: named.map(({ array }) => array),
    shifts: named.map(({ shift }) => shift),
  }
}

const inside = (step: Step, threads: number, worth: number): Step => {
  const within = (body: Routine): Routine => divide(body, threads, worth)
  switch (step.kind) {
    case 'run':
      return shared(step, threads, worth)
    case 'share':
      return step
    case 'scan':
      return { ...step, body: within(step.body) }
    case 'while':
      return { ...step, test: within(step.test), body: within(step.body) }
    case 'cond':
      return { ...step, branches: [within(step.branches[0]), within(step.branches[1])] }
  }
}

/** The routine with the kernels that cost more than so many nanoseconds in parts for so many threads. */
export const divide = (routine: Routine, threads: number, worth: number = WORTH): Routine =>
  threads === 1
    ? routine
    : { ...routine, steps: routine.steps.map((step) => inside(step, threads, worth)) }
