// A normal distribution cut off at both ends; PyTorch and JAX write its bounds differently.
import { add, clip, mul } from '../../ops/index.ts'
import { fail } from '../../prelude/index.ts'
import { truncatedNormal as drawTruncated } from '../../random/index.ts'
import type { Float } from '../../shape/index.ts'
import type { Initialize } from '../initializer.ts'
import { type Family, family } from './options.ts'

export interface TruncatedNormalOptions {
  /** Of the whole distribution, before it is cut; 0 unless given. */
  readonly mean?: number
  /** Of the whole distribution, before it is cut; 1 unless given. */
  readonly std?: number
  /** The least value, −2 unless given: PyTorch's `a`. */
  readonly min?: number
  /** The largest value, 2 unless given: PyTorch's `b`. */
  readonly max?: number
  /** The least value in standard deviations from the mean, instead of min: JAX's. */
  readonly lower?: number
  /** The largest value in standard deviations from the mean, instead of max: JAX's. */
  readonly upper?: number
}

/** How far from its mean a normal draw gets: the error function of more is 1, whose inverse is infinite. */
const reach: Readonly<Record<Float, number>> = { f32: 5.4, f64: 8.2 }

/** N(mean, std²), kept between min and max, or between lower and upper standard deviations from the mean. Its own
 *  standard deviation is less than std, as in JAX's `truncated_normal`, which is `{ std, lower: -2, upper: 2 }`.
 *  @example truncatedNormal({ std: 0.02, lower: -2, upper: 2 }).options // => { std: 0.02, lower: -2, upper: 2 } */
export const truncatedNormal: Family<
  'truncatedNormal',
  TruncatedNormalOptions,
  { std: 'positive' }
> = family(
  'truncatedNormal',
  {
    mean: 'finite',
    std: 'positive',
    min: 'finite',
    max: 'finite',
    lower: 'finite',
    upper: 'finite',
  },
  (options: TruncatedNormalOptions): Initialize => {
    const { mean = 0, std = 1 } = options
    const [min, max] = boundsOf(options, mean, std)
    return (key, { shape, dtype }) => {
      const within = (x: number): number => Math.max(-reach[dtype], Math.min(reach[dtype], x))
      const bounds = { min: within((min - mean) / std), max: within((max - mean) / std) }
      const x = mul(drawTruncated(key, shape, { ...bounds, dtype }), std)
      return clip(mean === 0 ? x : add(x, mean), { min, max })
    }
  },
)

/** The least and the largest value. */
const boundsOf = (
  { min, max, lower, upper }: TruncatedNormalOptions,
  mean: number,
  std: number,
): readonly [number, number] => {
  const inStds = lower !== undefined || upper !== undefined
  if (inStds && (min !== undefined || max !== undefined))
    fail({
      where: 'truncatedNormal',
      must: 'bounds must be min and max, or lower and upper',
      was: 'both',
      do: 'lower and upper count standard deviations: choose two',
    })
  const bounds: readonly [number, number] = inStds
    ? [mean + std * (lower ?? -2), mean + std * (upper ?? 2)]
    : [min ?? -2, max ?? 2]
  const [least, largest] = bounds
  return least < largest
    ? bounds
    : fail({
        where: 'truncatedNormal',
        must: `${inStds ? 'upper must be above lower' : 'max must be above min'}`,
        was: inStds ? `${lower ?? -2} and ${upper ?? 2}` : `${least} and ${largest}`,
        do: 'exchange them, or set them apart',
      })
}
