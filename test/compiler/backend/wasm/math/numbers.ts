// Floats to try functions on: every exponent and sign, the ranges where functions turn, and the edges.
type Float = 'f32' | 'f64'
export type Floats = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>

/** Words in an order that looks random, the same each time. */
export const words = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x9e3779b9) | 0
    const a = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    const b = Math.imul(a ^ (a >>> 15), 0x735a2d97)
    return (b ^ (b >>> 15)) >>> 0
  }
}

// where a function changes its way, or its result its kind
const TURNS = [
  0,
  0.25,
  0.5,
  0.625,
  0.84375,
  1,
  2,
  3,
  4,
  5,
  6,
  10,
  16,
  17.5,
  18,
  20,
  38,
  89,
  104,
  710,
  746,
  Infinity,
]
const LOGARITHMS = [87.33654, 88.72284, 103.27893, 103.97208]
const MORE_LOGARITHMS = [708.3964185322641, 709.782712893384, 744.4400719213812, 745.1332191019411]
const ROOTS = [Math.SQRT1_2, Math.SQRT2, Math.LN2, Math.LN2 / 2, Math.PI, Math.PI / 2, Math.PI / 4]
const LARGEST = [3.4028234663852886e38, 1.7976931348623157e308, 0.9999999, 0.99999999999999]
const EXPONENTS = [
  -1074, -1022, -149, -126, -54, -27, -24, -12, 20, 23, 24, 31, 32, 52, 53, 127, 1023,
]
const PLACES = [
  ...TURNS,
  ...LOGARITHMS,
  ...MORE_LOGARITHMS,
  ...ROOTS,
  ...LARGEST,
  ...EXPONENTS.map((e) => 2 ** e),
]
const STEPS = [-40, -9, -3, -2, -1, 0, 1, 2, 3, 9, 40]

/** The places and the floats beside them, with both signs, and NaNs of several kinds. */
export const edges: Readonly<Record<Float, Floats>> = {
  f32: new Float32Array(
    Int32Array.from([
      ...[...new Int32Array(new Float32Array(PLACES).buffer)].flatMap((bits) =>
        STEPS.flatMap((step) => [bits + step, (bits + step) ^ 0x80000000]),
      ),
      ...[0x7fc00000, 0x7fffffff, 0x7f800001, 0x7fc00001, 0x7fd55555, 0x7faaaaaa].flatMap((nan) => [
        nan,
        nan ^ 0x80000000,
      ]),
    ]).buffer,
  ),
  f64: new Float64Array(
    BigInt64Array.from([
      ...[...new BigInt64Array(new Float64Array(PLACES).buffer)].flatMap((bits) =>
        STEPS.flatMap((step) => [bits + BigInt(step), (bits + BigInt(step)) ^ (1n << 63n)]),
      ),
      ...[0x7ff80000n, 0x7fffffffn, 0x7ff00000n, 0x7ff55555n].flatMap((nan) => [
        (nan << 32n) | 0x55555555n,
        ((nan | 0x80000000n) << 32n) | 1n,
      ]),
    ]).buffer,
  ),
}

/** So many floats, as evenly over all bits as may be, in rising order of the bits. */
export const patterns = (dtype: Float, count: number, seed: number): Floats => {
  const random = words(seed)
  const step = Math.floor(2 ** 32 / count)
  if (dtype === 'f32')
    return new Float32Array(
      Uint32Array.from({ length: count }, (_, i) => i * step + (random() % step)).buffer,
    )
  const pair = Uint32Array.from({ length: 2 * count }, (_, i) =>
    i % 2 === 0 ? random() : ((i - 1) / 2) * step + (random() % step),
  )
  return new Float64Array(pair.buffer)
}

/** So many floats between the bounds, in turn. */
export const between = (
  dtype: Float,
  bounds: readonly number[],
  count: number,
  seed = 2,
): Floats => {
  const random = words(seed)
  const values = Array.from(
    { length: count },
    (_, i) => (random() / 2 ** 31 - 1 + random() / 2 ** 63) * (bounds[i % bounds.length] ?? 1),
  )
  return dtype === 'f32' ? new Float32Array(values) : new Float64Array(values)
}
