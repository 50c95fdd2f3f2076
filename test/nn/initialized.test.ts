// Rules kept in the spec.
import { chain, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { expect, test } from 'vitest'
import { initializedBy } from '../../src/nn/containers/initialized.ts'
import {
  apply,
  constant,
  fromJson,
  init,
  initialized,
  kind,
  linear,
  normal,
  ones,
  ref,
  reinit,
  relu,
  repeat,
  role,
  scale,
  sequential,
  toJson,
  uniform,
  within,
  zeros,
} from '../../src/nn/index.ts'
import { tensor } from '../../src/ops/index.ts'
import { key } from '../../src/random/index.ts'
import { message, untyped } from './message.ts'

const net = sequential(linear(4, 8), relu, linear(8, 1))
const rules = [
  { where: kind('linear'), weight: normal({ std: 0.01 }), bias: zeros },
  { where: within('0'), weight: uniform() },
] as const

test('its init draws what reinit draws by the same rules', () => {
  const spec = initialized(net, rules)
  expect(init(spec)(key(7))).toEqual(reinit(net, rules)(key(7))(init(net)(key(7))))
})

test('leaves that no rule names begin as their layers say', () => {
  const spec = initialized(net, [{ where: role('bias'), bias: zeros }])
  expect(init(spec)(key(7))[0].weight).toEqual(init(net)(key(7))[0].weight)
})

test('the spec is data: an initializer by path', () =>
  expect(JSON.parse(JSON.stringify(initialized(net, rules)))).toEqual({
    kind: 'initialized',
    initializers: {
      '0.weight': { kind: 'uniform', options: {} },
      '0.bias': { kind: 'zeros', options: {} },
      '2.weight': { kind: 'normal', options: { std: 0.01 } },
      '2.bias': { kind: 'zeros', options: {} },
    },
    children: [[null, JSON.parse(JSON.stringify(net))]],
  }))

test('other rules that say the same make the same spec', () =>
  expect(initialized(net, [{ where: role('bias'), bias: zeros }])).toEqual(
    initialized(net, [
      { where: () => true, bias: ones },
      { where: kind('linear'), bias: zeros },
    ]),
  ))

test('it computes as the model does, and takes its parameters', () => {
  const x = tensor([1, 2, 3, 4])
  const p = init(net)(key(0))
  expect(apply(initialized(net, rules))(p, x)).toEqual(apply(net)(p, x))
})

test('it stands among layers, its leaves at their canonical paths', () => {
  const inner = initialized(linear(4, 4), [{ where: role('weight'), weight: normal() }])
  const outer = sequential(inner, relu, ref('0'), repeat(2, inner))
  const p = init(outer)(key(3))
  const plain = sequential(
    linear(4, 4, { weight: normal() }),
    relu,
    ref('0'),
    repeat(2, linear(4, 4, { weight: normal() })),
  )
  expect(p).toEqual(init(plain)(key(3)))
})

test('rules over a model with rules win where they name the same leaf', () => {
  const first = initialized(net, [{ where: kind('linear'), bias: ones, weight: zeros }])
  const p = init(initialized(first, [{ where: within('2'), bias: constant(5) }]))(key(0))
  expect([...p[2].bias, ...p[2].weight, p[0].bias.shape[0]]).toEqual([5, 0, 0, 0, 0, 0, 0, 0, 0, 8])
})

test('it refuses what reinit refuses, and paths of no leaf', () => {
  expect(message(() => untyped(initialized)(net, [{ where: kind('conv'), weight: zeros }]))).toBe(
    'initialized: rule 0 must name a leaf where it matches (was none for weight); widen its where, or leave it out',
  )
  expect(message(() => untyped(initialized)(net, [{ where: kind('linear'), gain: zeros }]))).toBe(
    "initialized: 'gain' must name a leaf of this model (was none); correct its name, or leave it out",
  )
  expect(message(() => initializedBy(net, { '1.weight': zeros }))).toBe(
    "initialized: '1.weight' must be a leaf of the model (was none); correct the path",
  )
})

test('it is written to JSON and read back', () => {
  const spec = initialized(net, [{ where: kind('linear'), weight: scale(2)(normal()) }])
  const json = toJson(spec)
  expect(pipe(json, chain(fromJson))).toEqual(right(spec))
})
