// Leaves in the order of the spec, and predicates on them.
import { or } from 'fp-ts/lib/Predicate.js'
import { expect, test } from 'vitest'
import {
  apply,
  define,
  entries,
  fixed,
  init,
  kind,
  layer,
  linear,
  matching,
  named,
  ones,
  param,
  ref,
  relu,
  repeat,
  role,
  sequential,
  struct,
  tie,
  transposed,
  within,
} from '../../src/nn/index.ts'
import { mul } from '../../src/ops/index.ts'
import { key } from '../../src/random/index.ts'
import { partition, paths, untie } from '../../src/tree/index.ts'
import { message, untyped } from './message.ts'

const pathsOf = (list: readonly (readonly [string, unknown])[]): readonly string[] =>
  list.map(([path]) => path)

test("entries are PyTorch's named_parameters: in the order of the spec", () => {
  const net = sequential(named('b', linear(4, 8)), relu, named('a', linear(8, 1)))
  const p = init(net)(key(0))
  expect(entries(net)(p)).toEqual([
    ['b.weight', p.b.weight],
    ['b.bias', p.b.bias],
    ['a.weight', p.a.weight],
    ['a.bias', p.a.bias],
  ])
  expect(paths(p)).toEqual(['a.bias', 'a.weight', 'b.bias', 'b.weight'])
})

test('ten copies stand in the order of the spec', () => {
  const net = repeat(11, linear(2, 2), { names: 'block *' })
  const names = pathsOf(entries(net)(init(net)(key(0))))
  expect(names.slice(-4)).toEqual([
    'block 9.weight',
    'block 9.bias',
    'block 10.weight',
    'block 10.bias',
  ])
})

test('the leaves that an untied reference leaves behind are matched where they stand', () => {
  const net = sequential(named('shared', linear(4, 4)), relu, ref('shared'))
  const isBias = matching(net, role('bias'))
  const [biases, others] = partition(isBias)(untie(init(net)(key(0)), '2'))
  expect([paths(biases), paths(others)]).toEqual([
    ['2.bias', 'shared.bias'],
    ['2.weight', 'shared.weight'],
  ])
  const pair = struct({ a: linear(4, 8), b: linear(8, 4) })
  const tied = tie(pair, { 'b.weight': transposed('a.weight') })
  const isSquare = matching(tied, ({ path, shape }) => path === 'b.weight' && `${shape}` === '4,8')
  expect(isSquare('b.weight')).toBe(true)
})

test('a shared leaf stands once, an untied one where it is', () => {
  const net = sequential(named('shared', linear(4, 4)), relu, ref('shared'))
  const p = init(net)(key(0))
  expect(pathsOf(entries(net)(p))).toEqual(['shared.weight', 'shared.bias'])
  expect(pathsOf(untyped(entries(net))(untie(p, '2')) as never)).toEqual([
    'shared.weight',
    'shared.bias',
    '2.weight',
    '2.bias',
  ])
})

const scaled = define('scaled', ({ n }: { readonly n: number }) =>
  layer({
    from: ['...', n],
    to: ['...', n],
    parts: { gain: param([n], ones, { role: 'scale' }), mask: fixed([n], ones) },
    apply: ({ gain, mask }, x) => mul(x, mul(gain, mask)),
  }),
)

test('constants are no leaves', () => {
  const net = sequential(linear(4, 4), scaled({ n: 4 }))
  const p = init(net)(key(0))
  expect(pathsOf(entries(net)(p))).toEqual(['0.weight', '0.bias', '1.gain'])
  expect(apply(net)(p, mul(p[0].bias, 0)).shape).toEqual([4])
})

test('entries refuses the parameters of another spec', () =>
  expect(message(() => untyped(entries(linear(4, 8)))({}))).toBe(
    [
      'entries: tree of parameters must be that of this model (was another); use init',
      "entries: 'weight' must be f32[8, 4] (was nothing); add it",
      "entries: 'bias' must be f32[8] (was nothing); add it",
    ].join('\n'),
  ))

test('predicates see kind, role and path', () => {
  const net = sequential(linear(4, 4), scaled({ n: 4 }))
  const all = ['0.weight', '0.bias', '1.gain', '1.mask', '0', 'none']
  expect(all.filter(matching(net, kind('linear')))).toEqual(['0.weight', '0.bias'])
  expect(all.filter(matching(net, role('scale')))).toEqual(['1.gain'])
  expect(all.filter(matching(net, within('1')))).toEqual(['1.gain'])
  expect(all.filter(matching(net, within('0.bias')))).toEqual(['0.bias'])
  expect(all.filter(matching(net, or(role('bias'))(role('scale'))))).toEqual(['0.bias', '1.gain'])
})

test('predicates see shape and dtype', () => {
  const net = linear(4, 8)
  expect(['weight', 'bias'].filter(matching(net, ({ shape }) => shape.length === 2))).toEqual([
    'weight',
  ])
  const is64 = matching(net, ({ dtype }) => dtype === 'f64', { dtype: 'f64' })
  expect([is64('bias'), matching(net, ({ dtype }) => dtype === 'f64')('bias')]).toEqual([
    true,
    false,
  ])
})

test('partition takes what matching gives', () => {
  const net = sequential(linear(4, 8), relu, linear(8, 1))
  const [biases, others] = partition(matching(net, role('bias')))(init(net)(key(0)))
  expect([paths(biases), paths(others)]).toEqual([
    ['0.bias', '2.bias'],
    ['0.weight', '2.weight'],
  ])
})
