// What holds of every loss beside its numbers.
import { expect, test } from 'vitest'
import { grad, jit, vmap } from '../../src/functions/index.ts'
import {
  absolute,
  binaryCrossEntropy,
  crossEntropy,
  huber,
  meanSquaredError,
  type Reduction,
} from '../../src/loss/index.ts'
import { mean, mul, neg, oneHot, sum, tensor } from '../../src/ops/index.ts'
import { type AnyTensor, item, sameBits, type Tensor, toArray } from '../../src/tensor/index.ts'

const x = tensor([0.5, -1.25, 3, 1e-3, -8, 2], [2, 3])
const t = tensor([0.25, 1, 0, 0.5, 0.125, 1], [2, 3])
const labels = tensor([2, 0], { dtype: 'i32' })

type Reduce = (reduction: Reduction) => (a: Tensor<[2, 3]>) => AnyTensor
const losses: Readonly<Record<string, Reduce>> = {
  meanSquaredError: (reduction) => (a) => meanSquaredError(a, t, { reduction }),
  absolute: (reduction) => (a) => absolute(a, t, { reduction }),
  huber: (reduction) => (a) => huber(a, t, { reduction, delta: 0.75 }),
  binaryCrossEntropy: (reduction) => (a) => binaryCrossEntropy(a, t, { reduction }),
  'crossEntropy of labels': (reduction) => (a) => crossEntropy(a, labels, { reduction }),
  'crossEntropy of probabilities': (reduction) => (a) => crossEntropy(a, t, { reduction }),
  'crossEntropy, smoothed': (reduction) => (a) =>
    crossEntropy(a, labels, { reduction, labelSmoothing: 0.25 }),
}

for (const [name, loss] of Object.entries(losses)) {
  test(`${name}: sum and mean are those of none, to the bit`, () => {
    const each = loss('none')(x)
    expect(sameBits(loss('sum')(x), sum(each))).toBe(true)
    expect(sameBits(loss('mean')(x), mean(each))).toBe(true)
  })

  test(`${name}: jitted it is the same, and batched it is the loop`, () => {
    const f = loss('none')
    expect(sameBits(jit(f)(x), f(x))).toBe(true)
    const lanes = [x, neg(x), mul(x, 100)]
    const batched = vmap(f as (a: Tensor<[2, 3]>) => Tensor<number[]>)(
      tensor(
        lanes.flatMap((lane) => [...lane] as number[]),
        [3, 2, 3],
      ),
    )
    expect([...batched]).toEqual(lanes.flatMap((lane) => [...f(lane)]))
  })
}

test('labels are the probabilities that are 1 at them', () => {
  const hot = oneHot(labels, 3)
  const logits = mul(x, 3)
  expect(item(crossEntropy(logits, labels))).toBe(item(crossEntropy(logits, hot)))
})

test('a class of probability 0 adds nothing, though its logit be −∞, and has a gradient of 0', () => {
  const logits = tensor([[1, Number.NEGATIVE_INFINITY, 1]])
  const certain = tensor([[1, 0, 0]])
  const loss = (a: Tensor<[1, 3]>): Tensor<[]> => crossEntropy(a, certain)
  expect(item(loss(logits))).toBeCloseTo(Math.log(2), 6)
  expect(toArray(grad(loss)(logits))).toEqual([[-0.5, 0, 0.5]])
})

test('a label that is no class gives NaN', () =>
  expect(
    [...crossEntropy(x, tensor([3, 0], { dtype: 'i32' }), { reduction: 'none' })][0],
  ).toBeNaN())

test('no logit is too large, nor is its gradient', () => {
  const far = tensor([1e30, -1e30])
  const right = tensor([1, 0])
  expect(item(binaryCrossEntropy(far, right))).toBe(0)
  const loss = (a: Tensor<[2]>): Tensor<[]> => binaryCrossEntropy(a, right, { reduction: 'sum' })
  expect([...grad(loss)(far)].map((g) => Math.abs(Number(g)))).toEqual([0, 0])
  expect([...grad(loss)(neg(far))]).toEqual([-1, 1])
  const sharp = tensor([[1e30, -1e30]])
  expect(item(crossEntropy(sharp, tensor([0], { dtype: 'i32' })))).toBe(0)
  expect(item(crossEntropy(sharp, tensor([1], { dtype: 'i32' })))).toBe(Math.fround(2e30))
})

test('the loss of a binary logit keeps its small values: log(1 + e⁻³⁰), not a difference of large ones', () => {
  const loss = binaryCrossEntropy(tensor([30], { dtype: 'f64' }), tensor([1], { dtype: 'f64' }))
  expect(item(loss) / Math.log1p(Math.exp(-30))).toBeCloseTo(1, 12)
})

test('labels stand for the last axis, whatever stands before it', () => {
  const logits = tensor([1, 2, 3, 4, 5, 7, 9, 1], [2, 2, 2])
  const each = crossEntropy(logits, tensor([0, 1, 1, 0], [2, 2], { dtype: 'i32' }), {
    reduction: 'none',
  })
  expect(each.shape).toEqual([2, 2])
  const row = crossEntropy(tensor([[5, 7]]), tensor([1], { dtype: 'i32' }))
  expect(toArray(each)[1]?.[0]).toBe(item(row))
})
