// How far to step: a number, a scalar tensor, or a schedule of either.
import { convert, mul, neg } from '../ops/index.ts'
import { demandNumber, fail } from '../prelude/index.ts'
import { type Float, isFloat } from '../shape/index.ts'
import { type AnyTensor, isTensor, type Tensor } from '../tensor/index.ts'
import { described } from '../tree/index.ts'
import { type Count, next, zero } from './count.ts'
import { floating, leavesLike, withLeaves } from './leaves.ts'
import {
  type Counting,
  foreign,
  type Optimizer,
  optimizer,
  type Stateless,
  type Transformation,
} from './transformation.ts'
import { eachGradient } from './whole-tree.ts'

/** A rate as a function of how many updates came before. */
export type Schedule = (count: Tensor<[], 'i32'>) => Tensor<[], Float>

/** A number is part of the program; a tensor is an operand, so that another one needs no new trace. */
export type LearningRate = number | Tensor<[], Float> | Schedule

/** What an optimizer keeps for the sake of its rate: a schedule needs the count. */
export type Rate<L> = [L] extends [Schedule]
  ? Counting
  : [L] extends [number | Tensor<[], Float>]
    ? Stateless
    : Transformation

/** Multiplies by a constant.
 *  @example scale(-0.1).update(tensor([2]), {}, tensor([0]))[0] // => tensor([-0.2]) */
export const scale = (stepSize: number | Tensor<[], Float>): Optimizer<Stateless> => {
  const by = rateOf('scale', 'stepSize', stepSize)
  return eachGradient((gradient) => times(gradient, by))
}

/** Multiplies by minus the rate, so that adding the update descends. */
export const scaleByLearningRate = <L extends LearningRate>(learningRate: L): Optimizer<Rate<L>> =>
  scaledBy('scaleByLearningRate', learningRate)

/** {@link scaleByLearningRate} for an optimizer of another name. */
export const scaledBy = <L extends LearningRate>(
  where: string,
  learningRate: L,
): Optimizer<Rate<L>> => {
  const found =
    typeof learningRate === 'function' ? scheduled(learningRate) : fixed(where, learningRate)
  return found as Optimizer<Rate<L>> // a schedule counts, other rates keep nothing
}

const fixed = (where: string, learningRate: number | Tensor<[], Float>): Optimizer<Stateless> => {
  const rate = rateOf(where, 'learningRate', learningRate)
  return eachGradient((gradient) => times(gradient, opposite(rate)))
}

const scheduled = (schedule: Schedule): Optimizer<Counting> =>
  optimizer({
    init: (params) => {
      floating(params)
      return Object.freeze({ count: zero() })
    },
    update: (grads, state, params, place) => {
      const count = countOf(state, place)
      const rate = opposite(rateOf('schedule', 'result', schedule(count)))
      const scaled = leavesLike('update', 'grads', params, grads).map((g) => times(g, rate))
      return [withLeaves(grads, scaled), Object.freeze({ count: next(count) })]
    },
  })

const countOf = (state: unknown, place: string): Count =>
  typeof state === 'object' && state !== null && 'count' in state
    ? (state.count as Count) // as init gave it
    : fail(foreign(place))

const opposite = (rate: number | AnyTensor): number | AnyTensor =>
  typeof rate === 'number' ? -rate : neg(rate)

/** The gradient times a scalar, in the gradient's dtype. */
const times = (gradient: AnyTensor, by: number | AnyTensor): AnyTensor =>
  mul(
    gradient,
    typeof by === 'number' || by.dtype === gradient.dtype ? by : convert(by, gradient.dtype),
  )

const rateOf = (where: string, name: string, rate: unknown): number | AnyTensor => {
  if (typeof rate === 'number') {
    return demandNumber(where, name, rate, 'finite')
  }
  return isTensor(rate) && rate.shape.length === 0 && isFloat(rate.dtype)
    ? rate
    : fail({
        where,
        must: `${name} must be a number, or f32[] or f64[]`,
        was: described(rate),
        do: 'make it a scalar',
      })
}
