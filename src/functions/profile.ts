// Where the time of a function goes.
import { type Timed, timesOf } from '../compiler/engine/index.ts'
import { demandFunction, optionsOf } from '../prelude/index.ts'
import { entered, type Returned } from './jit.ts'

export interface Profile {
  /** The steps of its program, in order, and the microseconds each takes, the median of the runs; none where it is evaluated. */
  readonly steps: readonly Timed[]
  readonly microseconds: number
  /** The steps that take most time, a line each. */
  readonly text: string
}

export interface ProfileOptions {
  /** How often the program runs, 100 times if nothing is said: the first runs are slow, until the engine has optimized it. */
  readonly runs?: number
}

const manners = { runs: 'count' } as const
const RUNS = 100

/** Runs a function for these arguments again and again, each step of its program by itself, and says where the time goes.
 *  @example engine.profile((x: Tensor<[2]>) => mul(x, 2))(tensor([1, 2])).steps.length // => 1 */
export const profile = <A extends readonly unknown[]>(
  f: (...args: A) => Returned,
  options?: ProfileOptions,
): ((...args: A) => Profile) => {
  demandFunction('profile', 'f', f)
  const { runs = RUNS } = optionsOf<ProfileOptions>('profile', manners, options)
  return (...args) => {
    const { executable, operands } = entered(f as never, args, 'profile') // called with its own arguments
    const steps = timesOf(executable, operands, runs) ?? []
    const microseconds = steps.reduce((sum, step) => sum + step.microseconds, 0)
    return { steps, microseconds, text: table(steps, microseconds) }
  }
}

const table = (steps: readonly Timed[], total: number): string =>
  [...steps]
    .sort((a, b) => b.microseconds - a.microseconds)
    .map(({ step, microseconds }) => {
      const share = `${((100 * microseconds) / (total || 1)).toFixed(1)} %`
      return `${share.padStart(7)} ${microseconds.toFixed(1).padStart(9)} µs  ${step}`
    })
    .join('\n')
