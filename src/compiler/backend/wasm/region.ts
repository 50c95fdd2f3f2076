// A program's memory while it has some: a table of addresses, a slot for each operand and result, constants and the frame.
// `main` reads from the table where its operands and results lie, so that a result becomes an operand by being named.
import type { DType } from '../../../shape/index.ts'
import type { Data } from '../../../tensor/index.ts'
import type { Block, Routine } from '../../ir/index.ts'
import type { Plan } from '../../plan/index.ts'

/** A place for arrays of one type, and the number of the tensor whose elements it holds: 0 of none. */
export interface Slot {
  address: number
  serial: number
  readonly type: Block
}

export interface Region {
  readonly base: number
  readonly inputs: readonly Slot[]
  readonly outputs: readonly Slot[]
}

const blockOf = ({ blocks }: Routine, block: number): Block =>
  blocks[block] ?? { dtype: 'bool', length: 0 }

/** A region at an address: constants and the table are written, the slots hold nothing yet. */
export const regionAt = (plan: Plan, base: number, buffer: ArrayBuffer): Region => {
  const { routine } = plan.main
  for (const { routine: owner, block, offset } of plan.constants) {
    const { values = [] } = owner.constants.find(({ array }) => array === block) ?? {}
    viewOf(blockOf(owner, block), buffer, base + offset).set(values)
  }
  const slots = (blocks: readonly number[], offsets: readonly number[]): readonly Slot[] =>
    blocks.map((block, i) => ({
      address: base + (offsets[i] ?? 0),
      serial: 0,
      type: blockOf(routine, block),
    }))
  const region = {
    base,
    inputs: slots(routine.inputs, plan.inputs),
    outputs: slots(routine.outputs, plan.outputs),
  }
  writeTable(region, buffer)
  return region
}

/** Says in the table where operands and results lie now. */
export const writeTable = ({ base, inputs, outputs }: Region, buffer: ArrayBuffer): void => {
  const table = new Int32Array(buffer, base, inputs.length + outputs.length)
  for (const [i, { address }] of inputs.entries()) table[i] = address
  for (const [i, { address }] of outputs.entries()) table[inputs.length + i] = address
}

/** The elements of a block in memory: seen, never handed on. */
export const viewOf = ({ dtype, length }: Block, buffer: ArrayBuffer, at: number): Data =>
  views[dtype](buffer, at, length)

const views: Readonly<Record<DType, (buffer: ArrayBuffer, at: number, length: number) => Data>> = {
  f32: (buffer, at, length) => new Float32Array(buffer, at, length),
  f64: (buffer, at, length) => new Float64Array(buffer, at, length),
  i32: (buffer, at, length) => new Int32Array(buffer, at, length),
  u32: (buffer, at, length) => new Uint32Array(buffer, at, length),
  bool: (buffer, at, length) => new Uint8Array(buffer, at, length),
}
