// What kernels say of themselves: their blocks, and the memory that they want.
import { expect, test } from 'vitest'
import { type ProductKernel, scratchOf, unitsOf } from '../../../src/compiler/ir/index.ts'

const access = (rank: number) => ({
  array: 0,
  dtype: 'f32' as const,
  offset: 0,
  strides: new Array<number>(rank).fill(0),
  moved: [],
})
const product = (along: number, unit: readonly number[], rows: number): ProductKernel => ({
  kind: 'product',
  holes: undefined,
  batch: [],
  rows,
  columns: [8],
  outside: [],
  along,
  unit,
  dtype: 'f32',
  left: access(1),
  right: access(1),
  finish: [],
  stores: [],
})

test('a block holds as many units as have at most 256 terms', () => {
  expect(unitsOf(product(1000, [], 1))).toBe(256)
  expect(unitsOf(product(11, [5, 5], 1))).toBe(10)
  expect(unitsOf(product(3, [5, 5], 1))).toBe(3)
  expect(unitsOf(product(28, [28], 1))).toBe(9)
})

test('a product keeps a block of a panel and a panel of sums', () => {
  expect(scratchOf(product(1000, [], 32))).toBe((256 + 32) * 16 * 4)
  expect(scratchOf({ ...product(3, [], 2), dtype: 'f64' })).toBe((3 + 2) * 8 * 8)
})

test('a kernel of elements wants no memory', () => {
  expect(scratchOf({ kind: 'map', space: [8], nodes: [], stores: [] })).toBe(0)
})
