// The ways to run a step again and again: folded by the library, in one scan, by one call each.
import { fold, type Key, random, scan } from 'espalier'
import { compiled } from './running.ts'
import type { Work } from './work.ts'

/** A state and a batch to the next state, and something beside it. */
export type Step<R, B> = (run: R, batch: B) => readonly [R, unknown]

type Plain = Step<unknown, unknown>

/** A step, its first state and its batches, each of which a key decides. */
export interface Training<R, B> {
  readonly step: Step<R, B>
  readonly run: R
  readonly batch: (key: Key) => B
}

/** How many batches there are; they come in turn. */
const ring = 16

const batchesOf = <B>(batch: (key: Key) => B): readonly B[] =>
  Array.from({ length: ring }, (_, i) => batch(random.foldIn(random.key(1), i)))

const inTurn = function* <B>(batches: readonly B[], count: number): Generator<B> {
  for (let i = 0; i < count; i++) yield batches[i % batches.length] as B // there are some
}

/** The library's own loop: the state stays where it is computed. */
export const folded = <R, B>({ step, run, batch }: Training<R, B>): Work => {
  const loop = fold(compiled(step as Plain)) // generic code has no types for fold to check
  const batches = batchesOf(batch)
  let now: unknown = run
  return {
    steps: 1,
    run: (turns) => {
      now = loop(now, inTurn(batches, turns))[0]
    },
  }
}

/** A call of a jitted step from JavaScript each time. */
export const called = <R, B>({ step, run, batch }: Training<R, B>): Work => {
  const call = compiled(step)
  const batches = batchesOf(batch)
  let now = run
  return {
    steps: 1,
    run: (turns) => {
      for (const one of inTurn(batches, turns)) now = call(now, one)[0]
    },
  }
}

/** All of `length` stacked batches in one program. */
export const scanned = <R, B>(
  { step, run }: Training<R, B>,
  batches: unknown,
  length: number,
): Work => {
  const loop = compiled((run: unknown, all: unknown) => scan(step as Plain)(run, all as never)) // as above
  let now: unknown = run
  return {
    steps: length,
    run: (turns) => {
      for (let i = 0; i < turns; i++) now = loop(now, batches)[0]
    },
  }
}
