import { isLeft, isRight, right } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { decode, encode, load, save } from '../../src/io/index.ts'
import { sentence } from '../../src/prelude/index.ts'
import { type AnyTensor, Handle } from '../../src/tensor/index.ts'
import { Constant, refTo } from '../../src/tree/index.ts'

const f32 = (shape: readonly number[], start = 0): AnyTensor => {
  const length = shape.reduce((n, m) => n * m, 1)
  const values = Float32Array.from({ length }, (_, i) => start + i)
  return new Handle(shape, 'f32', values) as AnyTensor
}
const tied = {
  0: { weight: f32([2, 3]), bias: f32([2], 10) },
  1: { weight: refTo('0.weight', 2, 'transposed'), bias: f32([3], 20) },
  2: refTo('0'),
  fixed: new Constant(f32([2], 30)),
}

test('a tree is read back as it was written, references and constants included', () =>
  expect(load(tied)(save(tied))).toEqual(right(tied)))

test('a shared leaf is stored once, with its aliases beside it', () => {
  const file = decode(save(tied))
  expect(isRight(file) && Object.keys(file.right.tensors).sort()).toEqual([
    '0.bias',
    '0.weight',
    '1.bias',
    'fixed',
  ])
  expect(isRight(file) && file.right.metadata).toEqual({
    'espalier.aliases': '{"2":"0","1.weight":["0.weight","transposed"]}',
  })
})

test('expandAliases stores a shared leaf under each of its names, and is read back the same', () => {
  const bytes = save(tied, { expandAliases: true })
  const file = decode(bytes)
  expect(isRight(file) && Object.keys(file.right.tensors).sort()).toEqual([
    '0.bias',
    '0.weight',
    '1.bias',
    '1.weight',
    '2.bias',
    '2.weight',
    'fixed',
  ])
  expect(load(tied)(bytes)).toEqual(right(tied))
})

test('all that is missing, unexpected, mis-shaped or in conflict is said at once', () => {
  const other = { 0: { weight: f32([3, 2]) }, 2: refTo('0'), 7: f32([1]) }
  const result = load(tied)(save(other))
  expect(isLeft(result) && result.left.map(sentence)).toEqual([
    "load: '0.bias' must be f32[2] (was nothing); add it",
    "load: '0.weight' must be f32[2, 3] (was f32[3, 2]); give a tensor of that shape and dtype",
    "load: '1.bias' must be f32[3] (was nothing); add it",
    "load: '7' must be a leaf of the tree (was none); leave it out",
    "load: 'fixed' must be f32[2] (was nothing); add it",
  ])
})

test('an alias of the file that the tree does not have is a conflict', () => {
  const untied = { ...tied, 2: { weight: f32([2, 3]), bias: f32([2]) } }
  const result = load(untied)(save(tied))
  expect(isLeft(result) && result.left.map(sentence)).toEqual([
    "load: '2.bias' must be a value of its own, as in the tree (was a reference to '0.bias' in the file); tie it in the model too",
    "load: '2.weight' must be a value of its own, as in the tree (was a reference to '0.weight' in the file); tie it in the model too",
    "load: '2.bias' must be f32[2] (was nothing); add it",
    "load: '2.weight' must be f32[2, 3] (was nothing); add it",
  ])
})

const layer = { weight: f32([2, 2]), bias: f32([2], 10) }
const byLayer = { a: layer, b: refTo('a') }
const byLeaves = { a: layer, b: { weight: refTo('a.weight', 2), bias: refTo('a.bias', 2) } }

for (const expandAliases of [false, true])
  test(`sharing is the same by a layer as by its leaves, expandAliases ${expandAliases}`, () => {
    expect(load(byLayer)(save(byLeaves, { expandAliases }))).toEqual(right(byLayer))
    expect(load(byLeaves)(save(byLayer, { expandAliases }))).toEqual(right(byLeaves))
  })

test('a leaf that is shown transposed in the file alone is a conflict', () => {
  const turned = {
    a: layer,
    b: { weight: refTo('a.weight', 2, 'transposed'), bias: refTo('a.bias', 2) },
  }
  const result = load(byLayer)(save(turned))
  expect(isLeft(result) && result.left.map(sentence)).toEqual([
    "load: 'b.weight' must be a reference to 'a.weight', as in the tree (was a reference to 'a.weight' transposed in the file); tie both alike",
  ])
})

const withAliases = (aliases: string): readonly string[] => {
  const result = load({ w: f32([1]) })(
    encode({ tensors: { w: f32([1]) }, metadata: { 'espalier.aliases': aliases } }),
  )
  return isLeft(result) ? result.left.map(sentence) : []
}

test('aliases that are none are refused, whatever they are', () => {
  expect(withAliases('3')).toEqual([
    'load: espalier.aliases must be a JSON object (was 3); save the file again',
  ])
  expect(withAliases('{"a":{"toString":1,"valueOf":1},"b":["w"],"c":["w","turned"]}')).toEqual([
    'load: alias \'a\' must be a path, or [path, \'transposed\'] (was {"toString":1,"valueOf":1}); save the file again',
    "load: alias 'b' must be a path, or [path, 'transposed'] (was [\"w\"]); save the file again",
    'load: alias \'c\' must be a path, or [path, \'transposed\'] (was ["w","turned"]); save the file again',
  ])
  expect(withAliases('{"w":"v","v":"w"}')).toEqual([
    "load: 'w' must end at a value (was a circle); save the file again",
    "load: 'v' must be a place of the tree (was a reference to 'w' in the file); add it to the model, or save without it",
  ])
  expect(withAliases('{"w":"w.a"}')).toEqual([
    "load: 'w' must end at a value (was a circle); save the file again",
  ])
})

test('what no file can hold is refused by its place, when it is saved and when it is loaded', () => {
  const run = { params: layer, rate: 0.1, names: ['a', null], done: false }
  const says = [
    "'done' must be a tensor (was false); make it a scalar, or leave it out",
    '\'names.0\' must be a tensor (was "a"); make it a scalar, or leave it out',
    "'rate' must be a tensor (was 0.1); make it a scalar, or leave it out",
  ]
  expect(() => save(run)).toThrow(says.map((text) => `save: ${text}`).join('\n'))
  expect(() => load(run)).toThrow(says.map((text) => `load: ${text}`).join('\n'))
})

test('a tree with an absent part is saved without it', () => {
  const tree = { momentum: null, params: layer }
  expect(load(tree)(save(tree))).toEqual(right(tree))
})

test('only what is wanted of a file is read', () => {
  const bytes = save({ ...layer, seen: f32([]) })
  const only = (name: string): boolean => name !== 'seen'
  expect(load(layer, { only })(bytes)).toEqual(right(layer))
})
