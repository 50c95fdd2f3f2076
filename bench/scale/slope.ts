// How a quantity grows: the exponent of the power law that fits best.

/** The slope of the line through the logarithms, by least squares: 1 is linear.  Not a number of less than two places. */
export const slope = (points: readonly (readonly [x: number, y: number])[]): number => {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const)
  const mean = (of: (point: readonly [number, number]) => number): number =>
    logs.reduce((sum, point) => sum + of(point), 0) / logs.length
  const [x0, y0] = [mean(([x]) => x), mean(([, y]) => y)]
  const spread = mean(([x]) => (x - x0) ** 2)
  return mean(([x, y]) => (x - x0) * (y - y0)) / spread
}
