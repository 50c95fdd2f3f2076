// Schedules one after another, and the two that begin with a rise.
import { convert, lt, sub, where } from '../ops/index.ts'
import { demandNumber, fail, isFunction, type Others, optionsOf, refuse } from '../prelude/index.ts'
import { type Float, isFloat } from '../shape/index.ts'
import { isTensor, type Tensor } from '../tensor/index.ts'
import { counted, type Scheduled } from './constant-schedule.ts'
import { cosine } from './cosine-schedule.ts'
import { type ExponentialOptions, exponential, exponentialDomains } from './exponential-schedule.ts'
import { linear } from './polynomial-schedule.ts'
import type { Schedule } from './rate.ts'

export interface JoinOptions {
  readonly schedules: readonly [Schedule, ...Schedule[]]
  /** The step at which each schedule but the first begins, ascending. */
  readonly boundaries: readonly number[]
}

/** Each schedule from its boundary on, counting from there.  Fails unless there is one boundary fewer than schedules. */
export const joinSchedules = (options: JoinOptions): Scheduled => {
  const { schedules, boundaries } = optionsOf<JoinOptions>(
    'joinSchedules',
    { schedules: someSchedules, boundaries: aList },
    options,
    ['schedules', 'boundaries'],
  )
  const [, ...rest] = schedules
  if (boundaries.length !== rest.length)
    fail({
      where: 'joinSchedules',
      must: `boundaries must be ${rest.length}, one fewer than schedules`,
      was: `${boundaries.length}`,
      do: 'give the step at which each schedule but the first begins',
    })
  for (const [i, boundary] of boundaries.entries()) {
    demandNumber('joinSchedules', 'boundary', boundary, 'count')
    demandSteps('joinSchedules', 'boundary', boundary)
    const before = boundaries[i - 1] ?? 0
    if (boundary <= before)
      fail({
        where: 'joinSchedules',
        must: 'boundaries must ascend',
        was: `${before}, ${boundary}`,
        do: 'put them in order',
      })
  }
  return counted('joinSchedules', joined('joinSchedules', schedules, boundaries))
}

const someSchedules: Others = {
  what: 'a list of schedules, at least one',
  holds: (x) => Array.isArray(x) && x.length > 0 && Array.from(x).every(isFunction),
  do: 'write [constantSchedule(0.1)]',
}
/** Fails for more steps than are counted. */
const demandSteps = (where: string, name: string, steps: number): void => {
  if (steps > 2147483647) refuse(where, `${name} must be at most 2147483647`, steps, 'write fewer')
}

const aList: Others = { what: 'a list of steps', holds: Array.isArray, do: 'write [100]' }

/** {@link joinSchedules} of what was checked. */
const joined =
  (
    place: string,
    [first, ...rest]: JoinOptions['schedules'],
    boundaries: readonly number[],
  ): Scheduled =>
  (count) =>
    rest.reduce(
      (rate, schedule, i) => {
        const boundary = boundaries[i] ?? 0 // one for each
        return where(lt(count, boundary), rate, rateAt(place, schedule, sub(count, boundary)))
      },
      rateAt(place, first, count),
    )

const rateAt = (place: string, schedule: Schedule, count: Tensor<[], 'i32'>): Tensor<[], 'f64'> => {
  const rate: unknown = schedule(count)
  return isTensor(rate) && rate.shape.length === 0 && isFloat(rate.dtype)
    ? (convert(rate as Tensor<[], Float>, 'f64') as Tensor<[], 'f64'>) // a scalar, as was asked
    : refuse(place, 'schedules must give f32[] or f64[]', rate, 'make it a scalar')
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

/** A linear rise to the peak, then a cosine to the end; with no steps of warm-up, the cosine alone. */
export const warmupCosineDecaySchedule = (options: WarmupCosineOptions): Scheduled => {
  const op = 'warmupCosineDecaySchedule'
  const {
    initValue,
    peakValue,
    warmupSteps,
    decaySteps,
    endValue = 0,
    exponent = 1,
  } = optionsOf<WarmupCosineOptions>(
    op,
    {
      initValue: 'finite',
      peakValue: 'finite',
      warmupSteps: 'index',
      decaySteps: 'count',
      endValue: 'finite',
      exponent: 'positive',
    },
    options,
    ['initValue', 'peakValue', 'warmupSteps', 'decaySteps'],
  )
  if (!(decaySteps > warmupSteps))
    fail({
      where: op,
      must: `decaySteps must be more than warmupSteps, ${warmupSteps}`,
      was: `${decaySteps}`,
      do: 'count all steps, the rise included',
    })
  const fall = cosine({
    initValue: peakValue,
    decaySteps: decaySteps - warmupSteps,
    alpha: peakValue === 0 ? 0 : endValue / peakValue,
    exponent,
  })
  return risen(op, { initValue, peakValue, warmupSteps }, fall)
}

export interface WarmupExponentialOptions extends ExponentialOptions {
  readonly peakValue: number
  readonly warmupSteps: number
}

/** A linear rise to the peak, then an exponential fall; the fall counts from the peak. With no steps of warm-up, the fall alone. */
export const warmupExponentialDecaySchedule = (options: WarmupExponentialOptions): Scheduled => {
  const { initValue, peakValue, warmupSteps, ...fall } = optionsOf<WarmupExponentialOptions>(
    'warmupExponentialDecaySchedule',
    { ...exponentialDomains, peakValue: 'finite', warmupSteps: 'index' },
    options,
    ['initValue', 'peakValue', 'warmupSteps', 'transitionSteps', 'decayRate'],
  )
  return risen(
    'warmupExponentialDecaySchedule',
    { initValue, peakValue, warmupSteps },
    exponential({ ...fall, initValue: peakValue }),
  )
}

/** What comes after a linear rise. */
const risen = (
  where: string,
  {
    initValue,
    peakValue,
    warmupSteps,
  }: Pick<WarmupCosineOptions, 'initValue' | 'peakValue' | 'warmupSteps'>,
  then: Scheduled,
): Scheduled => {
  demandSteps(where, 'warmupSteps', warmupSteps)
  const rise = linear({ initValue, endValue: peakValue, transitionSteps: warmupSteps || 1 })
  return counted(where, warmupSteps === 0 ? then : joined(where, [rise, then], [warmupSteps]))
}
