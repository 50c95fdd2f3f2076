// What a routine does in all: operations, and bytes that kernels read and write.
import { operationsOf } from './print.ts'
import { blockOf, bytesOf, type Routine, type Step } from './routine.ts'

export interface Work {
  readonly operations: number
  readonly bytes: number
}

const none: Work = { operations: 0, bytes: 0 }
const sum = (all: readonly Work[]): Work =>
  all.reduce(
    (x, y) => ({ operations: x.operations + y.operations, bytes: x.bytes + y.bytes }),
    none,
  )
const times = (count: number, { operations, bytes }: Work): Work => ({
  operations: count * operations,
  bytes: count * bytes,
})

const workOfStep = (routine: Routine, step: Step): Work => {
  switch (step.kind) {
    case 'run':
    case 'share': {
      const bytes = step.arrays.reduce((all, array) => all + bytesOf(blockOf(routine, array)), 0)
      const parts = step.kind === 'share' ? step.count - 1 : 0
      const last = step.kind === 'share' ? step.last : step.kernel
      return { operations: parts * operationsOf(step.kernel) + operationsOf(last), bytes }
    }
    case 'scan':
      return times(step.length, workOf(step.body))
    case 'while':
      return sum([workOf(step.test), workOf(step.body)])
    case 'cond':
      return times(step.lanes, workOf(step.branches[0]))
  }
}

/** Of a loop that ends when a test says so, one turn is counted; of a branch, the first. */
export const workOf = (routine: Routine): Work =>
  sum(routine.steps.map((step) => workOfStep(routine, step)))
