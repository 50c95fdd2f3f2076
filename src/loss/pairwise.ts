// Losses of a prediction and a target of its type, element by element.
import { abs, lt, mul, sign, square, sub, where } from '../ops/index.ts'
import { type Domains, optionsOf } from '../prelude/index.ts'
import type { Shape } from '../shape/index.ts'
import type { AnyTensor, Tensor } from '../tensor/index.ts'
import {
  type Checked,
  floating,
  likePrediction,
  type MeetShape,
  type Prediction,
  type TargetFault,
} from './operands.ts'
import { aReduction, type Reduced, type Reducing, type Reduction, reduced } from './reduction.ts'

/** A loss of a prediction and a target of the same type; nothing is broadcast. */
export type PairwiseLoss<Op extends string, More = Reducing> = <
  A extends Shape,
  D,
  B extends Shape,
  E,
  const R extends Reduction = 'mean',
>(
  prediction: Prediction<Op, A, D>,
  target: Checked<TargetFault<Op, A, D, B, E>, Tensor<B, E>>,
  options?: Reducing<R> & More,
) => Reduced<R, MeetShape<A, B>, D>

/** Makes a loss from what it is for each element. */
export const pairwise =
  <Op extends string, More extends object = Reducing>(
    op: Op,
    losses: (prediction: AnyTensor, target: AnyTensor, options: More) => AnyTensor,
    domains: Domains<Omit<More, 'reduction'>>,
  ): PairwiseLoss<Op, More> =>
  (prediction, target, given) => {
    const all = { ...domains, reduction: aReduction } as unknown as Domains<More & Reducing> // of both
    const options = optionsOf<More & Reducing>(op, all, given)
    const x = floating(op, 'prediction', prediction)
    const each = losses(x, likePrediction(op, x, target), options)
    return reduced(each, options.reduction) as never // of the shape that Reduced says
  }

/** (prediction − target)².  PyTorch's mse_loss.
 *  @example meanSquaredError(tensor([1, 2]), tensor([1, 4])) // => scalar(2) */
export const meanSquaredError: PairwiseLoss<'meanSquaredError'> = pairwise<'meanSquaredError'>(
  'meanSquaredError',
  (x, t) => square(sub(x, t)),
  {},
)

/** |prediction − target|; the derivative where they are equal is 0.  PyTorch's l1_loss.
 *  @example absolute(tensor([1, 2]), tensor([1, 4])) // => scalar(1) */
export const absolute: PairwiseLoss<'absolute'> = pairwise<'absolute'>(
  'absolute',
  (x, t) => {
    const d = sub(x, t)
    return mul(d, sign(d)) // |d|, whose derivative is sign d, at 0 too
  },
  {},
)

export interface HuberOptions {
  /** Where the square becomes a line: 1 unless given. */
  readonly delta?: number
}

/** ½d² where d = |prediction − target| is below delta, delta · (d − ½delta) beyond.  Huber 1964; PyTorch's huber_loss.
 *  Fails where delta is not positive.
 *  @example huber(tensor([1, 2]), tensor([1, 4]), { reduction: 'none' }) // => tensor([0, 1.5]) */
export const huber: PairwiseLoss<'huber', HuberOptions> = pairwise(
  'huber',
  (x, t, { delta = 1 }: HuberOptions) => {
    const d = abs(sub(x, t))
    const square = mul(mul(d, d), 0.5)
    return where(lt(d, delta), square, mul(sub(d, 0.5 * delta), delta))
  },
  {
    delta: {
      what: 'positive and finite',
      holds: (x) => typeof x === 'number' && x > 0 && x < Number.POSITIVE_INFINITY,
      do: 'use meanSquaredError for no line, absolute for no square',
    },
  },
)
