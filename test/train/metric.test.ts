// Metrics are monoids: the measure of the whole is the sum of the measures of the parts.

import fc from 'fast-check'
import { concatAll, struct } from 'fp-ts/lib/Monoid.js'
import { expect, test } from 'vitest'
import { mul, tensor, zeros } from '../../src/ops/index.ts'
import { item, type Tensor } from '../../src/tensor/index.ts'
import { accuracy, batches, evaluate, type Mean, mean } from '../../src/train/index.ts'
import { digest, eq } from '../../src/tree/index.ts'

const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { maxLength: 8 })
const means = numbers.map((xs) => mean.of(tensor(xs, [xs.length], { dtype: 'f64' })))

test('nothing is neutral', () =>
  fc.assert(
    fc.property(means, (m) => {
      expect(eq.equals(mean.concat(mean.empty, m), m)).toBe(true)
      expect(eq.equals(mean.concat(m, mean.empty), m)).toBe(true)
    }),
  ))

test('the sum is associative: counts exactly, totals to the last digits of f64', () =>
  fc.assert(
    fc.property(means, means, means, (a, b, c) => {
      const left = mean.concat(mean.concat(a, b), c)
      const right = mean.concat(a, mean.concat(b, c))
      expect(item(left.count)).toBe(item(right.count))
      expect(Math.abs(item(left.total) - item(right.total))).toBeLessThanOrEqual(1e-11)
    }),
  ))

test('the mean is of all elements, whatever the sizes of batches; of none it is NaN', () => {
  const parts = [mean.of(tensor([1, 2, 3])), mean.of(tensor([[10], [4]]))]
  expect(item(mean.value(concatAll(mean)(parts)))).toBe(4)
  expect(item(mean.value(mean.empty))).toBeNaN()
})

test('f32 numbers are added up in f64', () =>
  expect(item(mean.of(tensor([16777216, 1, 1, 1])).total)).toBe(16777219))

test('accuracy is the part of rows whose largest logit is the label’s; the first of equals counts', () => {
  const logits = tensor([
    [1, 3, 2],
    [5, 5, 1],
    [0, 0, 9],
    [2, 1, 0],
  ])
  const hits = accuracy.of(logits, tensor([1, 0, 0, 0], { dtype: 'i32' }))
  expect([item(hits.total), item(hits.count)]).toEqual([3, 4])
  expect(item(accuracy.value(hits))).toBe(0.75)
  expect(item(accuracy.of(logits, tensor([1, 1, 0, 0], { dtype: 'u32' })).total)).toBe(2)
})

test('several metrics are one, by fp-ts', () => {
  const both = struct<{ readonly loss: Mean; readonly hits: Mean }>({ loss: mean, hits: accuracy })
  interface Batch {
    readonly x: Tensor<[number, 2]>
  }
  const measure = evaluate(both, (scale: Tensor<[]>, { x }: Batch) => ({
    loss: mean.of(mul(x, scale)),
    hits: accuracy.of(x, zeros([x.shape[0]], { dtype: 'i32' })),
  }))
  const x = tensor([1, 0, 2, 5, 4, 3, 0, 9, 7, 7], [5, 2])
  const by = (size: number): string =>
    digest(measure(tensor(2), batches({ x }, { size, key: null })))
  const whole = measure(tensor(2), [{ x }])
  expect(item(mean.value(whole.loss))).toBe(7.6)
  expect(item(accuracy.value(whole.hits))).toBe(0.6)
  expect([by(1), by(2), by(4)]).toEqual([digest(whole), digest(whole), digest(whole)])
})

test('a measure is traced once for each type of batch', () => {
  let calls = 0
  const measure = evaluate(mean, (_: null, x: Tensor<[number]>) => {
    calls++
    return mean.of(x)
  })
  const rows = batches(tensor([1, 2, 3, 4, 5, 6, 7]), { size: 2, key: null, epochs: 3 })
  expect(item(mean.value(measure(null, rows)))).toBe(4)
  expect(item(mean.value(measure(null, rows)))).toBe(4)
  expect(calls).toBe(2)
})
