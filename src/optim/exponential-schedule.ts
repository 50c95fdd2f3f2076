// Rates that fall, or rise, by a factor in a given number of steps.
import { convert, div, floor, gt, maximum, minimum, mul, pow, sub, where } from '../ops/index.ts'
import type { Scheduled } from './constant-schedule.ts'
import { mustBeFinite, mustBePositive, mustBeSteps, mustBeStepsOrNone } from './option.ts'

export interface ExponentialOptions {
  readonly initValue: number
  readonly transitionSteps: number
  readonly decayRate: number
  /** The step at which it leaves the initial value: 0 unless given. */
  readonly transitionBegin?: number
  /** Whether it changes only every transitionSteps steps. */
  readonly staircase?: boolean
  /** Where it stays once it is there. */
  readonly endValue?: number
}

/** initValue · decayRate^(t / transitionSteps), t steps after the beginning.
 *  @example exponentialDecay({ initValue: 1, transitionSteps: 2, decayRate: 0.25 })(scalar(1, { dtype: 'i32' })) // => scalar(0.5, { dtype: 'f64' }) */
export const exponentialDecay = ({
  initValue,
  transitionSteps,
  decayRate,
  transitionBegin = 0,
  staircase = false,
  endValue,
}: ExponentialOptions): Scheduled => {
  const op = 'exponentialDecay'
  mustBeFinite(op, { initValue, endValue })
  mustBePositive(op, { decayRate })
  mustBeSteps(op, { transitionSteps })
  mustBeStepsOrNone(op, { transitionBegin })
  return (count) => {
    const after = sub(convert(count, 'f64'), transitionBegin)
    const part = div(after, transitionSteps)
    const decayed = mul(pow(decayRate, staircase ? floor(part) : part), initValue)
    const rate = where(gt(after, 0), decayed, initValue)
    if (endValue === undefined) return rate
    return decayRate < 1 ? maximum(rate, endValue) : minimum(rate, endValue)
  }
}
