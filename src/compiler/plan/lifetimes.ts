// When each piece of memory of a routine is in use: from the step that writes it first to the one that touches it last.
import { blockOf, bodiesOf, bytesOf, type Routine, type Step } from '../ir/index.ts'

/** Memory that is needed from one step to another, both included. */
export interface Piece {
  readonly bytes: number
  readonly from: number
  readonly to: number
}

/** The blocks that a step reads or writes. */
export const touched = (step: Step): readonly number[] => {
  switch (step.kind) {
    case 'run':
    case 'share':
      return step.arrays
    case 'scan':
      return [...step.captures, ...step.carries, ...step.slices, ...step.last, ...step.stacked]
    case 'while':
      return [...step.captures[0], ...step.captures[1], ...step.carries, ...step.last]
    case 'cond':
      return [step.predicate, ...step.operands, ...step.results]
  }
}

/** The blocks that live in the routine's own frame, and when: not inputs, outputs or constants. */
export const lifetimes = (routine: Routine): ReadonlyMap<number, Piece> => {
  const { inputs, outputs, constants, steps } = routine
  const elsewhere = new Set([...inputs, ...outputs, ...constants.map(({ array }) => array)])
  const pieces = new Map<number, Piece>()
  for (const [time, step] of steps.entries())
    for (const block of touched(step)) {
      if (elsewhere.has(block)) continue
      const from = pieces.get(block)?.from ?? time
      pieces.set(block, { bytes: bytesOf(blockOf(routine, block)), from, to: time })
    }
  return pieces
}

/** Bytes of the arrays that are in use together at the worst point: those of routines inside a step beside the step's own. */
export const liveOf = (routine: Routine): number => {
  const { inputs, outputs, constants, steps } = routine
  const always = [...inputs, ...outputs, ...constants.map(({ array }) => array)]
  const pieces = [...lifetimes(routine).values()]
  const own = steps.map((step, time) => {
    const here = pieces.filter(({ from, to }) => from <= time && time <= to)
    const inside = bodiesOf(step).map(insideOf)
    return here.reduce((sum, { bytes }) => sum + bytes, 0) + Math.max(0, ...inside)
  })
  return (
    always.reduce((sum, block) => sum + bytesOf(blockOf(routine, block)), 0) + Math.max(0, ...own)
  )
}

/** The same of a body, whose inputs and outputs are arrays of the step. */
const insideOf = (body: Routine): number =>
  liveOf(body) -
  [...body.inputs, ...body.outputs].reduce((sum, block) => sum + bytesOf(blockOf(body, block)), 0)
