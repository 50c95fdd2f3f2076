// Routine → plan: where everything lies before anything runs.
import {
  type Block,
  blockOf,
  bodiesOf,
  bytesOf,
  type Routine,
  type Step,
  scratchOf,
} from '../ir/index.ts'
import { aligned, layout } from './layout.ts'
import { lifetimes, type Piece } from './lifetimes.ts'

/** A routine whose own arrays have places in its frame; those of routines inside it lie in frames inside its own. */
export interface Frame {
  readonly routine: Routine
  /** Where the routine's own blocks lie in its frame, in bytes. */
  readonly offsets: ReadonlyMap<number, number>
  /** Where its constants lie among those of the program. */
  readonly constants: ReadonlyMap<number, number>
  readonly size: number
  /** For each step, the frames of the routines inside it, and where they lie in this one. */
  readonly inner: readonly (readonly { readonly frame: Frame; readonly offset: number }[])[]
  /** For each step, where its kernel's own memory lies, or where what is carried from one run of a loop's body to the next lies, beside its last place. */
  readonly spare: readonly (readonly number[])[]
}

/** Numbers that lie at a place of the region from the start. */
export interface Constant {
  readonly offset: number
  readonly type: Block
  readonly values: readonly number[]
}

export interface Plan {
  readonly main: Frame
  /** How many threads share its work, at most. */
  readonly threads: number
  /** The program's region: a table of addresses, 4 bytes an input and an output; inputs, outputs and constants; the frame. */
  readonly inputs: readonly number[]
  readonly outputs: readonly number[]
  readonly constants: readonly Constant[]
  /** Where the addresses of a kernel's arrays stand while threads share its work. */
  readonly job: number
  readonly frame: number
  readonly size: number
}

const bytes = (routine: Routine, array: number): number => bytesOf(blockOf(routine, array))

/** How much memory of its own each thread has while it does part of a kernel's work. */
export const roomOf = ({ kernel, last }: Extract<Step, { kind: 'share' }>): number =>
  aligned(Math.max(scratchOf(kernel), scratchOf(last)))

/** A kernel may want memory of its own while it runs, in each thread. What a loop carries lies in two places, and the body goes from one to the other; a `while` tests into one byte more. */
const spares = (routine: Routine, step: Step, threads: number): readonly number[] => {
  if (step.kind === 'run') return [scratchOf(step.kernel)].filter((size) => size > 0)
  if (step.kind === 'share') return [threads * roomOf(step)]
  if (step.kind === 'scan') return step.last.map((block) => bytes(routine, block))
  if (step.kind !== 'while') return []
  const carried = step.last.map((block) => bytes(routine, block))
  return [...carried, ...carried, 1]
}

const frameOf = (
  routine: Routine,
  threads: number,
  keep: (type: Block, values: readonly number[]) => number,
): Frame => {
  const own = [...lifetimes(routine)]
  const inside = routine.steps.map((step) =>
    bodiesOf(step).map((body) => frameOf(body, threads, keep)),
  )
  const spare = routine.steps.map((step) => spares(routine, step, threads))
  const during =
    (time: number) =>
    (bytes: number): Piece => ({ bytes, from: time, to: time })
  const pieces = [
    ...own.map(([, piece]) => piece),
    ...inside.flatMap((frames, time) => frames.map(({ size }) => during(time)(size))),
    ...spare.flatMap((sizes, time) => sizes.map(during(time))),
  ]
  const { offsets, size } = layout(pieces)
  let next = own.length
  const take = (): number => offsets[next++] ?? 0
  const inner = inside.map((frames) => frames.map((frame) => ({ frame, offset: take() })))
  return {
    routine,
    offsets: new Map(own.map(([block], i) => [block, offsets[i] ?? 0])),
    constants: new Map(
      routine.constants.map(({ array, values }) => [array, keep(blockOf(routine, array), values)]),
    ),
    size,
    inner,
    spare: spare.map((sizes) => sizes.map(take)),
  }
}

/** How many addresses a kernel has whose work is shared, at most. */
const addressesOf = ({ steps }: Routine): number =>
  Math.max(
    0,
    ...steps.map((step) =>
      step.kind === 'share' ? step.arrays.length : Math.max(0, ...bodiesOf(step).map(addressesOf)),
    ),
  )

/** Places for everything that a program needs, run by so many threads. */
export const plan = (routine: Routine, threads: number): Plan => {
  let size = aligned(4 * (routine.inputs.length + routine.outputs.length))
  const reserve = (bytes: number): number => {
    const offset = size
    size += aligned(bytes)
    return offset
  }
  const inputs = routine.inputs.map((block) => reserve(bytes(routine, block)))
  const outputs = routine.outputs.map((block) => reserve(bytes(routine, block)))
  const constants: Constant[] = []
  const job = reserve(4 * addressesOf(routine))
  const main = frameOf(routine, threads, (type, values) => {
    const offset = reserve(bytesOf(type))
    constants.push({ offset, type, values })
    return offset
  })
  const frame = reserve(main.size)
  return { main, threads, inputs, outputs, constants, job, frame, size }
}
