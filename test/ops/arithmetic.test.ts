// Two operands: broadcasting, numbers beside tensors, dtypes.
import { expect, test } from 'vitest'
import * as ops from '../../src/ops/index.ts'
import { toArray } from '../../src/tensor/index.ts'

const { tensor } = ops
const ints = (...values: readonly number[]) => tensor(values, { dtype: 'i32' })

test('operands are stretched along axes of size 1 and those they lack', () => {
  const column = tensor([[1], [2]])
  expect(toArray(ops.add(column, tensor([10, 20, 30])))).toEqual([
    [11, 21, 31],
    [12, 22, 32],
  ])
  expect(ops.mul(ops.ones([4, 1, 3]), ops.ones([2, 1])).shape).toEqual([4, 2, 3])
  expect(ops.add(ops.ones([0]), ops.ones([1])).shape).toEqual([0])
  expect(toArray(ops.sub(ops.scalar(1), tensor([[2]])))).toEqual([[-1]])
})

test('a number takes the dtype of the tensor, on either side', () => {
  expect(ops.add(1, ints(2)).toJSON()).toEqual({ dtype: 'i32', shape: [1], values: [3] })
  expect(ops.mul(tensor([0.1], { dtype: 'f64' }), 3).toJSON().values).toEqual([0.1 * 3])
  expect(toArray(ops.mul(tensor([1]), 0.1))).toEqual([Math.fround(0.1)])
  expect(toArray(ops.div(1, tensor([4])))).toEqual([0.25])
  expect(toArray(ops.eq(tensor([true, false]), false))).toEqual([false, true])
})

test('integers wrap, and divide towards 0', () => {
  expect(toArray(ops.add(ints(2147483647), 1))).toEqual([-2147483648])
  expect(toArray(ops.div(ints(7, -7, 5), ints(2, 2, 0)))).toEqual([3, -3, -1])
  expect(toArray(ops.rem(ints(7, -7, 5), ints(4, 4, 0)))).toEqual([3, -3, 5])
})

test('logic is for bools, and bit by bit for integers', () => {
  expect(toArray(ops.and(tensor([true, false]), true))).toEqual([true, false])
  expect(toArray(ops.xor(ints(0b1100), 0b1010))).toEqual([0b0110])
  expect(toArray(ops.not(ints(0)))).toEqual([-1])
  expect(toArray(ops.shiftRightArithmetic(ints(-8), 1))).toEqual([-4])
})

test('round goes to the even of two, and keeps what has no fraction', () => {
  const halves = tensor([0.5, 1.5, 2.5, -0.5, -1.5, -0, 0, 8388609, 1 / 0, Number.NaN])
  const rounded = [0, 2, 2, -0, -2, -0, 0, 8388609, 1 / 0, Number.NaN]
  expect(toArray(ops.round(halves))).toEqual(rounded)
  const doubles = [0.49999999999999994, 4503599627370495.5, -2.5000000000000004, 1e300]
  expect(toArray(ops.round(tensor(doubles, { dtype: 'f64' })))).toEqual([
    0, 4503599627370496, -3, 1e300,
  ])
  expect(toArray(ops.ceil(tensor([-0.5, 0.2])))).toEqual([-0, 1])
})

test('where chooses among three that are stretched to one shape', () => {
  const rows = tensor([[true], [false]])
  expect(toArray(ops.where(rows, tensor([1, 2]), 0))).toEqual([
    [1, 2],
    [0, 0],
  ])
  expect(toArray(ops.where(tensor([true, false]), ints(1, 2), ints(3, 4)))).toEqual([1, 4])
  expect(toArray(ops.where(ops.scalar(false), 7, ints(1, 2)))).toEqual([1, 2])
})

test('clip keeps NaN, and takes one bound or both', () => {
  expect(toArray(ops.clip(tensor([-3, Number.NaN, 3]), { min: -1 }))).toEqual([-1, Number.NaN, 3])
  expect(toArray(ops.clip(ints(-3, 0, 3), { min: -1, max: 1 }))).toEqual([-1, 0, 1])
})
