import { expect, test } from 'vitest'
import { convert } from '../../../src/language/scalar/index.ts'

const MIN = -2147483648
const MAX = 2147483647
const ONES = 4294967295

test('a float becomes an integer by truncation and saturation, NaN by 0', () => {
  for (const from of ['f32', 'f64'] as const) {
    const inputs = [1.9, -1.9, -0.5, -0, NaN, Infinity, -Infinity, 3e9, -3e9]
    expect(inputs.map(convert[from].i32)).toEqual([1, -1, 0, 0, 0, MAX, MIN, MAX, MIN])
    expect(inputs.map(convert[from].u32)).toEqual([1, 0, 0, 0, 0, ONES, 0, 3000000000, 0])
  }
  expect([2147483647.5, -2147483648.5, 4294967295.5].map(convert.f64.i32)).toEqual([MAX, MIN, MAX])
  expect([4294967295.5, 4294967296].map(convert.f64.u32)).toEqual([ONES, ONES])
})

test('an integer becomes an integer by its bits', () => {
  expect([-1, MIN, 7].map(convert.i32.u32)).toEqual([ONES, 2147483648, 7])
  expect([ONES, 2147483648, 7].map(convert.u32.i32)).toEqual([-1, MIN, 7])
})

test('a number becomes a float by rounding to the nearest, ties to even', () => {
  expect([16777217, 16777219, MAX].map(convert.i32.f32)).toEqual([16777216, 16777220, 2147483648])
  expect([ONES, 4294967167].map(convert.u32.f32)).toEqual([4294967296, 4294967040])
  expect([0.1, 1e300, -1e-300].map(convert.f64.f32)).toEqual([0.10000000149011612, Infinity, -0])
  expect([MAX, MIN].map(convert.i32.f64)).toEqual([MAX, MIN])
  expect(convert.u32.f64(ONES)).toBe(ONES)
  expect(convert.f32.f64(0.10000000149011612)).toBe(0.10000000149011612)
})

test('a number is true unless it is zero; NaN is true', () => {
  expect([0, -0, 0.5, NaN, -Infinity].map(convert.f32.bool)).toEqual([0, 0, 1, 1, 1])
  expect([0, -0, 5e-324, NaN].map(convert.f64.bool)).toEqual([0, 0, 1, 1])
  expect([0, -3].map(convert.i32.bool)).toEqual([0, 1])
  expect([0, ONES].map(convert.u32.bool)).toEqual([0, 1])
})

test('a bool becomes 0 or 1, and every dtype becomes itself unchanged', () => {
  for (const to of ['f32', 'f64', 'i32', 'u32', 'bool'] as const)
    expect([0, 1].map(convert.bool[to])).toEqual([0, 1])
  for (const dtype of ['f32', 'f64', 'i32', 'u32', 'bool'] as const)
    expect(convert[dtype][dtype](1)).toBe(1)
  expect([-0, NaN].map(convert.f32.f32)).toEqual([-0, NaN])
})
