// What lowering has made so far: blocks of memory, numbers known from the start, steps. And the two ways an array gets into
// memory: written to a place that someone names, or stored in a block of its own, once.
import { type Sizes, size, strides as stridesOf } from '../../shape/index.ts'
import { type Block, type Kernel, type Routine, type Step, textOf } from '../ir/index.ts'
import { type Index, identity, placeOf } from './affine.ts'
import { fewer } from './axes.ts'
import { type Draft, draft, type Place } from './draft.ts'
import type { Lazy } from './lazy.ts'

/** A node, and the index in the target of the element that it is. */
export interface Written {
  readonly value: number
  readonly index: Index
}

export interface Lowering {
  /** A new block for an array, and the place in it. */
  readonly reserve: (type: Pick<Lazy, 'shape' | 'dtype'>) => Place
  /** The array of these numbers. */
  readonly constant: (type: Pick<Lazy, 'shape' | 'dtype'>, values: readonly number[]) => Lazy
  /** The array in memory, as it lies or stored now. */
  readonly store: (x: Lazy) => Lazy & { readonly place: Place }
  /** A place row-major in a block of its own, copied once. */
  readonly copy: (place: Place) => Lazy & { readonly place: Place }
  /** Writes an array to a place of its shape. */
  readonly write: (x: Lazy, target: Place) => void
  /** Runs one kernel over a space, which stores some elements of a place for each index. */
  readonly writeEach: (
    target: Place,
    space: Sizes,
    elements: (index: Index, to: Draft) => readonly Written[],
  ) => void
  /** The element of an array as a node. */
  readonly at: (x: Lazy, index: Index, to: Draft) => number
  /** Whether a place is all of its block, row-major. */
  readonly isWhole: (place: Place) => boolean
  /** Whether steps write to a block: inputs and constants are only read. */
  readonly isWritten: (block: number) => boolean
  readonly push: (step: Step) => void
  /** Runs a kernel that was drafted. */
  readonly run: (kernel: Kernel, from: Draft) => void
  readonly finished: (inputs: readonly Place[], outputs: readonly Place[]) => Routine
}

/** An array that lies in memory. */
export const lying = (place: Place): Lazy & { readonly place: Place } => ({
  shape: place.shape,
  dtype: place.dtype,
  cost: 0,
  fill: undefined,
  place,
  node: (index, to) =>
    to.node({
      kind: 'load',
      ...to.access(place.block, place.dtype, placeOf(index, place.strides, place.offset)),
    }),
})

/** Whether elements lie side by side, row-major. */
export const isDense = (shape: Sizes, strides: readonly number[]): boolean =>
  stridesOf(shape).every((stride, axis) => shape[axis] === 1 || stride === strides[axis])

export const lowering = (): Lowering => {
  const blocks: Block[] = []
  const constants: { array: number; values: readonly number[] }[] = []
  const steps: Step[] = []
  const stored = new Map<Lazy, Lazy & { readonly place: Place }>()
  const copies = new Map<string, Lazy & { readonly place: Place }>()

  const reserve: Lowering['reserve'] = ({ shape, dtype }) => {
    const block = blocks.push({ dtype, length: size(shape) }) - 1
    return { block, dtype, shape, offset: 0, strides: stridesOf(shape) }
  }
  const self: Lowering = {
    reserve,
    constant: (type, values) => {
      const place = reserve(type)
      constants.push({ array: place.block, values })
      return lying(place)
    },
    store: (x) => {
      const { place } = x
      if (place !== undefined) return { ...x, place }
      const known = stored.get(x)
      if (known !== undefined) return known
      const target = reserve(x)
      self.write(x, target)
      const result = lying(target)
      stored.set(x, result)
      return result
    },
    copy: (place) => {
      const key = textOf(place)
      const known = copies.get(key)
      if (known !== undefined) return known
      const target = lying(self.reserve(place))
      self.write(lying(place), target.place)
      copies.set(key, target)
      return target
    },
    write: (x, target) => {
      if (size(target.shape) === 0) return
      const source = stored.get(x) ?? x
      if (source.fill !== undefined) source.fill(target)
      else
        self.writeEach(target, target.shape, (index, to) => [
          { value: self.at(source, index, to), index },
        ])
    },
    writeEach: (target, space, elements) => {
      if (size(space) === 0) return
      const to = draft()
      for (const { value, index } of elements(identity(space), to)) {
        const at = placeOf(index, target.strides, target.offset)
        const access = to.access(target.block, target.dtype, at)
        to.stores.push({ ...access, value, adds: false, where: undefined })
      }
      self.run({ kind: 'map', ...fewer({ space, nodes: to.nodes, stores: to.stores }) }, to)
    },
    at: (x, index, to) => (stored.get(x) ?? x).node(index, to),
    isWhole: ({ block, shape, strides, offset }) =>
      offset === 0 && size(shape) === blocks[block]?.length && isDense(shape, strides),
    isWritten: (block) => !constants.some(({ array }) => array === block),
    push: (step) => void steps.push(step),
    run: (kernel, { blocks: arrays }) => void steps.push({ kind: 'run', kernel, arrays }),
    finished: (inputs, outputs) => ({
      blocks,
      constants,
      steps,
      inputs: inputs.map(({ block }) => block),
      outputs: outputs.map(({ block }) => block),
    }),
  }
  return self
}
