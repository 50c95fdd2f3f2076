// Samples of functions with derivatives of their own.

import type { Value } from '../../../src/language/level/index.ts'
import {
  add,
  broadcast,
  compare,
  convert,
  cumulativeSum,
  div,
  dot,
  exp,
  full,
  log,
  mul,
  reshape,
  select,
  sum,
} from '../../../src/language/primitives/index.ts'
import type { Sizes } from '../../../src/shape/index.ts'
import { f64, i32, keys, programOf } from '../arrays.ts'
import { body, of, plain, type Sample, type Samples } from './sample.ts'

const scalar = of('f64')
const vector = of('f64', 3)
const smooth = true as const

// softplus, whose rule says it better
const softplus = body([vector], (x) => [log(add(full(x, 1), exp(x)))])
const softplusRule = body([vector, vector], (x, dx) => {
  const e = exp(x)
  const one = full(x, 1)
  return [log(add(one, e)), mul(dx, div(e, add(one, e)))]
})
// max(x, 0), whose rule chooses
const rectified = body([vector], (x) => [select(compare(x, full(x, 0), 'lt'), full(x, 0), x)])
const rectifiedRule = body([vector, vector], (x, dx) => {
  const none = full(x, 0)
  return [select(compare(x, none, 'lt'), none, x), select(compare(x, none, 'gt'), dx, none)]
})
const scaled = body([scalar, of('i32'), of('key'), vector], (a, n, k, x) => [
  mul(mul(broadcast(a, [3], [0]), full(x, 2)), mul(x, broadcast(convert(n, 'f64'), [3], [0]))),
  n,
  k,
])
const scaledRule = programOf(
  [scalar, of('i32'), of('key'), vector, of('i32'), of('key'), vector],
  (...inputs) => {
    const [a, n, k, x, dn, dk, dx] = inputs as unknown as readonly [
      Value,
      Value,
      Value,
      Value,
      Value,
      Value,
      Value,
    ] // as many as types
    const factor = mul(
      mul(broadcast(a, [3], [0]), full(x, 2)),
      broadcast(convert(n, 'f64'), [3], [0]),
    )
    return [mul(x, factor), n, k, mul(dx, factor), dn, dk]
  },
)
const product = body([vector, vector], (x, y) => [mul(x, y), sum(x, [0])])
const productRule = body([vector, vector, vector, vector], (x, y, dx, dy) => [
  mul(x, y),
  sum(x, [0]),
  add(mul(dx, y), mul(x, dy)),
  sum(dx, [0]),
])
export const customJvp: Samples<'customJvp'>['customJvp'] = [
  {
    operands: [plain('f64', [3])],
    params: { name: 'softplus', body: softplus, rule: softplusRule, captures: 0 },
    smooth,
  },
  {
    operands: [plain('f64', [3], 3)],
    params: { name: 'relu', body: rectified, rule: rectifiedRule, captures: 0 },
    smooth,
  },
  {
    operands: [f64([3], NaN, -0, Infinity)],
    params: { name: 'relu', body: rectified, rule: rectifiedRule, captures: 0 },
  },
  {
    operands: [plain('f64', [3]), plain('f64', [3], 2)],
    params: { name: 'product', body: product, rule: productRule, captures: 0 },
    smooth,
  },
  {
    // a captured value, an integer and a key beside what is differentiated
    operands: [f64([], 0.7), i32([], 3), keys([], 1, 2), plain('f64', [3])],
    params: { name: 'scaled', body: scaled, rule: scaledRule, captures: 1 },
  },
  {
    operands: [plain('f64', [0])],
    params: {
      name: 'none',
      body: body([of('f64', 0)], (x) => [mul(x, x)]),
      rule: body([of('f64', 0), of('f64', 0)], (x, dx) => [mul(x, x), mul(dx, add(x, x))]),
      captures: 0,
    },
    smooth,
  },
  {
    operands: [f64([1], 2)],
    params: {
      name: 'square',
      body: body([of('f64', 1)], (x) => [mul(x, x)]),
      rule: body([of('f64', 1), of('f64', 1)], (x, dx) => [mul(x, x), mul(dx, add(x, x))]),
      captures: 0,
    },
    smooth,
  },
]

const cubed = {
  name: 'cubed',
  body: body([vector], (x) => [mul(mul(x, x), x)]),
  forward: body([vector], (x) => [mul(mul(x, x), x), mul(x, x)]),
  backward: body([vector, vector], (squared, ct) => [mul(ct, mul(squared, full(ct, 3)))]),
  captures: 0,
}
const captured = {
  name: 'captured',
  body: body([scalar, vector, of('i32')], (a, x, n) => [mul(broadcast(a, [3], [0]), x), n]),
  forward: body([scalar, vector, of('i32')], (a, x, n) => [mul(broadcast(a, [3], [0]), x), n, n]),
  backward: body([scalar, of('i32'), vector, of('i32')], (a, n, ct) => [
    mul(broadcast(a, [3], [0]), ct),
    n,
  ]),
  captures: 1,
}
const pair = {
  name: 'pair',
  body: body([vector, vector], (x, y) => [sum(mul(x, y), [0]), cumulativeSum(x, 0, false)]),
  forward: body([vector, vector], (x, y) => [
    sum(mul(x, y), [0]),
    cumulativeSum(x, 0, false),
    x,
    y,
  ]),
  backward: body([vector, vector, scalar, vector], (x, y, ct, cy) => [
    add(mul(broadcast(ct, [3], [0]), y), cumulativeSum(cy, 0, true)),
    mul(broadcast(ct, [3], [0]), x),
  ]),
  captures: 0,
}
export const customVjp: Samples<'customVjp'>['customVjp'] = [
  { operands: [plain('f64', [3])], params: cubed, smooth },
  { operands: [f64([3], NaN, -0, Infinity)], params: cubed },
  { operands: [f64([], 0.7), plain('f64', [3]), i32([], 3)], params: captured },
  { operands: [plain('f64', [3]), plain('f64', [3], 2)], params: pair, smooth },
  {
    operands: [plain('f64', [0])],
    params: {
      name: 'none',
      body: body([of('f64', 0)], (x) => [sum(x, [0])]),
      forward: body([of('f64', 0)], (x) => [sum(x, [0])]),
      backward: body([scalar], (ct) => [broadcast(ct, [0], [0])]),
      captures: 0,
    },
    smooth,
  },
  {
    operands: [f64([1, 1], 0.5)],
    params: {
      name: 'one',
      body: body([of('f64', 1, 1)], (x) => [reshape(x, [])]),
      forward: body([of('f64', 1, 1)], (x) => [reshape(x, [])]),
      backward: body([scalar], (ct) => [reshape(ct, [1, 1])]),
      captures: 0,
    },
    smooth,
  },
]

const matrix = of('f64', 2, 3)
const backward = body([matrix, of('f64', 2)], (m, ct) => [
  dot(m, ct, { contract: [[0], [0]], batch: [[], []] }),
])
const linearOf = (dtype: 'f32' | 'f64', ...shape: Sizes): Sample<'customLinear'> => ({
  operands: [plain(dtype, shape), plain(dtype, shape, 3)],
  params: {
    name: 'scaled',
    backward: body([of(dtype, ...shape), of(dtype, ...shape)], (a, ct) => [mul(a, ct)]),
    known: 1,
    types: [of(dtype, ...shape)],
  },
})
export const customLinear: Samples<'customLinear'>['customLinear'] = [
  {
    operands: [plain('f64', [2, 3]), plain('f64', [3], 2)],
    params: { name: 'applied', backward, known: 1, types: [of('f64', 2)] },
  },
  linearOf('f64'),
  linearOf('f64', 0),
  linearOf('f64', 1),
  linearOf('f32', 2, 1),
]
