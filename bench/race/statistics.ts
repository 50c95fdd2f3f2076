// Numbers about numbers.

/** Times of one task by one contestant: of a repetition in the middle, and of the best. */
export interface Times {
  readonly median: number
  readonly best: number
}

/** The value in the middle, or the mean of the two beside it.  Not a number of none. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2
}

/** The root of the product, of as many as there are.  Not a number of none. */
export const geometricMean = (values: readonly number[]): number =>
  values.length === 0 ? Number.NaN : values.reduce((all, x) => all * x, 1) ** (1 / values.length)

export const timesOf = (seconds: readonly number[]): Times => ({
  median: median(seconds),
  best: Math.min(...seconds),
})
