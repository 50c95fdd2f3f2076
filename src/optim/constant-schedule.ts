// Rates that do not change, or by steps. A schedule is computed in f64 from the count of updates, by the library's own kernels.
import { convert, lt, mul, scalar, where } from '../ops/index.ts'
import { demandNumber, fail, isPlain, type Others, optionsOf } from '../prelude/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { demandCount } from './count.ts'

/** A rate in f64 as a function of how many updates came before. */
export type Scheduled = (count: Tensor<[], 'i32'>) => Tensor<[], 'f64'>

/** The schedule of a count that is one. */
export const counted =
  (where: string, schedule: Scheduled): Scheduled =>
  (count) =>
    schedule(demandCount(where, count))

/** The same rate at every step. */
export const constantSchedule = (value: number): Scheduled => {
  demandNumber('constantSchedule', 'value', value, 'finite')
  return () => scalar(value, { dtype: 'f64' })
}

export interface PiecewiseOptions {
  readonly initValue: number
  /** What the rate is multiplied by from each step on. */
  readonly boundariesAndScales?: Readonly<Record<number, number>>
}

/** A rate that is multiplied at some steps: by the scale of a boundary from that step on.
 *  @example piecewiseConstantSchedule({ initValue: 1, boundariesAndScales: { 10: 0.5 } })(scalar(10, { dtype: 'i32' })) // => scalar(0.5, { dtype: 'f64' }) */
export const piecewiseConstantSchedule = (options: PiecewiseOptions): Scheduled => {
  const { initValue, boundariesAndScales = {} } = optionsOf<PiecewiseOptions>(
    'piecewiseConstantSchedule',
    { initValue: 'finite', boundariesAndScales: scalesByStep },
    options,
    ['initValue'],
  )
  // an object lists its whole numbers in ascending order
  const boundaries = Object.entries(boundariesAndScales).map(
    ([step, by]) =>
      [
        boundary(step),
        demandNumber('piecewiseConstantSchedule', `scale at ${step}`, by, 'finite'),
      ] as const,
  )
  return counted('piecewiseConstantSchedule', (count) => {
    const at = convert(count, 'f64')
    const start: Tensor<[], 'f64'> = scalar(initValue, { dtype: 'f64' })
    return boundaries.reduce((rate, [step, by]) => where(lt(at, step), rate, mul(rate, by)), start)
  })
}

const scalesByStep: Others = {
  what: 'a record of scales by step',
  holds: isPlain,
  do: 'write { 100: 0.1 }',
}

const boundary = (step: string): number =>
  /^\d+$/.test(step)
    ? Number(step)
    : fail({
        where: 'piecewiseConstantSchedule',
        must: 'boundaries must be whole numbers of steps',
        was: step,
        do: 'round it',
      })
