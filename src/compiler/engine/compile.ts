// The whole compiler: each line of `compile` is a room.
import { check, evaluate } from '../../language/evaluate/index.ts'
import { canonical, type Program, type Var } from '../../language/ir/index.ts'
import type { Value } from '../../language/level/index.ts'
import { canFuse, isSupported, type Runner } from '../backend/index.ts'
import { divide } from '../divide/index.ts'
import { lower } from '../lower/index.ts'
import { optimize } from '../optimize/index.ts'
import { type Plan, plan } from '../plan/index.ts'
import { isWide, machine, settings } from './machine.ts'
import { recalling } from './recall.ts'

export interface Executable {
  /** The program as it was traced. */
  readonly program: Program
  /** What runs. */
  readonly optimized: Program
  /** Undefined where the program is evaluated: it computes nothing, or the host has no vectors. */
  readonly compiled: Compiled | undefined
  /** The results on concrete inputs; deferred ones stay where they are until they are read, or their place is needed. */
  readonly run: (inputs: readonly Value[], deferring?: boolean) => readonly Value[]
}

/** A program as WebAssembly. */
export interface Compiled {
  readonly plan: Plan
  readonly runner: Runner
  /** The same with a function for each step. */
  readonly stepwise: () => Runner
}

/** How a program is to run; what is left out is as {@link settings} say. */
export interface Running {
  /** `portable`, as without it: the bits of `evaluate`. `fast`: products may be rounded together with the sums they join, where
   *  the machine can; the same bits on one machine. */
  readonly mode?: 'portable' | 'fast'
  readonly threads?: number
}

const recalled = recalling<Executable>()

/** A program made to run. Equal programs that run alike are one, whoever traced them. */
export const compile = (program: Program, running: Running = {}): Executable => {
  const { threads = settings().threads, mode = 'portable' } = running
  const key = `${threads} ${mode} ${settings().wideVectors} ${canonical(program)}`
  return recalled(key, () => compiled(program, { threads, mode }))
}

const compiled = (program: Program, { threads, mode }: Required<Running>): Executable => {
  const optimized = optimize(check(program))
  // an operand that is returned unchanged is the same tensor: only the others are computed
  const isInput = ({ id }: Var): boolean => optimized.inputs.some((v) => v.id === id)
  const outputs = optimized.outputs.filter((v) => !isInput(v))
  const computed = { ...optimized, outputs }
  const known = [...optimized.inputs, ...outputs]
  const places = optimized.outputs.map(({ id }) => known.findIndex((v) => v.id === id))
  const make = (): Compiled => {
    const routine = divide(lower(computed), threads)
    const planned = plan(routine, threads)
    const types = outputs.map(({ type }) => type)
    const how = { wide: isWide(routine), fast: mode === 'fast' && canFuse() }
    const runner = (stepwise: boolean): Runner =>
      machine().runner(planned, types, { ...how, stepwise })
    return { plan: planned, runner: runner(false), stepwise: () => runner(true) }
  }
  const code = outputs.length > 0 && isSupported() ? make() : undefined
  const run = (inputs: readonly Value[], deferring: boolean): readonly Value[] =>
    code === undefined ? evaluate(computed, inputs) : code.runner.run(inputs, deferring)
  return {
    program,
    optimized,
    compiled: code,
    run: (inputs, deferring = false) => {
      const values = [...inputs, ...run(inputs, deferring)]
      return places.map((place) => values[place] as Value) // every output is an input or computed
    },
  }
}
