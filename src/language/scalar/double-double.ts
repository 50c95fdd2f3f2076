// What a product loses by rounding, without fused arithmetic: a b = p + productError(a, b, p), exactly.
// T. J. Dekker, A floating-point technique for extending the available precision, 1971.

// 2²⁷ + 1 cuts 53 bits in two halves whose products are exact
export const SPLITTER = 134217729

/** The error of the f64 product p = a b, exact while |a|, |b| < 2⁹⁹⁵ and the error is no subnormal. */
export const productError = (a: number, b: number, p: number): number => {
  const ca = SPLITTER * a
  const cb = SPLITTER * b
  const aHigh = ca - (ca - a)
  const bHigh = cb - (cb - b)
  const aLow = a - aHigh
  const bLow = b - bHigh
  return aLow * bLow - (p - aHigh * bHigh - aLow * bHigh - aHigh * bLow)
}
