// Schedules one after another, and the two that begin with a rise.
import { convert, lt, sub, where } from '../ops/index.ts'
import { fail } from '../prelude/index.ts'
import type { Float } from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import type { Scheduled } from './constant-schedule.ts'
import { cosineDecaySchedule } from './cosine-schedule.ts'
import { type ExponentialOptions, exponentialDecay } from './exponential-schedule.ts'
import { mustBeSteps } from './option.ts'
import { linearSchedule } from './polynomial-schedule.ts'
import type { Schedule } from './rate.ts'

export interface JoinOptions {
  readonly schedules: readonly [Schedule, ...Schedule[]]
  /** The step at which each schedule but the first begins, ascending. */
  readonly boundaries: readonly number[]
}

/** Each schedule from its boundary on, counting from there.  Fails unless there is one boundary fewer than schedules. */
export const joinSchedules = ({ schedules, boundaries }: JoinOptions): Scheduled => {
  const [first, ...rest] = schedules
  if (boundaries.length !== rest.length)
    fail({
      where: 'joinSchedules',
      must: `boundaries must be ${rest.length}, one fewer than schedules`,
      was: `${boundaries.length}`,
      do: 'give the step at which each schedule but the first begins',
    })
  for (const [i, boundary] of boundaries.entries()) {
    mustBeSteps('joinSchedules', { boundary })
    const before = boundaries[i - 1] ?? 0
    if (boundary <= before)
      fail({
        where: 'joinSchedules',
        must: 'boundaries must ascend',
        was: `${before}, ${boundary}`,
        do: 'put them in order',
      })
  }
  return (count) =>
    rest.reduce(
      (rate, schedule, i) => {
        const boundary = boundaries[i] ?? 0 // one for each
        return where(lt(count, boundary), rate, rateAt(schedule, sub(count, boundary)))
      },
      rateAt(first, count),
    )
}

const rateAt = (schedule: Schedule, count: Tensor<[], 'i32'>): Tensor<[], 'f64'> => {
  const rate: Tensor<[], Float> = schedule(count)
  return convert(rate, 'f64')
}

export interface WarmupCosineOptions {
  readonly initValue: number
  readonly peakValue: number
  readonly warmupSteps: number
  /** All steps, the rise included. */
  readonly decaySteps: number
  /** 0 unless given. */
  readonly endValue?: number
  readonly exponent?: number
}

/** A linear rise to the peak, then a cosine to the end. */
export const warmupCosineDecaySchedule = ({
  initValue,
  peakValue,
  warmupSteps,
  decaySteps,
  endValue = 0,
  exponent = 1,
}: WarmupCosineOptions): Scheduled => {
  const op = 'warmupCosineDecaySchedule'
  mustBeSteps(op, { warmupSteps })
  if (!(decaySteps > warmupSteps))
    fail({
      where: op,
      must: `decaySteps must be more than warmupSteps, ${warmupSteps}`,
      was: `${decaySteps}`,
      do: 'count all steps, the rise included',
    })
  return joinSchedules({
    schedules: [
      linearSchedule({ initValue, endValue: peakValue, transitionSteps: warmupSteps }),
      cosineDecaySchedule({
        initValue: peakValue,
        decaySteps: decaySteps - warmupSteps,
        alpha: peakValue === 0 ? 0 : endValue / peakValue,
        exponent,
      }),
    ],
    boundaries: [warmupSteps],
  })
}

export interface WarmupExponentialOptions extends ExponentialOptions {
  readonly peakValue: number
  readonly warmupSteps: number
}

/** A linear rise to the peak, then an exponential fall; the fall counts from the peak. */
export const warmupExponentialDecaySchedule = ({
  initValue,
  peakValue,
  warmupSteps,
  ...fall
}: WarmupExponentialOptions): Scheduled => {
  mustBeSteps('warmupExponentialDecaySchedule', { warmupSteps })
  return joinSchedules({
    schedules: [
      linearSchedule({ initValue, endValue: peakValue, transitionSteps: warmupSteps }),
      exponentialDecay({ ...fall, initValue: peakValue }),
    ],
    boundaries: [warmupSteps],
  })
}
