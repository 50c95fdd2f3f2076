// Routines: kernels in order, over arrays that each are written once. What a program becomes before memory is planned.
import { byteWidth, type DType } from '../../shape/index.ts'
import type { Kernel } from './kernel.ts'

/** A row-major array in memory. */
export interface Block {
  readonly dtype: DType
  readonly length: number
}

/** Steps name arrays by their numbers in `blocks`. */
export type Step =
  | { readonly kind: 'run'; readonly kernel: Kernel; readonly arrays: readonly number[] }
  /** A kernel's work in `count` parts that threads take, in any order: one kernel for all parts but the last, and that one's.
   *  From part to part arrays begin so many bytes further on. */
  | {
      readonly kind: 'share'
      readonly kernel: Kernel
      readonly last: Kernel
      readonly count: number
      readonly arrays: readonly number[]
      readonly shifts: readonly number[]
    }
  /** The body for each of `length` slices; its inputs are captures, carries, slices, its outputs carries and slices. */
  | {
      readonly kind: 'scan'
      readonly body: Routine
      readonly length: number
      readonly reverse: boolean
      readonly captures: readonly number[]
      readonly carries: readonly number[]
      readonly slices: readonly number[]
      readonly last: readonly number[]
      readonly stacked: readonly number[]
    }
  /** The body as long as the test holds, at most `limit` times. */
  | {
      readonly kind: 'while'
      readonly test: Routine
      readonly body: Routine
      readonly captures: readonly [test: readonly number[], body: readonly number[]]
      readonly carries: readonly number[]
      readonly last: readonly number[]
      readonly limit: number | null
    }
  /** One branch or the other, for each of `lanes` slices where there is more than one predicate. */
  | {
      readonly kind: 'cond'
      readonly lanes: number
      readonly predicate: number
      readonly branches: readonly [onTrue: Routine, onFalse: Routine]
      readonly operands: readonly number[]
      readonly results: readonly number[]
    }

export interface Routine {
  readonly blocks: readonly Block[]
  readonly inputs: readonly number[]
  readonly outputs: readonly number[]
  /** Arrays that hold numbers from the start. */
  readonly constants: readonly { readonly array: number; readonly values: readonly number[] }[]
  readonly steps: readonly Step[]
}

/** A block of a routine, by its number. */
export const blockOf = ({ blocks }: Routine, array: number): Block => {
  const block = blocks[array]
  if (block === undefined) throw new RangeError(`a routine has no array ${array}`)
  return block
}

/** How many bytes a block takes. */
export const bytesOf = ({ dtype, length }: Block): number => length * byteWidth(dtype)

/** The routines inside a step. */
export const bodiesOf = (step: Step): readonly Routine[] => {
  switch (step.kind) {
    case 'run':
    case 'share':
      return []
    case 'scan':
      return [step.body]
    case 'while':
      return [step.test, step.body]
    case 'cond':
      return step.branches
  }
}

/** All kernels of a routine, those of routines inside it too, in the order in which they are first run. */
export const kernelsOf = ({ steps }: Routine): readonly Kernel[] =>
  steps.flatMap((step) => ('kernel' in step ? [step.kernel] : bodiesOf(step).flatMap(kernelsOf)))
