// A sample held to a law by its mean and variance, each within five standard errors.
import { expect } from 'vitest'

export interface Moments {
  readonly mean: number
  readonly std: number
  /** The fourth moment over the squared variance: 3 for a normal, 1.8 for a uniform. */
  readonly kurtosis: number
}

/** Fails where the mean or the variance of the sample is further than five standard errors from that of the law. */
export const mustFollow = (
  sample: readonly number[],
  { mean, std, kurtosis }: Moments,
  place: string,
): void => {
  const n = sample.length
  const average = sample.reduce((sum, x) => sum + x, 0) / n
  const variance = sample.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n
  expect(Math.abs(average - mean), `${place}: mean ${average}`).toBeLessThanOrEqual(
    (5 * std) / Math.sqrt(n),
  )
  expect(Math.abs(variance - std ** 2), `${place}: variance ${variance}`).toBeLessThanOrEqual(
    5 * std ** 2 * Math.sqrt((kurtosis - 1) / n),
  )
}
