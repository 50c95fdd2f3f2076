// Order along an axis: stable, NaN last in a sort and first among the largest.
import { expect, test } from 'vitest'
import { grad } from '../../src/functions/index.ts'
import * as ops from '../../src/ops/index.ts'
import { type Tensor, toArray } from '../../src/tensor/index.ts'

const { tensor } = ops
const x = tensor([2, Number.NaN, -1, 2, -0, 0])

test('sort is ascending and stable, NaN last', () => {
  expect(toArray(ops.sort(x))).toEqual([-1, -0, 0, 2, 2, Number.NaN])
  expect(toArray(ops.argsort(x))).toEqual([2, 4, 5, 0, 3, 1])
  expect(
    toArray(
      ops.sort(
        tensor([
          [3, 1],
          [2, 4],
        ]),
        0,
      ),
    ),
  ).toEqual([
    [2, 1],
    [3, 4],
  ])
})

test('the largest come first, NaN before all and equals in their order', () => {
  const [values, indices] = ops.topK(x, 4)
  expect(toArray(values)).toEqual([Number.NaN, 2, 2, -0])
  expect(toArray(indices)).toEqual([1, 0, 3, 4])
  expect(toArray(ops.topK(x, 1)[1])).toEqual([toArray(ops.argmax(x))])
  expect(ops.topK(ops.zeros([3, 4]), 2, 0)[0].shape).toEqual([2, 4])
  expect(ops.topK(ops.zeros([3]), 0)[0].shape).toEqual([0])
})

test('derivatives follow their elements', () => {
  const weights = tensor([1, 10, 100])
  const weighed = grad((v: Tensor<[3]>) => ops.sum(ops.mul(ops.sort(v), weights)))
  expect(toArray(weighed(tensor([5, 3, 4])))).toEqual([100, 1, 10])
  const best = grad((v: Tensor<[3]>) => ops.sum(ops.topK(v, 2)[0]))
  expect([...best(tensor([5, 3, 4]))].map((y) => Number(y) + 0)).toEqual([1, 0, 1])
})

test('a running total begins at +0, from either end', () => {
  expect(toArray(ops.cumulativeSum(tensor([-0, 1, 2]), 0))).toEqual([0, 1, 3])
  expect(
    toArray(
      ops.cumulativeSum(
        tensor([
          [1, 2],
          [3, 4],
        ]),
        -1,
        { reverse: true },
      ),
    ),
  ).toEqual([
    [3, 2],
    [7, 4],
  ])
})
