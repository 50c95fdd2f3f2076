// Functions over trees as programs: tensors and keys are traced, everything else is part of the structure.
import { type Executable, jit as jitOf, type Running } from '../compiler/engine/index.ts'
import type { Value } from '../language/level/index.ts'
import type { Body } from '../language/trace/index.ts'
import { demandNoMore, optionsOf } from '../prelude/index.ts'
import { type Flattened, type Structure, sameStructure, type Typed } from '../tree/index.ts'
import {
  argumentsOf,
  lift,
  type Made,
  named,
  overTrees,
  perType,
  type TreeFunction,
} from './lift.ts'
import { someThreads } from './threads.ts'
import { warn } from './warn.ts'

/** Tuples stay tuples: an array literal that f returns is typed by its elements. */
export type Returned =
  | readonly []
  | readonly [Returned, ...Returned[]]
  | { readonly [name: string]: Returned }
  | object
  | string
  | number
  | boolean
  | null
  | undefined
  // biome-ignore lint/suspicious/noConfusingVoidType: f may return nothing
  | void

interface Compiled {
  readonly run: Body
  readonly defer: Body
  readonly executable: () => Executable
  readonly operands: Body
  readonly result: () => Typed
}
type Compiler = (args: readonly unknown[]) => Made<Compiled>

const compilers = new WeakMap<object, Compiler>()

/** f, traced once for each structure and type of its arguments and then run as a program; the programs of the most recent
 *  256 are kept.  Reading a value while it is traced fails, and names what to use instead.
 *  @example jit((x: Tensor<[2]>) => add(x, 1))(tensor([1, 2])) // => tensor([2, 3]) */
export const jit = <F extends (...args: never[]) => Returned>(
  f: F,
  options?: JitOptions,
  ...more: readonly []
): F => {
  demandNoMore('jit', [f, options], more, 'jit(f)(x, …): what is no tensor is static')
  return jitted('jit', f, optionsOf<JitOptions>('jit', manners, options))
}

/** How a function runs: what is left out is as `engine.configure` says. */
export type JitOptions = Running

const manners = { mode: ['portable', 'fast'], threads: someThreads } as const

/** The same for another function, whose name messages begin with. */
export const jitted = <F extends (...args: never[]) => Returned>(
  transform: string,
  f: F,
  running: Running = {},
): F => {
  const name = named(transform, f)
  if (compilers.has(f) && Object.keys(running).length === 0) return f
  const programs = programsOf(name, f as unknown as TreeFunction, running) // called with trees of its arguments' structure alone
  const call = overTrees(programs)
  compilers.set(call, programs)
  return call as unknown as F // takes and gives what f does
}

/** f jitted, for a loop that owns its state: results are leaves, and may stay where they were computed. */
export const deferred = (
  transform: string,
  f: TreeFunction,
): ((...args: readonly unknown[]) => Flattened) => {
  const programs = compilers.get(f) ?? programsOf(named(transform, f), f)
  return (...args) => {
    const { made, leaves } = programs(args)
    const results = made.defer(...leaves)
    return { structure: made.result().structure, leaves: results }
  }
}

const programsOf = (name: string, f: TreeFunction, running: Running = {}): Compiler => {
  let traces = 0
  let before: Structure | undefined
  return perType(name, (structure, types) => {
    if (++traces === retraced) warn(changing(name, before ?? structure, structure))
    before = structure
    const { body, result } = lift(name, f, structure)
    const { call, defer, executable, operands } = jitOf(name, body, types, running)
    return { run: call, defer, executable, operands, result }
  })
}

/** A program, and what it takes. */
export interface Entered {
  readonly executable: Executable
  readonly operands: readonly Value[]
}

/** The executable of a function for these arguments, and its operands; it is jitted first if it is not. */
export const entered = (
  f: (...args: never[]) => Returned,
  args: readonly unknown[],
  transform: string,
): Entered => {
  const known = compilers.get(f)
  if (known === undefined) return entered(jitted(transform, f), args, transform)
  const { made, leaves } = known(args)
  return { executable: made.executable(), operands: made.operands(...leaves) }
}

/** The executable alone. */
export const executableOf = (
  f: (...args: never[]) => Returned,
  args: readonly unknown[],
  transform = 'jit',
): Executable => entered(f, args, transform).executable

/** A function that is traced this often is probably given a number that changes. */
const retraced = 8

const changing = (name: string, before: Structure, now: Structure): string => {
  const earlier = argumentsOf(before)
  const place = argumentsOf(now).findIndex((argument, i) => {
    const was = earlier[i]
    return was === undefined || sameStructure(was, argument) !== undefined
  })
  const advice =
    place < 0 ? 'keep shapes the same' : 'make a number that changes a tensor with scalar(x)'
  return `${name}: must not be traced again and again (was traced ${retraced} times, argument ${Math.max(place, 0)} changes); ${advice}`
}
