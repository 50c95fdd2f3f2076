// What a program became, and where its time goes: for people who look.
import type { Value } from '../../language/level/index.ts'
import { printRoutine, printStep, type Work, workOf } from '../ir/index.ts'
import { liveOf } from '../plan/index.ts'
import type { Executable } from './compile.ts'

export interface Report extends Work {
  /** The steps, a line each, those inside loops under theirs. */
  readonly kernels: string
  /** Bytes that the program's plan takes, and those of the arrays that are in use together at the worst point. */
  readonly memory: { readonly planned: number; readonly live: number }
  /** The WebAssembly module. */
  readonly module: Uint8Array
}

/** Undefined for a program that is evaluated. */
export const reportOf = ({ compiled }: Executable): Report | undefined => {
  if (compiled === undefined) return undefined
  const { plan, runner } = compiled
  const { routine } = plan.main
  return {
    ...workOf(routine),
    kernels: printRoutine(routine),
    memory: { planned: plan.size, live: liveOf(routine) },
    module: runner.module(),
  }
}

/** A step of a program, and the microseconds it takes. */
export interface Timed {
  readonly step: string
  readonly microseconds: number
}

/** Medians of so many runs. Undefined for a program that is evaluated. */
export const timesOf = (
  { compiled }: Executable,
  inputs: readonly Value[],
  runs: number,
): readonly Timed[] | undefined => {
  if (compiled === undefined) return undefined
  const runner = compiled.stepwise()
  const all = Array.from({ length: runs }, () => runner.time(inputs))
  return compiled.plan.main.routine.steps.map((step, i) => {
    const sorted = all.map((times) => times[i] ?? 0).sort((a, b) => a - b)
    return { step: printStep(step), microseconds: 1000 * (sorted[Math.floor(runs / 2)] ?? 0) }
  })
}
