// Rates that fall along half a cosine.  Loshchilov & Hutter, SGDR, 2017.
import { add, convert, cos, div, minimum, mul, pow } from '../ops/index.ts'
import { optionsOf } from '../prelude/index.ts'
import { counted, type Scheduled } from './constant-schedule.ts'

// biome-ignore lint/suspicious/noApproximativeNumericConstant: π in f64; src names nothing of Math but what IEEE 754 defines
const pi = 3.141592653589793

export interface CosineOptions {
  readonly initValue: number
  readonly decaySteps: number
  /** The part of the initial value that is left at the end: 0 unless given. */
  readonly alpha?: number
  readonly exponent?: number
}

/** initValue · ((1 − alpha) · (½ + ½ cos(π t / decaySteps))^exponent + alpha).
 *  @example cosineDecaySchedule({ initValue: 1, decaySteps: 10 })(scalar(10, { dtype: 'i32' })) // => scalar(0, { dtype: 'f64' }) */
export const cosineDecaySchedule = (options: CosineOptions): Scheduled =>
  counted(
    'cosineDecaySchedule',
    cosine(
      optionsOf<CosineOptions>(
        'cosineDecaySchedule',
        { initValue: 'finite', decaySteps: 'count', alpha: 'finite', exponent: 'positive' },
        options,
        ['initValue', 'decaySteps'],
      ),
    ),
  )

/** {@link cosineDecaySchedule} of what was checked. */
export const cosine =
  ({ initValue, decaySteps, alpha = 0, exponent = 1 }: CosineOptions): Scheduled =>
  (count) => {
    const part = div(mul(minimum(convert(count, 'f64'), decaySteps), pi), decaySteps)
    const fall = mul(add(cos(part), 1), 0.5)
    const powered = exponent === 1 ? fall : pow(fall, exponent)
    return mul(add(mul(powered, 1 - alpha), alpha), initValue)
  }
