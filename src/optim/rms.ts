// Steps by the root of the mean of squared gradients.  Tieleman & Hinton, rmsprop, Coursera lecture 6.5, 2012;
// centred: Graves, Generating Sequences With Recurrent Neural Networks, 2013.
import { add, div, full, mul, rsqrt, sqrt, square, sub } from '../ops/index.ts'
import { aBoolean, anything, type Domains, fail, optionsOf } from '../prelude/index.ts'
import { unbiased } from './adam.ts'
import { chain } from './chain.ts'
import { ordinal } from './count.ts'
import { type Leaf, type Start, slotted } from './leafwise.ts'
import { type LearningRate, type Rate, scaledBy } from './rate.ts'
import { type Momentum, tracing } from './sgd.ts'
import type { Chain, Leafwise, Optimizer } from './transformation.ts'
import { identity } from './whole-tree.ts'

export interface RmsOptions {
  /** How much of the mean stays: 0.9 unless given. */
  readonly decay?: number
  /** Added to the mean or to its root: 1e-8 unless given. */
  readonly eps?: number
  /** Where the mean starts: 0 unless given. */
  readonly initialScale?: number
  /** Whether eps is added under the root, as it is unless this says false; PyTorch adds it to the root. */
  readonly epsInSqrt?: boolean
  readonly biasCorrection?: boolean
}

const startAt =
  (value: number): Start =>
  ({ shape, dtype }) =>
    full(shape, value, { dtype })

const domains: Domains<RmsOptions> = {
  decay: 'fading',
  eps: 'notNegative',
  initialScale: 'notNegative',
  epsInSqrt: aBoolean,
  biasCorrection: aBoolean,
}

/** The options, those left out as optax has them. */
const complete = ({
  decay = 0.9,
  eps = 1e-8,
  initialScale = 0,
  epsInSqrt = true,
  biasCorrection = false,
}: RmsOptions): Required<RmsOptions> => ({
  decay,
  eps,
  initialScale,
  epsInSqrt,
  biasCorrection,
})

const faded = (slot: Leaf, x: Leaf, decay: number): Leaf => add(mul(x, 1 - decay), mul(slot, decay))

const overRoot = (gradient: Leaf, nu: Leaf, eps: number, inside: boolean): Leaf =>
  mul(gradient, inside ? rsqrt(add(nu, eps)) : div(1, add(sqrt(nu), eps)))

/** The gradient over the root of the fading mean of its square. */
export const scaleByRms = (options: RmsOptions = {}): Optimizer<Leafwise<'nu'>> =>
  rms(optionsOf<RmsOptions>('scaleByRms', domains, options))

const rms = (options: RmsOptions): Optimizer<Leafwise<'nu'>> => {
  const { decay, eps, initialScale, epsInSqrt, biasCorrection } = complete(options)
  return slotted<'nu'>({ nu: startAt(initialScale) }, (gradient, slots, _, count) => {
    const nu = faded(slots.nu, square(gradient), decay)
    const fair = biasCorrection ? unbiased(nu, decay, ordinal(count)) : nu
    return [overRoot(gradient, fair, eps, epsInSqrt), { nu }]
  })
}

/** The gradient over its fading standard deviation. */
export const scaleByStddev = (options: RmsOptions = {}): Optimizer<Leafwise<'mu' | 'nu'>> =>
  stddev(optionsOf<RmsOptions>('scaleByStddev', domains, options))

const stddev = (options: RmsOptions): Optimizer<Leafwise<'mu' | 'nu'>> => {
  const { decay, eps, initialScale, epsInSqrt, biasCorrection } = complete(options)
  const starts = { mu: startAt(0), nu: startAt(initialScale) }
  return slotted<'mu' | 'nu'>(starts, (gradient, slots, _, count) => {
    const mu = faded(slots.mu, gradient, decay)
    const nu = faded(slots.nu, square(gradient), decay)
    const fair = (x: Leaf): Leaf => (biasCorrection ? unbiased(x, decay, ordinal(count)) : x)
    const spread = sub(fair(nu), square(fair(mu)))
    return [overRoot(gradient, spread, eps, epsInSqrt), { mu, nu }]
  })
}

export interface RmspropOptions<
  L extends LearningRate = LearningRate,
  M extends number | undefined = number | undefined,
  C extends boolean = boolean,
> extends RmsOptions {
  readonly learningRate: L
  /** Whether the mean of the gradient is taken from the root. */
  readonly centered?: C
  readonly momentum?: M
  readonly nesterov?: boolean
}

/** What the root keeps. */
type Root<C> = [C] extends [true] ? Leafwise<'mu' | 'nu'> : Leafwise<'nu'>
export type Rmsprop<L, M, C> = Chain<readonly [Root<C>, Rate<L>, Momentum<M>]>

/** Steps of the gradient over the root of the fading mean of its square, with momentum where it is asked for.  optax's, whose
 *  defaults are not PyTorch's: decay is 0.9, and eps stands under the root.
 *  @example rmsprop({ learningRate: 0.1 }).init(tensor([1]))[0].nu // => tensor([0]) */
export const rmsprop = <
  const L extends LearningRate,
  const M extends number | undefined = undefined,
  const C extends boolean = false,
>(
  options: RmspropOptions<L, M, C>,
): Optimizer<Rmsprop<L, M, C>> => {
  const {
    learningRate,
    centered,
    momentum,
    nesterov = false,
    ...more
  } = optionsOf<RmspropOptions>(
    'rmsprop',
    {
      ...domains,
      learningRate: anything,
      centered: aBoolean,
      momentum: 'notNegative',
      nesterov: aBoolean,
    },
    options,
    ['learningRate'],
  )
  if (momentum === undefined && nesterov)
    fail({
      where: 'rmsprop',
      must: 'momentum must be given for nesterov',
      was: 'nothing',
      do: 'give momentum, or leave it out',
    })
  const root = centered === true ? stddev(more) : rms(more)
  const moving = momentum === undefined ? identity() : tracing('rmsprop', { momentum, nesterov })
  return chain(root, scaledBy('rmsprop', learningRate), moving) as Optimizer<Rmsprop<L, M, C>> // as Root and Momentum say
}
