import { expect, test } from 'vitest'
import {
  byteWidth,
  type ElementType,
  isFloat,
  isInteger,
  sameShape,
  sameType,
  showShape,
  showType,
  size,
} from '../../src/shape/index.ts'

const all: readonly ElementType[] = ['f32', 'f64', 'i32', 'u32', 'bool', 'key']

test('a type prints as its dtype and sizes', () => {
  expect(showType({ shape: [2, 3], dtype: 'f32' })).toBe('f32[2, 3]')
  expect(showType({ shape: [], dtype: 'key' })).toBe('key[]')
  expect(showShape([4])).toBe('[4]')
})

test('size is the product of the sizes, 1 for a scalar and 0 with an empty axis', () => {
  expect([[2, 3], [], [2, 0, 3]].map(size)).toEqual([6, 1, 0])
})

test('shapes are the same axis by axis', () => {
  expect(sameShape([2, 3], [2, 3])).toBe(true)
  expect(sameShape([2, 3], [3, 2])).toBe(false)
  expect(sameShape([2], [2, 1])).toBe(false)
  expect(sameShape([2, 1], [2])).toBe(false)
})

test('types are the same when shape and dtype are', () => {
  const f32 = { shape: [2], dtype: 'f32' } as const
  expect(sameType(f32, { shape: [2], dtype: 'f32' })).toBe(true)
  expect(sameType(f32, { shape: [2], dtype: 'f64' })).toBe(false)
  expect(sameType(f32, { shape: [1], dtype: 'f32' })).toBe(false)
})

test('f32 and f64 are floats, i32 and u32 integers, bool and key neither', () => {
  expect(all.filter(isFloat)).toEqual(['f32', 'f64'])
  expect(all.filter(isInteger)).toEqual(['i32', 'u32'])
})

test('a key is as wide as two u32, a bool one byte', () =>
  expect(all.map(byteWidth)).toEqual([4, 8, 4, 4, 1, 8]))
