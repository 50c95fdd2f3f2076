// What the arithmetic of elements gives on a wide sample, as words: NaN has one pair of them.
import {
  convert,
  f32FromBits,
  f64FromWords,
  float,
  highWord,
  lowWord,
  reduction,
  threefry2x32,
} from '../../src/language/scalar/index.ts'

const count = 2000
const words = new Uint32Array(2 * count)
for (let i = 0; i < count; i++) threefry2x32(0, 1971, 0, i, words, 2 * i)

/** Floats of all magnitudes, and as many between −8 and 8. */
const samples = {
  f32: Array.from(words, (word, i) => (i % 2 ? f32FromBits(word) : (word - 2 ** 31) / 2 ** 28)).map(
    Math.fround,
  ),
  f64: Array.from({ length: 2 * count }, (_, i) => {
    const [low = 0, high = 0] = words.subarray(i - (i % 2))
    return i % 2 ? f64FromWords(low, high) : (high - 2 ** 31) / 2 ** 28 + low / 2 ** 60
  }),
}

const wordsOf = (numbers: readonly number[]): readonly number[] =>
  numbers.flatMap((x) => [lowWord(x), highWord(x)])

const elementary = [
  'exp',
  'expm1',
  'log',
  'log1p',
  'sin',
  'cos',
  'tanh',
  'erf',
  'erfInv',
  'rsqrt',
  'sqrt',
  'floor',
] as const

/** Each elementary function at each number of the sample, and powers and remainders of neighbours. */
export const functionsOf = (dtype: 'f32' | 'f64'): readonly number[] => {
  const xs = samples[dtype]
  const { pow, rem } = float[dtype]
  const ys = xs.map((_, i) => xs[i ^ 3] ?? 1)
  return wordsOf([
    ...elementary.flatMap((name) => xs.map(float[dtype][name])),
    ...xs.map((x, i) => pow(x, ys[i] ?? 1)),
    ...xs.map((x, i) => rem(x, ys[i] ?? 1)),
  ])
}

/** Each number of the sample in every other dtype. */
export const conversions = (): readonly number[] =>
  wordsOf([
    ...samples.f64.map(convert.f64.f32),
    ...samples.f64.map(convert.f64.i32),
    ...samples.f32.map(convert.f32.u32),
    ...Array.from(words, convert.u32.i32),
    ...Array.from(words, convert.u32.f32),
  ])

/** Sums and products of every number of terms up to a thousand and some. */
export const sums = (): readonly number[] => {
  const data = samples.f64.map((x, i) => (i % 2 ? 0.1 : x))
  return wordsOf(
    Array.from({ length: 120 }, (_, i) => {
      const terms = {
        data: data.map(Math.fround),
        start: i,
        offsets: Array.from({ length: 9 * i }, (_, j) => j),
      }
      const wide = { ...terms, data }
      return [
        reduction.f32.sum(terms),
        reduction.f32.dot(terms, terms),
        reduction.f64.sum(wide),
        reduction.f64.dot(wide, wide),
      ]
    }).flat(),
  )
}
