// Normal distributions, whole and truncated.
import { normal as drawNormal } from '../../random/index.ts'
import { initializer, type Maker } from '../initializer.ts'

export interface NormalOptions {
  /** 0 unless given. */
  readonly mean?: number
  /** The standard deviation, 1 unless given. */
  readonly std?: number
}

/** N(mean, std²).
 *  @example normal({ std: 0.01 }).options // => { std: 0.01 } */
export const normal: Maker<NormalOptions | undefined> = initializer<NormalOptions | undefined>(
  'normal',
  (options) =>
    (key, { shape, dtype }) =>
      drawNormal(key, shape, { ...options, dtype }),
)
