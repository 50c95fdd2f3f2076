// Initializers whose variance is a scale over the fans, as JAX has them: in its arithmetic, so that draws are the same.
import { mul } from '../../ops/index.ts'
import type { Words } from '../../prelude/index.ts'
import {
  normal as drawNormal,
  truncatedNormal as drawTruncated,
  uniform as drawUniform,
} from '../../random/index.ts'
import type { Float } from '../../shape/index.ts'
import type { AnyTensor, Key } from '../../tensor/index.ts'
import type { Initialize, Leaf } from '../initializer.ts'
import { type Family, family } from './options.ts'

export interface VarianceScalingOptions {
  readonly scale: number
  /** By what the scale is divided: a fan, or a mean of both. */
  readonly mode: 'fanIn' | 'fanOut' | 'fanAvg' | 'fanGeoAvg'
  readonly distribution: 'truncatedNormal' | 'normal' | 'uniform'
}

const fans: Readonly<Record<VarianceScalingOptions['mode'], (leaf: Leaf) => number>> = {
  fanIn: ({ fanIn }) => fanIn,
  fanOut: ({ fanOut }) => fanOut,
  fanAvg: ({ fanIn, fanOut }) => (fanIn + fanOut) / 2,
  fanGeoAvg: ({ fanIn, fanOut }) => Math.sqrt(fanIn * fanOut),
}

/** A double as a number of the dtype. */
const rounded: Readonly<Record<Float, (x: number) => number>> = {
  f32: Math.fround,
  f64: (x) => x,
}

/** The standard deviation of a standard normal cut off at ±2. */
const cutStd = 0.8796256610342398

type Draw = (key: Key, leaf: Leaf, variance: number) => AnyTensor

const draws: Readonly<Record<VarianceScalingOptions['distribution'], Draw>> = {
  truncatedNormal: (key, { shape, dtype }, variance) => {
    const round = rounded[dtype]
    const std = round(round(Math.sqrt(variance)) / round(cutStd))
    return mul(drawTruncated(key, shape, { min: -2, max: 2, dtype }), std)
  },
  normal: (key, { shape, dtype }, variance) =>
    mul(drawNormal(key, shape, { dtype }), rounded[dtype](Math.sqrt(variance))),
  uniform: (key, { shape, dtype }, variance) => {
    const bound = rounded[dtype](Math.sqrt(rounded[dtype](3 * variance)))
    return mul(drawUniform(key, shape, { min: -1, max: 1, dtype }), bound)
  },
}

const namesOf = (record: object): Words => Object.keys(record) as unknown as Words // of one or more

/** Draws with variance scale / fan, 0 where there is no fan. */
export const scaledTo =
  ({ scale, mode, distribution }: VarianceScalingOptions): Initialize =>
  (key, leaf) => {
    const fan = fans[mode](leaf)
    const variance = fan === 0 ? 0 : rounded[leaf.dtype](scale / fan)
    return draws[distribution](key, leaf, variance)
  }

/** Variance scale / fan, in the distribution that is named; a truncated normal is widened so that its own variance is that.
 *  JAX's `variance_scaling`.
 *  @example varianceScaling({ scale: 2, mode: 'fanIn', distribution: 'normal' }).kind // => 'varianceScaling' */
export const varianceScaling: Family<
  'varianceScaling',
  VarianceScalingOptions,
  { scale: 'positive' }
> = family(
  'varianceScaling',
  {
    scale: 'positive',
    mode: namesOf(fans),
    distribution: namesOf(draws),
  },
  scaledTo,
  ['scale', 'mode', 'distribution'],
)
