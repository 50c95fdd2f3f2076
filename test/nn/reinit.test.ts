// Leaves drawn again by rules: which are, which are not, and from what keys.
import { and, not } from 'fp-ts/lib/Predicate.js'
import { expect, test } from 'vitest'
import {
  constant,
  define,
  fixed,
  init,
  initializer,
  kind,
  type Leaf,
  layer,
  linear,
  named,
  normal,
  ones,
  param,
  ref,
  reinit,
  relu,
  role,
  type Spec,
  sequential,
  tie,
  transposed,
  uniform,
  within,
  zeros,
} from '../../src/nn/index.ts'
import { full, mul } from '../../src/ops/index.ts'
import { normal as drawNormal, key, under } from '../../src/random/index.ts'
import { untie } from '../../src/tree/index.ts'
import { message, untyped } from './message.ts'

const net = sequential(linear(4, 8), relu, linear(8, 1))
const params = init(net)(key(42))

test('a leaf that a rule names is drawn from the key of its path, the others keep their identity', () => {
  const again = reinit(net, [{ where: kind('linear'), weight: normal() }])(key(7))(params)
  expect(again[0].weight).toEqual(drawNormal(under(key(7), '0.weight'), [8, 4]))
  expect(again[2].weight).toEqual(drawNormal(under(key(7), '2.weight'), [1, 8]))
  expect(again[0].bias).toBe(params[0].bias)
  expect(again[2].bias).toBe(params[2].bias)
})

test('a sub-tree that no rule reaches keeps its identity', () => {
  const again = reinit(net, [{ where: within('2'), bias: zeros }])(key(7))(params)
  expect(again[0]).toBe(params[0])
  expect(again[2].weight).toBe(params[2].weight)
  expect(again[2].bias).toEqual(full([1], 0))
})

test('no rules leave the tree as it is', () => expect(reinit(net, [])(key(7))(params)).toBe(params))

test('the last rule that matches a leaf and names it wins', () => {
  const again = reinit(net, [
    { where: kind('linear'), weight: constant({ value: 1 }), bias: constant({ value: 2 }) },
    { where: within('0'), weight: constant({ value: 3 }) },
  ])(key(0))(params)
  expect(again[0].weight).toEqual(full([8, 4], 3))
  expect(again[0].bias).toEqual(full([8], 2))
  expect(again[2].weight).toEqual(full([1, 8], 1))
})

test('predicates combine', () => {
  const again = reinit(net, [
    { where: and(not(within('0')))(role('weight')), weight: zeros, bias: zeros },
  ])(key(0))(params)
  expect(again[0]).toBe(params[0])
  expect(again[2].weight).toEqual(full([1, 8], 0))
  expect(again[2].bias).toBe(params[2].bias)
})

test('within compares whole segments', () => {
  const deep = sequential(named('a', linear(1, 1)), named('ab', linear(1, 1)))
  const p = init(deep)(key(0))
  expect(reinit(deep, [{ where: within('a'), bias: zeros }])(key(0))(p).ab).toBe(p.ab)
})

test('the same key gives the same bits, and those of init', () => {
  const wide = sequential(
    linear(4, 8, { weight: uniform(), bias: normal() }),
    relu,
    linear(8, 1, { weight: uniform(), bias: normal() }),
  )
  const again = reinit(net, [{ where: () => true, weight: uniform(), bias: normal() }])
  expect(again(key(7))(params)).toEqual(again(key(7))(params))
  expect(again(key(7))(params)).toEqual(init(wide)(key(7)))
})

test('the parameters keep their dtype', () => {
  const p = init(net, { dtype: 'f64' })(key(42))
  const again = reinit(net, [{ where: kind('linear'), weight: normal() }])(key(7))(p)
  expect(again[0].weight).toEqual(drawNormal(under(key(7), '0.weight'), [8, 4], { dtype: 'f64' }))
})

test('a shared leaf is drawn once, at its canonical place; an untied one by itself', () => {
  const tied = sequential(named('shared', linear(4, 4)), relu, ref('shared'))
  const p = init(tied)(key(1))
  const rules = [{ where: kind('linear'), weight: normal() }]
  const again = reinit(tied, rules)(key(7))(p)
  expect(again[2]).toBe(p[2])
  expect(again.shared.weight).toEqual(drawNormal(under(key(7), 'shared.weight'), [4, 4]))
  const apart = untyped(reinit(tied, rules)(key(7)))(untie(p, '2'))
  expect(apart).toMatchObject({ 2: { weight: drawNormal(under(key(7), '2.weight'), [4, 4]) } })
})

test('a rule that touches no leaf is refused by its number', () => {
  const rules = [
    { where: kind('conv'), weight: zeros },
    { where: kind('linear'), weight: zeros },
    { where: kind('linear') },
  ]
  expect(message(() => reinit(net, rules)(key(0))(params))).toBe(
    [
      'reinit: rule 0 must name a leaf where it matches (was none for weight); widen its where, or leave it out',
      'reinit: rule 2 must name a leaf where it matches (was no names); widen its where, or leave it out',
    ].join('\n'),
  )
})

test('a name of no leaf, a rule without where and a maker that was not called are refused at once', () => {
  const refused = (...rules: readonly unknown[]): string =>
    message(() => untyped(reinit)(net, rules))
  expect(refused({ where: kind('linear'), wieght: zeros, bias: zeros }, { weight: zeros })).toBe(
    [
      "reinit: 'wieght' must name a leaf of this model (was none); correct its name, or leave it out",
      'reinit: rule 1 must say where it holds (was nothing); give a predicate, as in where: kind(…)',
    ].join('\n'),
  )
  expect(refused({ where: kind('linear'), weight: normal })).toBe(
    'normal: must be called (was passed as it is); write normal(…), with its options',
  )
  expect(refused({ where: kind('linear'), weight: 'zeros' })).toBe(
    'reinit: weight must be an initializer (was "zeros"); call its maker, as in normal()',
  )
})

test('the parameters must be those of the spec', () => {
  const again = untyped(reinit(net, [])(key(0)))
  expect(message(() => again({ 0: params[0] }))).toBe(
    [
      'reinit: tree of parameters must be that of this model (was another); use init',
      "reinit: '2' must be a tree (was nothing); add it",
    ].join('\n'),
  )
})

test('a value hangs on its path: beside named layers, or after indexed ones, a new one changes no other', () => {
  const rules = [{ where: kind('linear'), weight: normal(), bias: normal() }]
  const drawn = (spec: Spec): unknown => untyped(reinit(spec, rules)(key(7)))(init(spec)(key(1)))
  const small = sequential(named('a', linear(4, 4)), named('b', linear(4, 4)))
  const wider = sequential(
    named('new', linear(4, 4)),
    named('a', linear(4, 4)),
    relu,
    named('b', linear(4, 4)),
  )
  expect(drawn(wider)).toMatchObject(drawn(small) as object)
  const two = sequential(linear(4, 4), linear(4, 4))
  const three = sequential(linear(4, 4), linear(4, 4), linear(4, 4))
  expect(drawn(three)).toMatchObject(drawn(two) as object)
})

test('a layer inserted among indexed ones renames those after it, which draw other values', () => {
  const before = init(sequential(linear(4, 4), linear(4, 4)))(key(1))
  const after = init(sequential(linear(4, 4), relu, linear(4, 4)))(key(1))
  expect(after[0]).toEqual(before[0])
  expect(after[2].weight).not.toEqual(before[1].weight)
  expect(after[2]).toEqual(init(linear(4, 4))(under(key(1), '2')))
})

test('an untied matrix that was shown transposed has its fans exchanged', () => {
  const net = tie(sequential(named('enc', linear(4, 8)), named('dec', linear(8, 4))), {
    'dec.weight': transposed('enc.weight'),
  })
  const apart = untie(init(net)(key(0)), 'dec.weight')
  const leaves: Leaf[] = []
  const seen = initializer('seen', () => (_, leaf) => {
    leaves.push(leaf)
    return full(leaf.shape, 0)
  })
  untyped(reinit(net, [{ where: role('weight'), weight: seen() }])(key(0)))(apart)
  expect(leaves).toEqual([
    { path: 'enc.weight', shape: [8, 4], dtype: 'f32', fanIn: 4, fanOut: 8 },
    { path: 'dec.weight', shape: [4, 8], dtype: 'f32', fanIn: 8, fanOut: 4 },
  ])
})

test('constants are no leaves: rules do not redraw them', () => {
  const scaled = define('scaled', () =>
    layer({
      from: [2],
      to: [2],
      parts: { weight: param([2]), mask: fixed([2], ones) },
      apply: ({ weight, mask }, x) => mul(x, mul(weight, mask)),
    }),
  )
  const spec = scaled()
  const p = init(spec)(key(0))
  const again = reinit(spec, [{ where: () => true, weight: zeros }])(key(1))(p)
  expect(again.mask).toBe(p.mask)
  expect(message(() => untyped(reinit)(spec, [{ where: () => true, mask: zeros }]))).toBe(
    "reinit: 'mask' must name a leaf of this model (was none); correct its name, or leave it out",
  )
})
