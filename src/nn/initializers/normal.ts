// Normal distributions, whole and truncated.
import { normal as drawNormal } from '../../random/index.ts'
import { type Family, family } from './options.ts'

export interface NormalOptions {
  /** 0 unless given. */
  readonly mean?: number
  /** The standard deviation, 1 unless given. */
  readonly std?: number
}

/** N(mean, std²).  Fails for a negative std.
 *  @example normal({ std: 0.01 }).options // => { std: 0.01 } */
export const normal: Family<'normal', NormalOptions, { std: 'notNegative' }> = family(
  'normal',
  { mean: 'finite', std: 'notNegative' },
  (options: NormalOptions) =>
    (key, { shape, dtype }) =>
      drawNormal(key, shape, { ...options, dtype }),
)
