// What the order of elements means where they are equal, NaN, or out of range; and what integers do at their ends.
import { expect, test } from 'vitest'
import type { Value } from '../../../src/language/level/index.ts'
import {
  argMax,
  argMin,
  concat,
  cumulativeSum,
  div,
  dot,
  dynamicSlice,
  dynamicUpdate,
  full,
  gather,
  max,
  min,
  mul,
  neg,
  reduceMax,
  reduceMin,
  rem,
  scatterAdd,
  shiftLeft,
  shiftRightArithmetic,
  shiftRightLogical,
  sort,
  sum,
} from '../../../src/language/primitives/index.ts'
import { f32ToU32 } from '../../../src/language/scalar/index.ts'
import { bool, f32, f64, i32, keys, u32 } from '../arrays.ts'
import { gradient, mapping, tangents } from '../calculus.ts'

const hex = (x: Value): readonly string[] =>
  [...x].map((e) => f32ToU32(Number(e)).toString(16).padStart(8, '0'))
const harmonic = (count: number): Value =>
  f32([count], ...Array.from({ length: count }, (_, i) => 1 / (i + 1)))
const inner = (x: Value, y: Value): Value => dot(x, y, { contract: [[0], [0]], batch: [[], []] })

test('sums have their permanent bits', () =>
  expect([17, 257, 1000, 4097].flatMap((n) => hex(sum(harmonic(n), [0])))).toEqual([
    '405c21a2',
    '40c41a82',
    '40ef88fa',
    '410e5358',
  ]))

test('products have their permanent bits', () =>
  expect([257, 1000].flatMap((n) => hex(inner(harmonic(n), harmonic(n))))).toEqual([
    '3fd20df5',
    '3fd26c75',
  ]))

test('a product is a chain in each 256 terms, and the sum of those in order', () => {
  /** 10⁸ first, then −10⁸ and 1 at two places: in f32 the 1 is lost where it meets either alone. */
  const product = (negative: number, one: number): Value => {
    const terms = new Array<number>(300).fill(0)
    terms[0] = 1e8
    terms[negative] = -1e8
    terms[one] = 1
    return inner(f32([300], ...terms), f32([300], 1))
  }
  expect(product(254, 255)).toEqual(f32([], 1))
  expect(product(255, 256)).toEqual(f32([], 1))
  expect(product(256, 257)).toEqual(f32([], 0))
})

test('a sum over several axes takes its terms in row-major order', () => {
  const x = harmonic(600)
  const table = f32([20, 30], ...[...x].map(Number))
  expect(hex(sum(table, [0, 1]))).toEqual(hex(sum(x, [0])))
})

test('a sum of nothing, and of −0 alone, is +0', () => {
  expect(sum(f32([0]), [0])).toEqual(f32([], 0))
  expect(sum(f32([1], -0), [0])).toEqual(f32([], 0))
  expect(inner(f32([0]), f32([0]))).toEqual(f32([], 0))
})

test('a running total is a chain from +0, from either end', () => {
  expect(cumulativeSum(f32([3], 1e8, 1, -1e8), 0, false)).toEqual(f32([3], 1e8, 1e8, 0))
  expect(cumulativeSum(f32([3], 1, -1e8, 1e8), 0, true)).toEqual(f32([3], 1, 0, 1e8))
  expect(cumulativeSum(f32([2], -0, -0), 0, false)).toEqual(f32([2], 0, 0))
})

test('integers wrap, and divide by zero as RISC-V does', () => {
  const [least, most] = [-2147483648, 2147483647]
  expect(sum(i32([2], most, 1), [0])).toEqual(i32([], least))
  expect(mul(i32([], 65536), i32([], 65536))).toEqual(i32([], 0))
  expect(sum(u32([2], 4294967295, 2), [0])).toEqual(u32([], 1))
  expect(div(i32([3], 7, -7, least), i32([3], 0, 2, -1))).toEqual(i32([3], -1, -3, least))
  expect(rem(i32([3], 7, -7, least), i32([3], 0, 2, -1))).toEqual(i32([3], 7, -1, 0))
  expect(div(u32([2], 7, 7), u32([2], 0, 2))).toEqual(u32([2], 4294967295, 3))
})

test('a shift by the width or more leaves nothing, or the sign', () => {
  const by = i32([4], 1, 31, 32, -1)
  const x = i32([4], -8)
  expect(shiftLeft(x, by)).toEqual(i32([4], -16, 0, 0, 0))
  expect(shiftRightLogical(x, by)).toEqual(i32([4], 2147483644, 1, 0, 0))
  expect(shiftRightArithmetic(x, by)).toEqual(i32([4], -4, -1, -1, -1))
})

test('NaN is larger and smaller than all, and −0 less than +0', () => {
  expect(max(f64([3], NaN, -0, 0), f64([3], 1, 0, -0))).toEqual(f64([3], NaN, 0, 0))
  expect(min(f64([3], 1, 0, -0), f64([3], NaN, -0, 0))).toEqual(f64([3], NaN, -0, -0))
  expect(reduceMax(f64([3], 1, NaN, 2), [0])).toEqual(f64([], NaN))
})

test('the derivative of an extremum is NaN beside a NaN, forward and in reverse', () => {
  const largest = mapping((y) => reduceMax(y, [1]))
  const smallest = mapping((y) => neg(reduceMin(neg(y), [1])))
  const x = f64([3, 3], 1, NaN, 2, 3, 3, 0, Infinity, 0, Infinity)
  const rows = [NaN, NaN, NaN, 0.5, 0.5, 0, 0.5, 0, 0.5]
  for (const f of [largest, smallest]) {
    expect(gradient(f)(x).map((y) => [...y].map(Number).map(Math.abs))).toEqual([rows])
    expect(tangents(f, full(x, 1))(x)).toEqual([f64([3], NaN, 1, 1)])
  }
})

test('the first of equals is found, and NaN first of all', () => {
  expect(argMax(f64([4], 1, 3, 3, 2), 0)).toEqual(i32([], 1))
  expect(argMin(f64([4], 2, 1, 1, 3), 0)).toEqual(i32([], 1))
  expect(argMax(f64([4], Infinity, NaN, 3, NaN), 0)).toEqual(i32([], 1))
  expect(argMin(f64([4], -Infinity, 1, NaN, 3), 0)).toEqual(i32([], 2))
  expect(argMax(f64([2], 0, -0), 0)).toEqual(i32([], 0))
})

test('a sort puts many elements where the host puts them, and equals in their order', () => {
  for (const count of [2, 3, 17, 64, 1000]) {
    const numbers = Array.from({ length: count }, (_, i) => (i * 7919) % 31)
    const ranks = [...numbers.keys()].sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0))
    expect(sort([f64([count], ...numbers), i32([count], ...numbers.keys())], 0)).toEqual([
      f64([count], ...ranks.map((i) => numbers[i] ?? 0)),
      i32([count], ...ranks),
    ])
  }
})

test('a sort is stable, with NaN last', () =>
  expect(sort([f64([6], 2, NaN, 0, -0, -Infinity, NaN), i32([6], 0, 1, 2, 3, 4, 5)], 0)).toEqual([
    f64([6], -Infinity, 0, -0, 2, NaN, NaN),
    i32([6], 4, 2, 3, 0, 1, 5),
  ]))

test('what is gathered from outside is NaN, or the end of the dtype, or 0', () => {
  const at = i32([4], 1, -1, 2, 0)
  const params = { axis: 0, batch: 0, outside: 'nan' } as const
  expect(gather(f32([2], 5, 6), at, params)).toEqual(f32([4], 6, NaN, NaN, 5))
  expect(gather(i32([2], 5, 6), at, params)).toEqual(i32([4], 6, -2147483648, -2147483648, 5))
  expect(gather(u32([2], 5, 6), at, params)).toEqual(u32([4], 6, 4294967295, 4294967295, 5))
  expect(gather(bool([2], 0, 0), at, params)).toEqual(bool([4], 0, 1, 1, 0))
  expect(gather(keys([2], 1, 2, 3, 4), at, params)).toEqual(
    keys([4], 3, 4, 4294967295, 4294967295, 4294967295, 4294967295, 1, 2),
  )
  expect(gather(f32([2], 5, 6), at, { ...params, outside: 'zero' })).toEqual(f32([4], 6, 0, 0, 5))
})

test('updates of one place are added in order, and those outside are dropped', () => {
  const along = { axis: 0, batch: 0 }
  expect(scatterAdd(f32([2], 1, 1), i32([3], 0, 0, 0), f32([3], 1e8, -1e8, 1), along)).toEqual(
    f32([2], 1, 1),
  )
  expect(scatterAdd(f32([2], 1, 1), i32([3], -1, 2, 1), f32([3], 5, 6, 7), along)).toEqual(
    f32([2], 1, 8),
  )
})

test('a block is moved until it fits', () => {
  const x = f32([4], 1, 2, 3, 4)
  expect(dynamicSlice(x, [i32([], 9)], [2])).toEqual(f32([2], 3, 4))
  expect(dynamicSlice(x, [i32([], -9)], [2])).toEqual(f32([2], 1, 2))
  expect(dynamicUpdate(x, f32([2], 8, 9), [u32([], 4294967295)])).toEqual(f32([4], 1, 2, 8, 9))
})

test('as many arrays as there are can be joined, and their derivatives taken', () => {
  const rows = Array.from({ length: 200_000 }, () => f64([1], 2))
  const total = (x: Value): Value => sum(concat([...rows, x], 0), [0])
  expect(total(f64([1], 3))).toEqual(f64([], 400_003))
  expect(gradient(mapping(total))(f64([1], 3))).toEqual([f64([1], 1)])
})
