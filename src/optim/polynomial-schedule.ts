// Rates that go from one value to another in a given number of steps.
import { add, clip, convert, div, mul, pow, sub } from '../ops/index.ts'
import { type Domains, optionsOf } from '../prelude/index.ts'
import { counted, type Scheduled } from './constant-schedule.ts'

export interface LinearOptions {
  readonly initValue: number
  readonly endValue: number
  readonly transitionSteps: number
  /** The step at which it leaves the initial value: 0 unless given. */
  readonly transitionBegin?: number
}

export interface PolynomialOptions extends LinearOptions {
  readonly power: number
}

/** (init − end) · (1 − t / transitionSteps)^power + end, t steps after the beginning. */
export const polynomialSchedule = (options: PolynomialOptions): Scheduled =>
  counted(
    'polynomialSchedule',
    polynomial(
      optionsOf<PolynomialOptions>(
        'polynomialSchedule',
        { ...linearDomains, power: 'positive' },
        options,
        ['initValue', 'endValue', 'power', 'transitionSteps'],
      ),
    ),
  )

/** From one value to another in equal steps.
 *  @example linearSchedule({ initValue: 0, endValue: 1, transitionSteps: 4 })(scalar(3, { dtype: 'i32' })) // => scalar(0.75, { dtype: 'f64' }) */
export const linearSchedule = (options: LinearOptions): Scheduled =>
  counted(
    'linearSchedule',
    linear(
      optionsOf<LinearOptions>('linearSchedule', linearDomains, options, [
        'initValue',
        'endValue',
        'transitionSteps',
      ]),
    ),
  )

const linearDomains: Domains<LinearOptions> = {
  initValue: 'finite',
  endValue: 'finite',
  transitionSteps: 'count',
  transitionBegin: 'index',
}

/** {@link linearSchedule} of what was checked. */
export const linear = (options: LinearOptions): Scheduled => polynomial({ ...options, power: 1 })

const polynomial =
  ({
    initValue,
    endValue,
    power,
    transitionSteps,
    transitionBegin = 0,
  }: PolynomialOptions): Scheduled =>
  (count) => {
    const after = sub(convert(count, 'f64'), transitionBegin)
    const left = sub(1, div(clip(after, { min: 0, max: transitionSteps }), transitionSteps))
    return add(mul(power === 1 ? left : pow(left, power), initValue - endValue), endValue)
  }
