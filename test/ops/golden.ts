// Every operation of ops.json and windows.json as the library says it, by JAX's name.
import * as ops from '../../src/ops/index.ts'
import type { Handle } from '../../src/tensor/index.ts'

type Apply = (...args: never[]) => Handle
type Parameters = Readonly<Record<string, unknown>>
const all: Readonly<Record<string, unknown>> = ops

/** The operation of a case, given its parameters, as a function of handles. */
export type Operation = (params: Parameters) => (...xs: readonly Handle[]) => Handle

const named = (name: string): Apply => all[name] as Apply // the test says so of every name
const call = (name: string, ...args: readonly unknown[]): Handle =>
  named(name)(...(args as never[]))

const plain =
  (name: string): Operation =>
  () =>
  (...xs) =>
    call(name, ...xs)
const over =
  (name: string): Operation =>
  ({ axes, correction }) =>
  (x) =>
    call(name, x, axes, correction === undefined ? {} : { correction })
const along =
  (name: string): Operation =>
  ({ axis }) =>
  (...xs) =>
    call(name, ...xs, axis)
const optional =
  (name: string): Operation =>
  (options) =>
  (x) =>
    call(name, x, options)
const windowed =
  (name: string): Operation =>
  ({ window, ...options }) =>
  (x) =>
    call(name, x, window, options)
const toList =
  (name: string): Operation =>
  ({ axis }) =>
  (...xs) =>
    call(name, xs, axis)
/** The elements of a vector, each a scalar. */
const scalars = (x: Handle | undefined): readonly Handle[] =>
  Array.from({ length: x?.shape[0] ?? 0 }, (_, i) => call('row', x, i))

const triples = (starts: unknown, limits: unknown, strides: unknown): readonly unknown[] =>
  (starts as number[]).map((start, i) => [start, (limits as number[])[i], (strides as number[])[i]])

const elementwise = [
  'abs add and ceil cos div eq erf erfInv exp expm1 floor ge gt le log log1p logSigmoid lt maximum minimum mul ne neg',
  'not or reciprocal relu rem rsqrt selu shiftLeft shiftRightArithmetic shiftRightLogical sigmoid sign silu sin softplus',
  'sqrt square sub tanh where xor matmul',
]
  .join(' ')
  .split(' ')
const reductions = 'all any logSumExp max mean min norm product std sum'.split(' ')

export const operations: Readonly<Record<string, Operation>> = {
  ...Object.fromEntries(elementwise.map((name) => [name, plain(name)])),
  ...Object.fromEntries(reductions.map((name) => [name, over(name)])),
  var: over('variance'),
  ...Object.fromEntries(
    'argmax argmin argsort logSoftmax softmax sort take takeAlongAxis'
      .split(' ')
      .map((name) => [name, along(name)]),
  ),
  clip: optional('clip'),
  elu: optional('elu'),
  gelu: optional('gelu'),
  leakyRelu: optional('leakyRelu'),
  concat: toList('concat'),
  stack: toList('stack'),
  pow:
    ({ exponent }) =>
    (x, y) =>
      call('pow', x, exponent === undefined ? y : call('tensor', exponent, { dtype: x?.dtype })),
  convert:
    ({ dtype }) =>
    (x) =>
      call('convert', x, dtype),
  bitCast:
    ({ dtype }) =>
    (x) =>
      call('bitCast', x, dtype),
  broadcastTo:
    ({ shape }) =>
    (x) =>
      call('broadcastTo', x, shape),
  reshape:
    ({ shape }) =>
    (x) =>
      call('reshape', x, shape),
  transpose:
    ({ permutation }) =>
    (x) =>
      call('transpose', x, permutation),
  reverse:
    ({ axes }) =>
    (x) =>
      call('reverse', x, axes),
  slice:
    ({ starts, limits, strides }) =>
    (x) =>
      call('slice', x, triples(starts, limits, strides)),
  pad:
    ({ config }) =>
    (x, value) =>
      call('pad', x, config, { value }),
  cumsum:
    ({ axis, reverse }) =>
    (x) =>
      call('cumulativeSum', x, axis, { reverse }),
  dot: (pairing) => (x, y) => call('dotGeneral', x, y, pairing),
  einsum:
    ({ equation }) =>
    (...xs) =>
      call('einsum', equation, ...xs),
  dynamicSlice:
    ({ sizes }) =>
    (x, starts) =>
      call('dynamicSlice', x, scalars(starts), sizes),
  dynamicUpdateSlice: () => (x, block, starts) => call('dynamicUpdate', x, block, scalars(starts)),
  iota:
    ({ shape, axis, dtype }) =>
    () =>
      call('iota', shape, axis, { dtype }),
  scatterAdd:
    ({ axis }) =>
    (x, indices, updates) =>
      call('scatterAdd', x, indices, updates, { axis }),
  scatterAddAt: () => (x, indices, updates) => {
    // a full index is one of the flattened array
    const [, columns = 1] = x?.shape ?? []
    const flat = call('dotGeneral', indices, call('tensor', [columns, 1], { dtype: 'i32' }), {
      contract: [[1], [0]],
    })
    const sum = call('scatterAdd', call('reshape', x, [-1]), flat, updates)
    return call('reshape', sum, x?.shape)
  },
  conv: (options) => (x, kernel) => call('conv', x, kernel, options),
  ...Object.fromEntries(
    'maxPool minPool sumPool avgPool'.split(' ').map((name) => [name, windowed(name)]),
  ),
  oneHot:
    ({ size, dtype }) =>
    (indices) =>
      call('oneHot', indices, size, { dtype }),
}
