// Adam: steps of about the learning rate's length, whatever the scale of the gradient.
// Kingma & Ba, Adam, 2015; Dozat, Incorporating Nesterov Momentum into Adam, 2016.
import type { Predicate } from 'fp-ts/lib/Predicate.js'
import { add, convert, div, mul, pow, sqrt, sub } from '../ops/index.ts'
import { aBoolean, aFunction, anything, type Domains, optionsOf } from '../prelude/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { chain } from './chain.ts'
import { ordinal } from './count.ts'
import { decayed } from './decay.ts'
import { type Leaf, leafwise } from './leafwise.ts'
import { type LearningRate, type Rate, scaledBy } from './rate.ts'
import type { Chain, Leafwise, Optimizer, Stateless } from './transformation.ts'

export interface MomentOptions {
  /** How much of the first moment stays: 0.9 unless given. */
  readonly b1?: number
  /** How much of the second moment stays: 0.999 unless given. */
  readonly b2?: number
  /** Added to the root: 1e-8 unless given. */
  readonly eps?: number
  /** Added under the root: 0 unless given; positive where a derivative is taken through the step. */
  readonly epsRoot?: number
  readonly nesterov?: boolean
}

/** x / (1 − decayⁿ): a mean of n terms that began at 0, without its bias to 0. */
export const unbiased = (x: Leaf, decay: number, n: Tensor<[], 'f64'>): Leaf =>
  div(x, convert(sub(1, pow(decay, n)), x.dtype))

/** The mean of the gradients over the root of the mean of their squares, both fading.  */
export const scaleByAdam = (options: MomentOptions = {}): Optimizer<Leafwise<'mu' | 'nu'>> =>
  moments(optionsOf<MomentOptions>('scaleByAdam', domains, options))

const domains: Domains<MomentOptions> = {
  b1: 'fading',
  b2: 'fading',
  eps: 'notNegative',
  epsRoot: 'notNegative',
  nesterov: aBoolean,
}

const moments = ({
  b1 = 0.9,
  b2 = 0.999,
  eps = 1e-8,
  epsRoot = 0,
  nesterov = false,
}: MomentOptions): Optimizer<Leafwise<'mu' | 'nu'>> =>
  leafwise({
    slots: ['mu', 'nu'],
    update: (gradient, slots, _, count) => {
      const n = ordinal(count)
      const mu = add(mul(gradient, 1 - b1), mul(slots.mu, b1))
      const nu = add(mul(mul(gradient, gradient), 1 - b2), mul(slots.nu, b2))
      const mean = nesterov
        ? add(mul(unbiased(mu, b1, add(n, 1)), b1), mul(unbiased(gradient, b1, n), 1 - b1))
        : unbiased(mu, b1, n)
      const root = sqrt(add(unbiased(nu, b2, n), epsRoot))
      return [div(mean, add(root, eps)), { mu, nu }]
    },
  })

export interface AdamOptions<L extends LearningRate = LearningRate> extends MomentOptions {
  readonly learningRate: L
}
export type Adam<L> = Chain<readonly [Leafwise<'mu' | 'nu'>, Rate<L>]>

/** Adam, with optax's defaults and PyTorch's numbers.
 *  @example adam({ learningRate: 0.1 }).init(tensor([1]))[0].mu // => tensor([0]) */
export const adam = <const L extends LearningRate>(options: AdamOptions<L>): Optimizer<Adam<L>> => {
  const { learningRate, ...more } = optionsOf<AdamOptions<L>>(
    'adam',
    { ...domains, learningRate: anything },
    options,
    ['learningRate'],
  )
  return chain(moments(more), scaledBy('adam', learningRate))
}

export interface AdamwOptions<L extends LearningRate = LearningRate> extends AdamOptions<L> {
  /** 1e-4 unless given; PyTorch's is 1e-2. */
  readonly weightDecay?: number
  /** The paths whose leaves decay; all, unless given. */
  readonly mask?: Predicate<string>
}
export type Adamw<L> = Chain<readonly [Leafwise<'mu' | 'nu'>, Stateless, Rate<L>]>

/** Adam whose weight decay is not scaled by the moments: each step also shrinks parameters by learningRate · weightDecay.
 *  Loshchilov & Hutter 2019. */
export const adamw = <const L extends LearningRate>(
  options: AdamwOptions<L>,
): Optimizer<Adamw<L>> => {
  const {
    learningRate,
    weightDecay = 1e-4,
    mask,
    ...more
  } = optionsOf<AdamwOptions<L>>(
    'adamw',
    { ...domains, learningRate: anything, weightDecay: 'notNegative', mask: aFunction },
    options,
    ['learningRate'],
  )
  return chain(moments(more), decayed(weightDecay, mask), scaledBy('adamw', learningRate))
}
