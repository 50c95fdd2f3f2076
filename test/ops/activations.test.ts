// Activations where formulas are delicate: extremes, kinks, signs of zero, and derivatives of several orders.
import { expect, test } from 'vitest'
import { grad } from '../../src/functions/index.ts'
import * as ops from '../../src/ops/index.ts'
import { type Tensor, toArray } from '../../src/tensor/index.ts'

type Vector = Tensor<number[], 'f64'>
type Map = (x: Vector) => Vector

const vector = (...elements: readonly number[]): Vector => ops.tensor(elements, { dtype: 'f64' })

/** f′, element by element. */
const slope = (f: Map): Map => grad((x: Vector) => ops.sum(f(x)))

const smooth: Readonly<Record<string, Map>> = {
  sigmoid: ops.sigmoid,
  softplus: ops.softplus,
  logSigmoid: ops.logSigmoid,
  silu: ops.silu,
  gelu: ops.gelu,
  'gelu by tanh': (x) => ops.gelu(x, { approximate: 'tanh' }),
  tanh: ops.tanh,
}
const bent: Readonly<Record<string, Map>> = {
  relu: ops.relu,
  leakyRelu: ops.leakyRelu,
  elu: ops.elu,
  selu: ops.selu,
}

const extremes = vector(
  -1e300,
  -1e4,
  -800,
  -100,
  -40,
  -1e-300,
  -0,
  0,
  1e-300,
  40,
  100,
  800,
  1e4,
  1e300,
)

for (const [name, f] of Object.entries({ ...smooth, ...bent }))
  test(`${name} and its first three derivatives are finite at extremes`, () => {
    for (const g of [f, slope(f), slope(slope(f)), slope(slope(slope(f)))])
      expect([...g(extremes)].filter((y) => !Number.isFinite(y))).toEqual([])
  })

for (const [name, f] of Object.entries(smooth))
  test(`each derivative of ${name} is the slope of the one before, at 0 too`, () => {
    const h = 1e-5
    const x = vector(-3, -0.5, -h / 2, 0, 0.25, 2)
    for (const g of [f, slope(f), slope(slope(f))]) {
      const difference = ops.div(ops.sub(g(ops.add(x, h)), g(ops.sub(x, h))), 2 * h)
      const error = ops.abs(ops.sub(slope(g)(x), difference))
      expect(Math.max(...([...error] as number[]))).toBeLessThan(1e-8)
    }
  })

test('relu keeps NaN and −0, and its derivative at 0 is 0', () => {
  expect(toArray(ops.relu(vector(-1, -0, 0, Number.NaN, 2)))).toEqual([0, -0, 0, Number.NaN, 2])
  // in reverse a zero is −0, which adds nothing to another cotangent
  expect(toArray(slope(ops.relu)(vector(-1, -0, 0, 2)))).toEqual([-0, -0, -0, 1])
})

test('kinks have the slope of JAX: 1 on the side of the identity', () => {
  expect(toArray(slope(ops.leakyRelu)(vector(-1, 0, 1)))).toEqual([0.01, 1, 1])
  expect(toArray(slope((x) => ops.elu(x, { alpha: 2 }))(vector(0)))).toEqual([2])
})

test('infinities go where the limits are', () => {
  const ends = vector(-1 / 0, 1 / 0)
  expect(toArray(ops.sigmoid(ends))).toEqual([0, 1])
  expect(toArray(ops.softplus(ends))).toEqual([0, 1 / 0])
  expect(toArray(ops.logSigmoid(ends))).toEqual([-1 / 0, -0])
  expect(toArray(ops.elu(ends))).toEqual([-1, 1 / 0])
  expect(toArray(slope(ops.softplus)(ends))).toEqual([0, 1])
})

test('softmax and logSoftmax of large numbers are those of their differences', () => {
  const x = vector(1000, 999, -1000)
  const small = vector(0, -1, -2000)
  expect(toArray(ops.softmax(x))).toEqual(toArray(ops.softmax(small)))
  expect(toArray(ops.logSoftmax(x))).toEqual(toArray(ops.logSoftmax(small)))
  expect([...ops.logSoftmax(x)][2]).toBeCloseTo(-2000.3132616875182, 10)
})

test('softmax of nothing is nothing', () =>
  expect(ops.softmax(ops.zeros([2, 0])).shape).toEqual([2, 0]))
