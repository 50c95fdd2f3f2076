import { isLeft, isRight, right } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { decode, load, save } from '../../src/io/index.ts'
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
    "load: '2' must be a value of its own, as in the tree (was a reference to '0' in the file); tie it in the model too",
    "load: '2.bias' must be f32[2] (was nothing); add it",
    "load: '2.weight' must be f32[2, 3] (was nothing); add it",
  ])
})
