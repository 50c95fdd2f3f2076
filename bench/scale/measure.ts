// One size of a subject: how long its first call takes, how long the next ones, and what memory it has.
import { jit } from 'espalier'
import { lower } from '../../src/compiler/lower/index.ts'
import { plan } from '../../src/compiler/plan/index.ts'
import { lifetimes } from '../../src/compiler/plan/lifetimes.ts'
import { executableOf } from '../../src/functions/jit.ts'
import { count } from '../../src/language/ir/index.ts'
import { median } from '../race/statistics.ts'
import type { Subject } from './subject.ts'

export interface Measured {
  readonly equations: number
  /** Seconds of the first call: tracing, optimizing, planning, writing code, and one step. */
  readonly first: number
  readonly step: number
  /** Bytes of the program's region, and of operands, results and all that lives at the worst moment. */
  readonly bytes: number
  readonly live: number
}

const secondsOf = (run: () => unknown): number => {
  const start = performance.now()
  run()
  return (performance.now() - start) / 1e3
}

const repetitions = 7
const enough = 0.02
/** So long an engine may take until it has made good code of all there is. */
const warming = 0.3

/** The seconds of a call, in repetitions that are long enough to be timed. */
const stepOf = (call: () => unknown): number => {
  const start = performance.now()
  while (performance.now() - start < warming * 1e3) call()
  let turns = 1
  const many = (): void => {
    for (let i = 0; i < turns; i++) call()
  }
  while (secondsOf(many) < enough) turns *= 2
  return median(Array.from({ length: repetitions }, () => secondsOf(many) / turns))
}

export const measured = ({ f, args }: Subject): Measured => {
  const jitted = jit(f as () => object) as (...args: readonly unknown[]) => object // called with its arguments
  const call = (): object => jitted(...args)
  const first = secondsOf(call)
  const { optimized } = executableOf(jitted as () => object, args)
  const routine = lower(optimized)
  const { size, frame } = plan(routine, 1)
  const pieces = [...lifetimes(routine)].map(([, piece]) => piece)
  const alive = routine.steps.map((_, time) =>
    pieces
      .filter(({ from, to }) => from <= time && time <= to)
      .reduce((sum, { bytes }) => sum + bytes, 0),
  )
  return {
    equations: count(optimized),
    first,
    step: stepOf(call),
    bytes: size,
    live: frame + Math.max(0, ...alive),
  }
}
