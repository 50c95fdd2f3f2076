import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  convolutionBlocks,
  f32ToU32,
  reduction,
  type Terms,
} from '../../../src/language/scalar/index.ts'

const hex = (x: number): string => f32ToU32(x).toString(16).padStart(8, '0')
const termsOf = (data: ArrayLike<number>): Terms => ({
  data,
  start: 0,
  offsets: Array.from(data, (_, i) => i),
})
/** The first terms of the harmonic series, in f32. */
const harmonic = (count: number): Terms =>
  termsOf(Float32Array.from({ length: count }, (_, i) => 1 / (i + 1)))

type Round = (x: number) => number

/** The law of §6 word by word: missing terms, lanes and blocks are absent, not zero. */
const sumByTheLaw = (terms: readonly number[], round: Round): number => {
  const add = (x: number | undefined, y: number | undefined): number | undefined =>
    x === undefined ? y : y === undefined ? x : round(x + y)
  let sums: (number | undefined)[] = []
  for (let block = 0; block * 256 < terms.length; block++) {
    const inBlock = terms.slice(block * 256, block * 256 + 256)
    let lanes = Array.from({ length: 16 }, (_, lane) => {
      const own = inBlock.filter((_, i) => i % 16 === lane)
      return own.length === 0 ? undefined : own.reduce((sum, term) => round(sum + term), 0)
    })
    for (const half of [8, 4, 2, 1])
      lanes = Array.from({ length: half }, (_, lane) => add(lanes[lane], lanes[lane + half]))
    sums.push(lanes[0])
  }
  while (sums.length > 1)
    sums = Array.from({ length: Math.ceil(sums.length / 2) }, (_, j) =>
      add(sums[2 * j], sums[2 * j + 1]),
    )
  return sums[0] ?? 0
}

const dotByTheLaw = (a: readonly number[], b: readonly number[], round: Round): number => {
  const blocks: number[] = []
  for (let first = 0; first < a.length; first += 256) {
    let sum = 0
    for (let i = first; i < Math.min(first + 256, a.length); i++)
      sum = round(sum + round((a[i] ?? NaN) * (b[i] ?? NaN)))
    blocks.push(sum)
  }
  return blocks.length === 0 ? 0 : blocks.reduce((total, sum) => round(total + sum))
}

test('sums of the harmonic series in f32 have their permanent bits', () => {
  const sums = [17, 257, 1000, 4097].map((count) => hex(reduction.f32.sum(harmonic(count))))
  expect(sums).toEqual(['405c21a2', '40c41a82', '40ef88fa', '410e5358'])
})

test('products of the harmonic series with itself in f32 have their permanent bits', () => {
  const dots = [257, 1000].map((n) => hex(reduction.f32.dot(harmonic(n), harmonic(n))))
  expect(dots).toEqual(['3fd20df5', '3fd26c75'])
})

test('a sum or a product of nothing, and of −0 alone, is +0', () => {
  const none = termsOf([])
  const zero = termsOf([-0])
  const one = termsOf([1])
  for (const dtype of ['f32', 'f64', 'i32', 'u32'] as const) {
    expect(reduction[dtype].sum(none)).toBe(0)
    expect(reduction[dtype].dot(none, none)).toBe(0)
    expect(reduction[dtype].sum(zero)).toBe(0)
    expect(reduction[dtype].dot(zero, one)).toBe(0)
  }
})

test('a sum follows the law of blocks, lanes and steps', () => {
  const element = fc.oneof(fc.float({ noNaN: true, min: -2, max: 2 }), fc.constant(-0))
  const arrays = fc.array(element, { maxLength: 3000, size: 'max' })
  const round = { f32: Math.fround, f64: (x: number) => x }
  let longest = 0
  fc.assert(
    fc.property(arrays, (terms) => {
      longest = Math.max(longest, terms.length)
      for (const dtype of ['f32', 'f64'] as const)
        expect(reduction[dtype].sum(termsOf(terms))).toBe(sumByTheLaw(terms, round[dtype]))
    }),
    { numRuns: 60, seed: 6 },
  )
  expect(longest).toBeGreaterThan(2048)
})

test('every number of blocks up to 33 joins in the aligned tree', () => {
  for (let blocks = 1; blocks <= 33; blocks++) {
    const terms = Array.from({ length: blocks * 256 - 7 }, (_, i) => Math.fround(1 / (i + 3)))
    expect(reduction.f32.sum(termsOf(terms))).toBe(sumByTheLaw(terms, Math.fround))
  }
})

test('a product follows the law of blocks', () => {
  for (const count of [1, 255, 256, 257, 511, 512, 513, 1500]) {
    const a = Array.from({ length: count }, (_, i) => Math.fround(1 / (i + 3) - 0.1))
    const b = Array.from({ length: count }, (_, i) => Math.fround(1 / (2 * i + 1) - 0.2))
    const f32 = reduction.f32.dot(termsOf(a), termsOf(b))
    const f64 = reduction.f64.dot(termsOf(a), termsOf(b))
    expect(f32).toBe(dotByTheLaw(a, b, Math.fround))
    expect(f64).toBe(dotByTheLaw(a, b, (x) => x))
    expect(f32).not.toBe(f64)
  }
})

test('terms are read where start and offsets say', () => {
  const data = Float64Array.from([1, 10, 100, 1000, 10000, 100000])
  const terms: Terms = { data, start: 1, offsets: Int32Array.from([0, 2, 4]) }
  expect(reduction.f64.sum(terms)).toBe(101010)
  expect(reduction.f64.dot(terms, { data, start: 0, offsets: [0, 1, 0] })).toBe(110010)
})

test('whole numbers wrap', () => {
  const large = termsOf([2147483647, 1, 2147483647])
  expect(reduction.i32.sum(large)).toBe(-1)
  expect(reduction.u32.sum(large)).toBe(4294967295)
  expect(reduction.i32.dot(large, large)).toBe(3)
  expect(reduction.u32.dot(termsOf([65537]), termsOf([65537]))).toBe(131073)
})

test('the blocks of a convolution hold whole kernels, whole rows or single terms, up to 256', () => {
  expect(convolutionBlocks(21, [5, 5])).toEqual([250, 500, 525])
  expect(convolutionBlocks(2, [20, 20])).toEqual([240, 400, 640, 800])
  expect(convolutionBlocks(300, [1, 1])).toEqual([256, 300])
  expect(convolutionBlocks(257, [])).toEqual([256, 257])
  expect(convolutionBlocks(2, [300])).toEqual([256, 300, 556, 600])
  expect(convolutionBlocks(1, [2, 300, 1])).toEqual([256, 300, 556, 600])
  expect(convolutionBlocks(1, [3, 10, 20])).toEqual([200, 400, 600])
  expect(convolutionBlocks(1, [2, 20, 20])).toEqual([240, 400, 640, 800])
  expect(convolutionBlocks(1, [16, 16])).toEqual([256])
  expect(convolutionBlocks(0, [3, 3])).toEqual([])
})
