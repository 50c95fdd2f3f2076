// State and randomness: what a call needs and must not be given, keys by the path of the use, state in program order.
import { expect, test } from 'vitest'
import {
  apply,
  batchNorm,
  define,
  dropout,
  init,
  initState,
  layer,
  linear,
  named,
  param,
  ref,
  relu,
  sequential,
  state,
  train,
} from '../../src/nn/index.ts'
import { add, mul, ones, scalar, tensor, where } from '../../src/ops/index.ts'
import { bernoulli, key, under } from '../../src/random/index.ts'
import type { Tensor } from '../../src/tensor/index.ts'
import { message, untyped } from './message.ts'

const x = tensor([1, 2, 3, 4, 5, 6, 7, 8], [4, 2])
const normed = sequential(linear(2, 2), batchNorm(2))
const p = init(normed)(key(3))

test('state begins with mean 0 and variance 1', () =>
  expect(initState(normed)).toEqual({ 1: { mean: tensor([0, 0]), var: tensor([1, 1]) } }))

test('state has the dtype that is asked for', () =>
  expect(initState(normed, { dtype: 'f64' })[1].mean).toEqual(
    tensor([0, 0], [2], { dtype: 'f64' }),
  ))

test('training gives a new state and leaves the old one', () => {
  const before = initState(normed)
  const [, after] = train(normed)(p, x, { state: before })
  expect(before).toEqual(initState(normed))
  expect(after[1].mean).not.toEqual(before[1].mean)
})

test('state behind a reference is one, and is updated in program order', () => {
  const twice = sequential(named('norm', batchNorm(2)), relu, ref('norm'))
  const params = init(twice)(key(0))
  const [y, once] = train(batchNorm(2))(params.norm, x, { state: initState(batchNorm(2)) })
  const [, then] = train(batchNorm(2))(params.norm, apply(relu)({}, y), { state: once })
  expect(train(twice)(params, x, { state: initState(twice) })[1]).toEqual({ norm: then })
})

test('a batch of one value for each channel is refused', () =>
  expect(
    message(() => train(normed)(p, tensor([1, 2], [1, 2]), { state: initState(normed) })),
  ).toBe(
    'layer 1: input of batchNorm(2) must have more than one value for each channel (was [1, 2]); train on larger batches',
  ))

test('dropout keeps a unit with probability 1 − p, scaled, by the key of its path', () => {
  const net = sequential(dropout(0.5), dropout(0.25))
  const k = key(7)
  const first = where(bernoulli(under(k, '0'), 0.5, [4, 2]), mul(x, 2), 0)
  const second = where(bernoulli(under(k, '1'), 0.75, [4, 2]), mul(first, 1 / 0.75), 0)
  const [y] = train(net)({}, x, { key: k })
  for (const [i, a] of [...y].entries()) expect(a).toBeCloseTo(Number([...second][i]), 5)
})

test('dropout drops nothing where nothing is trained', () =>
  expect(apply(dropout(0.5))({}, x)).toBe(x))

test('dropout of everything is zero', () =>
  expect(train(dropout(1))({}, x, { key: key(0) })[0]).toEqual(
    tensor([0, 0, 0, 0, 0, 0, 0, 0], [4, 2]),
  ))

test('a block that is used twice drops different units', () => {
  const block = sequential(linear(64, 64), dropout(0.5))
  const net = sequential(named('block', block), ref('block'))
  const params = init(net)(key(1))
  const k = key(2)
  const [once] = train(block)(params.block, ones([1, 64]), { key: under(k, 'block') })
  const [again] = train(block)(params.block, once, { key: under(k, '1') })
  expect(train(net)(params, ones([1, 64]), { key: k })[0]).toEqual(again)
})

test('context is required exactly where the spec needs it', () => {
  const random = sequential(linear(2, 2), batchNorm(2), dropout(0.5))
  const q = init(random)(key(0))
  const s = initState(random)
  expect(message(() => untyped(apply(random))(q, x))).toBe(
    'apply: context must have state (was without); pass that of initState',
  )
  expect(message(() => untyped(train(random))(q, x))).toBe(
    [
      'train: context must have state (was without); pass that of initState',
      'train: context must have key (was without); pass a key of random',
    ].join('\n'),
  )
  expect(message(() => untyped(apply(random))(q, x, { state: s, key: key(0) }))).toBe(
    'apply: context must have no key (was with it); leave it out: the model needs none',
  )
  expect(message(() => untyped(train(linear(2, 2)))(q[0], x, { state: s }))).toBe(
    'train: context must have no state (was with it); leave it out: the model needs none',
  )
  expect(message(() => untyped(apply(random))(q, x, { state: { 1: s } }))).toBe(
    [
      'apply: state must be that of this model (was another); use initState',
      "apply: '1.mean' must be f32[2] (was nothing); add it",
      "apply: '1.var' must be f32[2] (was nothing); add it",
      "apply: '1.1' must be nothing (was a tree); leave it out",
    ].join('\n'),
  )
})

const counter = define('counter', ({ step }: { readonly step: number }) =>
  layer({
    from: ['...', 2],
    to: ['...', 2],
    parts: { weight: param([2]), norm: batchNorm(2) },
    state: { count: state([], 10) },
    random: true,
    apply: ({ weight, norm }, input, { state: s, key: k, training }) => {
      if (!training) return mul(input, weight)
      const [y, after] = train(batchNorm(2))(norm, input, { state: s.norm })
      const noise = k === undefined ? 0 : 1
      return [mul(add(y, noise), weight), { norm: after, count: add(s.count, step) }]
    },
  }),
)({ step: 5 })

test('a layer of one’s own carries its state and that of its layers', () => {
  const params = init(counter)(key(0))
  const s = initState(counter)
  expect(s).toEqual({ count: scalar(10), norm: initState(batchNorm(2)) })
  const [, after] = train(counter)(params, x, { state: s, key: key(1) })
  expect(after.count).toEqual(scalar(15))
  expect(after.norm).not.toEqual(s.norm)
  const y: Tensor<[4, 2]> = apply(counter)(params, x, { state: after })
  expect(y).toEqual(mul(x, params.weight))
})
