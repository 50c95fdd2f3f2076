// Rates that fall, or rise, by a factor in a given number of steps.
import {
  convert,
  div,
  floor,
  gt,
  maximum,
  minimum,
  mul,
  pow,
  scalar,
  sub,
  where,
} from '../ops/index.ts'
import { aBoolean, type Domains, optionsOf } from '../prelude/index.ts'
import { counted, type Scheduled } from './constant-schedule.ts'

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

/** initValue · decayRate^(t / transitionSteps), t steps after the beginning; a decayRate of 0 decays nothing, as optax has it.
 *  @example exponentialDecay({ initValue: 1, transitionSteps: 2, decayRate: 0.25 })(scalar(1, { dtype: 'i32' })) // => scalar(0.5, { dtype: 'f64' }) */
export const exponentialDecay = (options: ExponentialOptions): Scheduled =>
  counted(
    'exponentialDecay',
    exponential(
      optionsOf<ExponentialOptions>('exponentialDecay', exponentialDomains, options, [
        'initValue',
        'transitionSteps',
        'decayRate',
      ]),
    ),
  )

export const exponentialDomains: Domains<ExponentialOptions> = {
  initValue: 'finite',
  transitionSteps: 'count',
  decayRate: 'notNegative',
  transitionBegin: 'index',
  staircase: aBoolean,
  endValue: 'finite',
}

/** {@link exponentialDecay} of what was checked. */
export const exponential = ({
  initValue,
  transitionSteps,
  decayRate,
  transitionBegin = 0,
  staircase = false,
  endValue,
}: ExponentialOptions): Scheduled => {
  if (decayRate === 0) return () => scalar(initValue, { dtype: 'f64' })
  return (count) => {
    const after = sub(convert(count, 'f64'), transitionBegin)
    const part = div(after, transitionSteps)
    const decayed = mul(pow(decayRate, staircase ? floor(part) : part), initValue)
    const rate = where(gt(after, 0), decayed, initValue)
    if (endValue === undefined) return rate
    return decayRate < 1 ? maximum(rate, endValue) : minimum(rate, endValue)
  }
}
