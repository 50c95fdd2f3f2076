// The arguments that bench/ulp.ts tries: of all magnitudes, dense where a function lives, and beside every corner.
import { f32FromBits, f64FromWords, float, threefry2x32 } from '../../src/language/scalar/index.ts'

export type Dtype = 'f32' | 'f64'
export type Name =
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log1p'
  | 'sin'
  | 'cos'
  | 'tanh'
  | 'erf'
  | 'erfInv'
  | 'rsqrt'

export interface Domain {
  /** Where the result is a number that the error can be measured of. */
  readonly inside: (x: number) => boolean
  /** Where arguments are drawn evenly. */
  readonly ranges: readonly (readonly [number, number])[]
  /** Arguments whose neighbours are tried: where the formula changes, or the result is hard. */
  readonly corners: readonly number[]
}

const { LN2, PI, SQRT1_2, SQRT2 } = Math
const LEAST_NORMALS = [1.1754943508222875e-38, 2.2250738585072014e-308]
const everywhere = (x: number): boolean => Math.abs(x) < Number.POSITIVE_INFINITY
const positive = (x: number): boolean => x > 0 && everywhere(x)
const moderate = (x: number): boolean => Math.abs(x) < 1000

export const domains: Readonly<Record<Name, Domain>> = {
  exp: {
    inside: moderate,
    ranges: [
      [-104, 89],
      [-745.2, 709.8],
      [-1, 1],
      [-1e-3, 1e-3],
    ],
    corners: [
      LN2 / 2,
      -LN2 / 2,
      1.5 * LN2,
      88.72283905206835,
      -87.33654475,
      -103.2789,
      709.782712893384,
      -708.3964185,
      -744.4400719213812,
    ],
  },
  expm1: {
    inside: moderate,
    ranges: [
      [-40, 89],
      [-745, 709.8],
      [-1, 1],
      [-1e-3, 1e-3],
    ],
    corners: [
      LN2 / 2,
      -LN2 / 2,
      1.5 * LN2,
      -1.5 * LN2,
      -17.32868,
      -18,
      -37.42994775,
      -38,
      88.72283905206835,
      709.782712893384,
    ],
  },
  log: {
    inside: positive,
    ranges: [
      [0, 2],
      [0.5, 1.5],
      [0.99, 1.01],
      [0, 1000],
    ],
    corners: [1, SQRT1_2, SQRT2, 2, 0.5, ...LEAST_NORMALS],
  },
  log1p: {
    inside: (x) => x > -1 && everywhere(x),
    ranges: [
      [-1, 1],
      [-0.01, 0.01],
      [-0.5, 0.5],
      [0, 1000],
    ],
    corners: [
      -0.2928932188134524, 0.41421356237309503, 1, -0.5, -1, 16777216, 9007199254740992, 1e-8,
    ],
  },
  sin: {
    inside: everywhere,
    ranges: [
      [-PI, PI],
      [-0.8, 0.8],
      [-100, 100],
      [-1e6, 1.1e6],
      [0, 1e9],
      [0, 1e22],
    ],
    corners: [
      PI / 4,
      PI / 2,
      (3 * PI) / 4,
      PI,
      2 * PI,
      100 * PI,
      1048576,
      0.000244140625,
      1.4901161193847656e-8,
      6381956970095103 * 2 ** 797,
      16367173 * 2 ** 72,
    ],
  },
  cos: {
    inside: everywhere,
    ranges: [
      [-PI, PI],
      [-0.8, 0.8],
      [-100, 100],
      [-1e6, 1.1e6],
      [0, 1e9],
      [0, 1e22],
    ],
    corners: [
      PI / 4,
      PI / 2,
      (3 * PI) / 4,
      PI,
      (3 * PI) / 2,
      100.5 * PI,
      1048576,
      6381956970095103 * 2 ** 797,
      16367173 * 2 ** 72,
    ],
  },
  tanh: {
    inside: everywhere,
    ranges: [
      [-10, 10],
      [-1, 1],
      [-0.7, 0.7],
      [-20, 20],
      [0.4, 0.7],
    ],
    corners: [0.5, 0.625, 0.55, 0.34657359, 9.010913, 19.06154747],
  },
  erf: {
    inside: everywhere,
    ranges: [
      [-4, 4],
      [-1, 1],
      [0.8, 1.2],
      [-6, 6],
    ],
    corners: [0.84375, SQRT2, SQRT1_2, 3.83, 4, 5.86, 6],
  },
  erfInv: {
    inside: (x) => Math.abs(x) < 1,
    ranges: [
      [-1, 1],
      [-0.1, 0.1],
      [0.99, 1],
      [0.9999, 1],
      [0.9999999, 1],
    ],
    corners: [0.9990347, 0.9966253, 0.99999994374, 0.5, 1],
  },
  rsqrt: {
    inside: positive,
    ranges: [
      [0, 4],
      [0, 1000],
    ],
    corners: [1, 2, 4, ...LEAST_NORMALS],
  },
}

const words = new Uint32Array(2)
let drawn = 0
const SEED = 0x756c7073

/** Even in [0, 1), 53 bits. */
const random = (): number => {
  threefry2x32(SEED, 0, 0, drawn++, words, 0)
  return ((words[0] ?? 0) * 2097152 + ((words[1] ?? 0) >>> 11)) / 9007199254740992
}

/** A float of any magnitude and sign. */
const anywhere = (dtype: Dtype): number => {
  threefry2x32(SEED, 1, 0, drawn++, words, 0)
  const [low = 0, high = 0] = words
  return dtype === 'f32' ? f32FromBits(low) : f64FromWords(low, high)
}

export const rounded = (x: number, dtype: Dtype): number => (dtype === 'f32' ? Math.fround(x) : x)

/** The i-th argument: by turns of any magnitude, from a range, or among the thousand beside a corner. */
export const draw = (i: number, dtype: Dtype, { ranges, corners }: Domain): number => {
  const turn = i % 5
  if (turn < 2) return anywhere(dtype)
  if (turn < 4) {
    const [low, high] = ranges[Math.floor(random() * ranges.length)] ?? [0, 1]
    return rounded(low + (high - low) * random(), dtype)
  }
  const corner = corners[Math.floor(random() * corners.length)] ?? 1
  const unit = dtype === 'f32' ? 2 ** -24 : 2 ** -53
  return rounded(corner * (1 + Math.floor((random() - 0.5) * 1000) * unit), dtype)
}

/** How far from 1 a base is, as a power of two, and how far its power. */
const reaches: readonly (readonly [number, number])[] = [
  [1, 1],
  [1, 1000],
  [0.01, 1100],
  [1e-5, 1100],
  [20, 1100],
  [80, 1100],
]

/** The i-th base and exponent, most of them with a power that is a number of the format. */
export const drawPair = (i: number, dtype: Dtype): readonly [number, number] => {
  if (i % 8 === 0) return [anywhere(dtype), Math.floor(random() * 40) - 20]
  if (i % 8 === 1) return [Math.abs(anywhere(dtype)), rounded(random() * 4 - 2, dtype)]
  const [spread, reach] = reaches[i % reaches.length] ?? [1, 1]
  const exponent = (random() * 2 - 1) * spread
  const base = rounded(float.f64.exp(exponent * LN2), dtype)
  const top = dtype === 'f32' ? Math.min(reach, 150) : reach
  return [base, rounded((top * (random() * 2 - 1)) / exponent, dtype)]
}
