// Layers one after another: their tree, their meaning, and what is refused.
import { expect, test } from 'vitest'
import { apply, init, linear, named, ref, relu, sequential } from '../../src/nn/index.ts'
import { add, matmul, relu as rectify, tensor, transpose, zeros } from '../../src/ops/index.ts'
import { key, under } from '../../src/random/index.ts'
import { paths } from '../../src/tree/index.ts'
import { message, untyped } from './message.ts'

const net = sequential(linear(4, 8), relu, linear(8, 1))
const x = tensor([1, 2, 3, 4, 5, 6, 7, 8], [2, 4])

test('a spec is data', () =>
  expect(JSON.parse(JSON.stringify(net))).toEqual({
    kind: 'sequential',
    children: [
      [null, { kind: 'linear', in: 4, out: 8 }],
      [null, { kind: 'relu' }],
      [null, { kind: 'linear', in: 8, out: 1 }],
    ],
  }))

test('specs of the same layers are equal', () =>
  expect(sequential(linear(4, 8), relu, linear(8, 1))).toEqual(net))

test('a spec is frozen', () =>
  expect(Object.isFrozen(net) && Object.isFrozen(net.children)).toBe(true))

test('layers without parameters are not in the tree', () =>
  expect(paths(init(net)(key(42)))).toEqual(['0.bias', '0.weight', '2.bias', '2.weight']))

test('applying a sequential is applying its layers', () => {
  const p = init(net)(key(42))
  const hidden = rectify(add(matmul(x, transpose(p[0].weight)), p[0].bias))
  expect(apply(net)(p, x)).toEqual(add(matmul(hidden, transpose(p[2].weight)), p[2].bias))
})

test('the parameters of a child are those of its spec under its key', () => {
  const k = key(42)
  const both = sequential(named('enc', linear(4, 8)), named('dec', linear(8, 4)))
  expect(init(both)(k).enc).toEqual(init(linear(4, 8))(under(k, 'enc')))
})

test('a reference is stored as one, and computes with what it names', () => {
  const tied = sequential(named('shared', linear(4, 4)), relu, ref('shared'))
  const plain = sequential(linear(4, 4), relu, linear(4, 4))
  const p = init(tied)(key(1))
  expect(apply(tied)(p, x)).toEqual(apply(plain)({ 0: p.shared, 2: p.shared }, x))
})

test('a layer that cannot take what the one before it gives is refused by its path', () => {
  expect(message(() => untyped(sequential)(linear(4, 8), relu, linear(7, 1)))).toBe(
    'layer 2: input of linear(7, 1) must be [..., 7] (was [..., 8]); write linear(8, 1), or change the layer before it',
  )
  expect(message(() => untyped(sequential)(linear(4, 8), sequential(relu, linear(7, 1))))).toBe(
    'layer 1.1: input of linear(7, 1) must be [..., 7] (was [..., 8]); write linear(8, 1), or change the layer before it',
  )
})

test('an input of another size is refused by the layer that cannot take it', () =>
  expect(message(() => untyped(apply(net))(init(net)(key(0)), zeros([2, 5])))).toBe(
    'layer 0: input of linear(4, 8) must be [..., 4] (was [2, 5]); write linear(5, 8), or change the layer before it',
  ))

test('a reference must name a layer of the container, with parameters, that fits', () => {
  const refused = (path: string): string =>
    message(() => untyped(sequential)(linear(4, 8), relu, ref(path)))
  expect(refused('7')).toBe(
    "layer 2 (ref('7')): must name a layer of this container (was none); correct the name",
  )
  expect(refused('1')).toBe(
    "layer 2 (ref('1')): must name a layer with parameters (was relu); write the layer again",
  )
  expect(refused('2')).toBe(
    "layer 2 (ref('2')): must name a layer (was a ref); name what it refers to",
  )
  expect(refused('0')).toBe(
    "layer 2 (ref('0')): input of linear(4, 8) must be [..., 4] (was [..., 8]); write linear(8, 8), or change the layer before it",
  )
})

test('names must be good, and differ', () => {
  expect(message(() => untyped(named)('3', relu))).toBe(
    "named: a name must be no number (was '3'); add a letter",
  )
  expect(message(() => untyped(sequential)(named('a', relu), named('a', relu)))).toBe(
    "sequential: names must differ (was 'a' twice); rename one",
  )
})

test('what is no layer is refused', () =>
  expect(message(() => untyped(sequential)(relu, 'relu'))).toBe(
    'layer 1: must be a layer (was "relu"); call its constructor, and write the layers one by one or spread them',
  ))
