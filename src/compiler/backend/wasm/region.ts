// A program's memory while it has some: a table of addresses, a slot for each operand and result, constants and the frame.
// `main` reads from the table where its operands and results lie, so that a result becomes an operand by being named.
import type { DType } from '../../../shape/index.ts'
import type { Data, Deferred, Elements } from '../../../tensor/index.ts'
import { type Block, blockOf } from '../../ir/index.ts'
import type { Plan } from '../../plan/index.ts'

/** A place for arrays of one type, and the number of the tensor whose elements it holds: 0 of none. */
export interface Slot {
  readonly type: Block
  address: number
  serial: number
  /** The tensor's content, where it is not copied out yet. */
  deferred: Deferred | undefined
  /** Its elements, as long as the memory does not grow. */
  view: Data
}

export interface Region {
  readonly base: number
  readonly inputs: readonly Slot[]
  readonly outputs: readonly Slot[]
  /** What the views are of. */
  buffer: ArrayBufferLike
  /** The addresses of inputs, then of outputs. */
  table: Int32Array
}

/** A region at an address: constants and the table are written, the slots hold nothing yet. */
export const regionAt = (plan: Plan, base: number, buffer: ArrayBufferLike): Region => {
  const { routine } = plan.main
  for (const { type, values, offset } of plan.constants)
    viewOf(type, buffer, base + offset).set(values)
  const slots = (blocks: readonly number[], offsets: readonly number[]): readonly Slot[] =>
    blocks.map((block, i) => {
      const type = blockOf(routine, block)
      const address = base + (offsets[i] ?? 0)
      return { type, address, serial: 0, deferred: undefined, view: viewOf(type, buffer, address) }
    })
  const inputs = slots(routine.inputs, plan.inputs)
  const outputs = slots(routine.outputs, plan.outputs)
  const table = new Int32Array(buffer, base, inputs.length + outputs.length)
  const region = { base, inputs, outputs, buffer, table }
  writeTable(region)
  return region
}

export const slotsOf = ({ inputs, outputs }: Region): readonly Slot[] => [...inputs, ...outputs]

/** The region with views of this buffer: memory that has grown has another. */
export const viewed = (region: Region, buffer: ArrayBufferLike): Region => {
  if (region.buffer === buffer) return region
  region.buffer = buffer
  region.table = new Int32Array(buffer, region.base, region.table.length)
  for (const slot of slotsOf(region)) slot.view = viewOf(slot.type, buffer, slot.address)
  return region
}

/** Says in the table where operands and results lie now. */
export const writeTable = ({ inputs, outputs, table }: Region): void => {
  let next = 0
  for (const { address } of inputs) table[next++] = address
  for (const { address } of outputs) table[next++] = address
}

/** Each slot in the other's place, with what it holds. */
export const exchange = (a: Slot, b: Slot): void => {
  const { address, serial, deferred, view } = a
  a.address = b.address
  a.serial = b.serial
  a.deferred = b.deferred
  a.view = b.view
  b.address = address
  b.serial = serial
  b.deferred = deferred
  b.view = view
}

/** The slot is about to hold another tensor: what is still wanted of the one it holds is copied out. */
export const vacate = (slot: Slot): void => {
  slot.serial = 0
  slot.deferred?.settle()
  slot.deferred = undefined
}

/** So many elements at most are given as plain numbers, which are made faster than a buffer is. */
export const FEW = 64

/** A copy of the elements of a slot: by the constructor of their storage, which is faster than `slice` where memory is shared. */
export const copyOf = ({ type, view }: Slot): Elements => {
  if (view.length > FEW) return new storages[type.dtype](view)
  const copy: number[] = []
  for (let i = 0; i < view.length; i++) copy.push(view[i] ?? 0)
  return copy
}

/** The elements of a block in memory: seen, never handed on. */
const viewOf = ({ dtype, length }: Block, buffer: ArrayBufferLike, at: number): Data =>
  new storages[dtype](buffer, at, length)

/** Storage of elements, or a view of memory as such. */
type Storage = new (from: Data | ArrayBufferLike, at?: number, length?: number) => Data

const storages: Readonly<Record<DType, Storage>> = {
  f32: Float32Array,
  f64: Float64Array,
  i32: Int32Array,
  u32: Uint32Array,
  bool: Uint8Array,
}
