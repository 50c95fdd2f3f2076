// Reductions: axes, kept dims, what is empty, and derivatives where they are delicate.
import { expect, test } from 'vitest'
import { grad } from '../../src/functions/index.ts'
import * as ops from '../../src/ops/index.ts'
import { type Tensor, toArray } from '../../src/tensor/index.ts'

const { tensor } = ops
type Vector = Tensor<[number], 'f64'>
const vector = (...values: readonly number[]): Vector => tensor(values, { dtype: 'f64' }) as Vector
/** The elements of what follows have signs of no interest. */
const size = (element: unknown): number => Math.abs(Number(element))
const x = tensor([
  [1, 5, 2],
  [4, 3, 6],
])

test('a reduction is over one axis, several or all, from either end', () => {
  expect(toArray(ops.sum(x, 0))).toEqual([5, 8, 8])
  expect(toArray(ops.sum(x, -1))).toEqual([8, 13])
  expect(toArray(ops.sum(x, [0, 1]))).toBe(21)
  expect(toArray(ops.sum(x))).toBe(21)
  expect(toArray(ops.sum(x, []))).toEqual(toArray(x))
})

test('reduced axes stay with size 1 where asked', () => {
  expect(toArray(ops.max(x, 1, { keepDims: true }))).toEqual([[5], [6]])
  expect(toArray(ops.mean(x, undefined, { keepDims: true }))).toEqual([[3.5]])
  expect(toArray(ops.argmax(x, 0, { keepDims: true }))).toEqual([[1, 0, 1]])
  expect(ops.argmin(x, undefined, { keepDims: true }).shape).toEqual([1, 1])
})

test('the sum of a thousand terms has the bits of the fixed order', () => {
  const terms = tensor(Array.from({ length: 1000 }, (_, i) => 1 / (i + 1)))
  const bits = ops.bitCast(ops.sum(terms), 'u32')
  expect(toArray(bits)).toBe(0x40ef88fa)
  expect(toArray(ops.mean(terms))).toBe(Math.fround(Number(toArray(ops.sum(terms))) / 1000))
})

test('argmax and argmin among all elements count row-major', () => {
  expect(toArray(ops.argmax(x))).toBe(5)
  expect(toArray(ops.argmin(x))).toBe(0)
})

test('of nothing there is the neutral element', () => {
  const none = ops.zeros([2, 0])
  expect(toArray(ops.sum(none, 1))).toEqual([0, 0])
  expect(toArray(ops.product(none, 1))).toEqual([1, 1])
  expect(toArray(ops.mean(none, 1))).toEqual([Number.NaN, Number.NaN])
  expect(toArray(ops.logSumExp(none, 1))).toEqual([-1 / 0, -1 / 0])
  expect(toArray(ops.all(ops.zeros([0], { dtype: 'bool' })))).toBe(true)
  expect(toArray(ops.any(ops.zeros([0], { dtype: 'bool' })))).toBe(false)
  for (const order of [1, 2, 'max'] as const)
    expect(toArray(ops.norm(none, 1, { order }))).toEqual([0, 0])
})

test('variance is taken in two passes, so that a large mean costs nothing', () => {
  const far = ops.add(vector(1, 2, 3, 4), 1e9)
  expect(toArray(ops.variance(far))).toBe(1.25)
  expect(toArray(ops.variance(far, 0, { correction: 1 }))).toBe(5 / 3)
  expect(toArray(ops.std(far, 0))).toBe(Math.sqrt(1.25))
})

test('norms are of order 1, 2 or the largest', () => {
  const v = vector(3, -4)
  expect(toArray(ops.norm(v))).toBe(5)
  expect(toArray(ops.norm(v, 0, { order: 1 }))).toBe(7)
  expect(toArray(ops.norm(v, 0, { order: 'max' }))).toBe(4)
})

test('the slopes of a norm and of a deviation are 0 where they have none', () => {
  expect([...grad((v: Vector) => ops.norm(v))(vector(0, 0))].map(size)).toEqual([0, 0])
  expect([...grad((v: Vector) => ops.std(v))(vector(3, 3))].map(size)).toEqual([0, 0])
  const bend = grad((v: Vector) => ops.sum(grad((w: Vector) => ops.norm(w))(v)))
  expect([...bend(vector(0, 0))].map(size)).toEqual([0, 0])
})

test('the derivative of a product is that of the other factors, zeros among them', () => {
  const slopes = grad((v: Vector) => ops.product(v))
  expect(toArray(slopes(vector(2, 3, 4)))).toEqual([12, 8, 6])
  expect(toArray(slopes(vector(2, 0, 4)))).toEqual([0, 8, 0])
  expect([...slopes(vector(0, 0, 4))].map(size)).toEqual([0, 0, 0])
})

test('logSumExp neither overflows nor loses its derivative', () => {
  const large = vector(1000, 1000, -1 / 0)
  expect(toArray(ops.logSumExp(large))).toBe(1000 + Math.log(2))
  expect(toArray(grad((v: Vector) => ops.logSumExp(v))(large))).toEqual([0.5, 0.5, 0])
  expect(toArray(ops.logSumExp(vector(-1 / 0, -1 / 0)))).toBe(-1 / 0)
  expect(toArray(ops.logSumExp(vector(1 / 0, 0)))).toBe(1 / 0)
})
