// Axes and parts: of tensors and of keys.
import { expect, test } from 'vitest'
import { grad } from '../../src/functions/index.ts'
import * as ops from '../../src/ops/index.ts'
import { key, split } from '../../src/random/index.ts'
import { type Tensor, toArray } from '../../src/tensor/index.ts'

const { tensor } = ops
const ints = (...values: readonly number[]): Tensor<[number], 'i32'> =>
  tensor(values, { dtype: 'i32' })
const x = tensor([
  [1, 2, 3],
  [4, 5, 6],
])

test('axes are renamed without moving an element, or moved', () => {
  expect(toArray(ops.reshape(x, [3, -1]))).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
  ])
  expect(toArray(ops.transpose(x))).toEqual([
    [1, 4],
    [2, 5],
    [3, 6],
  ])
  expect(ops.transpose(ops.zeros([2, 3, 4]), [-1, 0, 1]).shape).toEqual([4, 2, 3])
  expect(ops.squeeze(ops.zeros([1, 2, 1])).shape).toEqual([2])
  expect(ops.squeeze(ops.zeros([1, 2, 1]), [0, -1]).shape).toEqual([2])
  expect(ops.flatten(ops.zeros([2, 3, 4])).shape).toEqual([2, 12])
})

test('arrays are joined along an axis they have, or a new one, and split again', () => {
  expect(ops.concat([x, ops.zeros([2, 1])], -1).shape).toEqual([2, 4])
  expect(toArray(ops.stack([ints(1, 2), ints(3, 4)], -1))).toEqual([
    [1, 3],
    [2, 4],
  ])
  const [left, right] = ops.split(ops.concat([x, x], 1), 2, 1)
  expect(toArray(left)).toEqual(toArray(x))
  expect(toArray(right)).toEqual(toArray(x))
})

test('slices take an index, a range or all of an axis', () => {
  expect(toArray(ops.slice(x, [null, -1]))).toEqual([3, 6])
  expect(toArray(ops.slice(x, [1]))).toEqual([4, 5, 6])
  expect(
    toArray(
      ops.slice(x, [
        [0, null],
        [0, 3, 2],
      ]),
    ),
  ).toEqual([
    [1, 3],
    [4, 6],
  ])
  expect(toArray(ops.row(x, -2))).toEqual([1, 2, 3])
  expect(toArray(ops.reverse(x))).toEqual([
    [6, 5, 4],
    [3, 2, 1],
  ])
})

test('borders fill, part and cut', () => {
  expect(toArray(ops.pad(ints(1, 2), [[1, 2]]))).toEqual([0, 1, 2, 0, 0])
  expect(toArray(ops.pad(ints(1, 2), [[0, 0, 2]], { value: 7 }))).toEqual([1, 7, 7, 2])
  expect(
    toArray(ops.pad(ints(1, 2, 3), [[-1, 1]], { value: ops.scalar(9, { dtype: 'i32' }) })),
  ).toEqual([2, 3, 9])
  expect(toArray(ops.pad(tensor([true]), [[1, 0]]))).toEqual([false, true])
})

test('an update replaces an element or a leading block, and nothing else', () => {
  expect(toArray(ops.update(x, [1, -1], 9))).toEqual([
    [1, 2, 3],
    [4, 5, 9],
  ])
  expect(toArray(ops.update(x, [0], 0))).toEqual([
    [0, 0, 0],
    [4, 5, 6],
  ])
  expect(toArray(ops.update(x, [0], tensor([7])))).toEqual([
    [7, 7, 7],
    [4, 5, 6],
  ])
  expect(toArray(ops.update(x, [], ops.zeros([2, 1])))).toEqual([
    [0, 0, 0],
    [0, 0, 0],
  ])
  expect(toArray(x)).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ])
})

test('an update’s derivative goes to what stays and to the value', () => {
  const byValue = grad((v: Tensor<[]>) => ops.sum(ops.mul(ops.update(x, [1, 1], v), x)))
  expect(toArray(byValue(ops.scalar(0)))).toBe(5)
  const byWhole = grad((w: Tensor<[2, 3]>) => ops.sum(ops.mul(ops.update(w, [1], 0), x)))
  expect([...byWhole(x)].map((y) => Number(y) + 0)).toEqual([1, 2, 3, 0, 0, 0])
})

test('blocks at places known at run time stay inside', () => {
  const start = ops.scalar(5, { dtype: 'i32' })
  expect(toArray(ops.dynamicSlice(x, [0, start], [2, 2]))).toEqual([
    [2, 3],
    [5, 6],
  ])
  expect(toArray(ops.dynamicUpdate(ints(1, 2, 3), ints(9, 9), [start]))).toEqual([1, 9, 9])
})

test('indices gather along an axis, from the end below 0; what lies outside is NaN', () => {
  expect(toArray(ops.take(x, ints(2, 0), 1))).toEqual([
    [3, 1],
    [6, 4],
  ])
  expect([...ops.take(tensor([1, 2]), ints(1, 2, -1, -2, -3))]).toEqual([2, NaN, 2, 1, NaN])
  expect([...ops.takeAlongAxis(tensor([1, 2]), ints(-1, 0, -3), 0)]).toEqual([2, 1, NaN])
  expect(ops.take(x, tensor([[0], [1]], { dtype: 'u32' })).shape).toEqual([2, 1, 3])
  expect(toArray(ops.oneHot(ints(1, 3), 3, { dtype: 'bool' }))).toEqual([
    [false, true, false],
    [false, false, false],
  ])
})

test('what is scattered adds up, and what lies outside is dropped', () => {
  expect(toArray(ops.scatterAdd(ints(1, 1), ints(1, 1, 2), ints(10, 20, 30)))).toEqual([1, 31])
  expect(toArray(ops.segmentSum(x, ints(1, 1), 3))).toEqual([
    [0, 0, 0],
    [5, 7, 9],
    [0, 0, 0],
  ])
})

test('keys are arranged as tensors are', () => {
  const keys = split(key(0), 4)
  const [first, second] = ops.split(keys, 2)
  expect(ops.concat([first, second], 0)).toEqual(keys)
  expect(ops.row(ops.reshape(keys, [2, 2]), 1)).toEqual(second)
  expect(ops.take(keys, ints(3, 0))).toEqual(ops.stack([ops.row(keys, 3), ops.row(keys, 0)]))
  expect(ops.bitCast(key(7), 'u32')).toEqual(tensor([0, 7], { dtype: 'u32' }))
})
