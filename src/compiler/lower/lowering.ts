// What lowering has made so far: blocks of memory, numbers known from the start, steps. And how an array gets into memory:
// written to a place that someone names, stored in a block of its own, once, or kept by whatever kernel computes all of it.
import { type Sizes, size, strides as stridesOf } from '../../shape/index.ts'
import { type Block, type Kernel, type Routine, type Step, textOf } from '../ir/index.ts'
import { type Index, identity, isIdentity, placeOf } from './affine.ts'
import { fewer } from './axes.ts'
import { type Draft, draft, type Place, reached } from './draft.ts'
import { computed, type Lazy } from './lazy.ts'
import { live } from './live.ts'

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
  /** An array that several ask for: the first kernel that computes all of it stores it too. */
  readonly keep: (x: Lazy) => Lazy
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
  host: undefined,
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

/** A kernel that is drafted, element by element over a space. */
interface Drafting {
  readonly space: Sizes
  /** What it computes of the arrays that are kept, as nodes. */
  readonly kept: Map<Lazy, number>
  /** The array whose kernel it becomes part of, if it may. */
  readonly hosts: boolean
  host: Lazy | undefined
}

/** Nodes of a kernel beyond which it takes in nothing more that is kept. */
const LARGE = 200

export const lowering = (): Lowering => {
  const blocks: Block[] = []
  const constants: { array: number; values: readonly number[] }[] = []
  const steps: Step[] = []
  const stored = new Map<Lazy, Lazy & { readonly place: Place }>()
  const deferred = new Map<Lazy, Lazy>()
  const drafting = new Map<Draft, Drafting>()
  const copies = new Map<string, Lazy & { readonly place: Place }>()

  const reserve: Lowering['reserve'] = ({ shape, dtype }) => {
    const block = blocks.push({ dtype, length: size(shape) }) - 1
    return { block, dtype, shape, offset: 0, strides: stridesOf(shape) }
  }
  /** The element of an array that a drafted kernel computes in its own order, as part of it. */
  const joined = (x: Lazy, index: Index, to: Draft): number | undefined => {
    const own = drafting.get(to)
    if (own === undefined || `${own.space}` !== `${x.shape}` || !isIdentity(index, x.shape))
      return undefined
    const known = own.kept.get(x)
    if (known !== undefined) return known
    const source = deferred.get(x)
    if (source !== undefined && to.nodes.length <= LARGE) {
      const value = self.at(source, index, to)
      own.kept.set(x, value)
      return value
    }
    if (x.host === undefined || !own.hosts || (own.host !== undefined && own.host !== x))
      return undefined
    own.host = x
    return to.node({ kind: 'result', dtype: x.dtype, of: 0 })
  }
  /** Drafts a kernel and runs it, as part of another if `hosts`; false where that cannot be. */
  const drafted = (
    target: Place,
    space: Sizes,
    elements: (index: Index, to: Draft) => readonly Written[],
    hosts: boolean,
  ): boolean => {
    const to = draft()
    const own: Drafting = { space, kept: new Map(), hosts, host: undefined }
    drafting.set(to, own)
    for (const { value, index } of elements(identity(space), to)) {
      const at = placeOf(index, target.strides, target.offset)
      const access = to.access(target.block, target.dtype, at)
      to.stores.push({ ...access, value, adds: false, where: undefined })
    }
    drafting.delete(to)
    const kept = [...own.kept].flatMap(([x, value]) =>
      stored.has(x) ? [] : [{ x, value, place: reserve(x) }],
    )
    for (const { value, place } of kept)
      to.stores.push({ ...reached(to, place), value, adds: false, where: undefined })
    const { nodes, stores } = to
    if (own.host === undefined) self.run({ kind: 'map', ...fewer({ space, nodes, stores }) }, to)
    else if (own.host.host?.({ nodes, stores, to }) !== true) return false
    for (const { x, place } of kept) if (!stored.has(x)) stored.set(x, lying(place))
    return true
  }
  const self: Lowering = {
    reserve,
    constant: (type, values) => {
      const place = reserve(type)
      constants.push({ array: place.block, values })
      return lying(place)
    },
    store: (x) => {
      const known = stored.get(x)
      if (known !== undefined) return known
      const place = deferred.has(x) ? undefined : x.place
      if (place !== undefined) return { ...x, place }
      const target = reserve(x)
      self.write(deferred.get(x) ?? x, target)
      const result = lying(target)
      stored.set(x, result)
      return result
    },
    keep: (x) => {
      if (x.place !== undefined) return x
      if (x.fill !== undefined && x.host === undefined) return self.store(x)
      const kept: Lazy = {
        ...computed(x, 0, (index, to) => self.at(self.store(kept), index, to)),
        // who asks where it lies has it stored
        get place() {
          return self.store(kept).place
        },
      }
      deferred.set(kept, x)
      return kept
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
      if (!drafted(target, space, elements, true)) drafted(target, space, elements, false)
    },
    at: (x, index, to) =>
      stored.get(x)?.node(index, to) ?? joined(x, index, to) ?? x.node(index, to),
    isWhole: ({ block, shape, strides, offset }) =>
      offset === 0 && size(shape) === blocks[block]?.length && isDense(shape, strides),
    isWritten: (block) => !constants.some(({ array }) => array === block),
    push: (step) => void steps.push(step),
    run: (kernel, { blocks: arrays }) => void steps.push({ kind: 'run', kernel, arrays }),
    finished: (inputs, outputs) => ({
      blocks,
      constants,
      steps: live(
        steps,
        outputs.map(({ block }) => block),
      ),
      inputs: inputs.map(({ block }) => block),
      outputs: outputs.map(({ block }) => block),
    }),
  }
  return self
}
