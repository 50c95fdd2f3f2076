import { expect, test } from 'vitest'
import type { AnyTensor } from '../../src/tensor/index.ts'
import {
  Constant,
  fold,
  map,
  mapTo,
  mapWithPath,
  refTo,
  zip,
  zipWith,
} from '../../src/tree/index.ts'
import { messageOf } from './message.ts'
import { full, like } from './tensors.ts'

const tree = {
  layer: { weight: full([2, 2], 1), bias: full([2], 2) },
  10: [full([1], 3), { rate: 0.1, none: null }],
  2: refTo('layer'),
  fixed: new Constant(full([3], 4)),
}
const doubled = (x: AnyTensor): AnyTensor => like(x, 2 * Number([...x][0]))

test('map reaches every leaf and nothing else', () =>
  expect(map(doubled)(tree)).toEqual({
    layer: { weight: full([2, 2], 2), bias: full([2], 4) },
    10: [full([1], 6), { rate: 0.1, none: null }],
    2: refTo('layer'),
    fixed: new Constant(full([3], 4)),
  }))

test('map leaves the identity of what does not change', () => {
  expect(map((x) => x)(tree)).toBe(tree)
  const next = mapWithPath((x, path) => (path === '10.0' ? doubled(x) : x))(tree)
  expect(next.layer).toBe(tree.layer)
  expect(next[10][1]).toBe(tree[10][1])
  expect(next.fixed).toBe(tree.fixed)
  expect(next[10][0]).toEqual(full([1], 6))
})

test('what map makes is frozen', () => {
  const next = map(doubled)(tree)
  expect([next, next.layer, next[10]].every(Object.isFrozen)).toBe(true)
})

test('leaves are visited in leaf order, whatever the order of keys', () => {
  const reversed = { b: full([], 3), a: { z: full([], 2), 1: full([], 1) }, 10: full([], 0) }
  expect(fold((seen: readonly string[], _, path) => [...seen, path], [])(reversed)).toEqual([
    '10',
    'a.1',
    'a.z',
    'b',
  ])
  const visited: string[] = []
  const mapped = mapWithPath((x, path) => {
    visited.push(path)
    return doubled(x)
  })(reversed)
  expect(visited).toEqual(['10', 'a.1', 'a.z', 'b'])
  expect(Object.keys(mapped)).toEqual(['10', 'a', 'b'])
})

test('map refuses a function that changes a shape, and names mapTo', () => {
  expect(messageOf(() => map(() => full([1], 0))({ a: { b: full([2], 1) } }))).toBe(
    "map: f must keep the shape and dtype f32[2] of 'a.b' (was f32[1]); use mapTo for other values",
  )
  expect(mapTo((x) => x.shape)(tree)[10][0]).toEqual([1])
})

test('zipWith gives f of the leaves at each place, in the structure of the first', () => {
  const sum = (a: AnyTensor, b: AnyTensor): AnyTensor =>
    like(a, Number([...a][0]) + Number([...b][0]))
  expect(zipWith(sum)(tree, map(doubled)(tree)).layer).toEqual({
    weight: full([2, 2], 3),
    bias: full([2], 6),
  })
})

test('zip pairs the leaves of two trees', () => {
  const [a, b] = [full([1], 1), full([2], 2)]
  expect(zip({ w: a }, { w: b })).toEqual({ w: [a, b] })
})

test('zip names the first difference by path', () => {
  const zipped = (a: unknown, b: unknown) => () => zip(a, b)
  const x = full([1], 1)
  expect(messageOf(zipped({ w: x, b: x }, { w: x }))).toBe(
    "zip: trees must agree at 'b' (was a tensor and nothing); give trees of one structure",
  )
  expect(messageOf(zipped({ l: [x, x] }, { l: [x, refTo('w')] }))).toBe(
    "zip: trees must agree at 'l.1' (was a tensor and a reference to 'w'); give trees of one structure",
  )
  expect(messageOf(zipped({ r: refTo('a'), l: { w: x } }, { r: refTo('b'), l: x }))).toBe(
    "zip: trees must agree at 'l' (was a tree and a tensor); give trees of one structure",
  )
  expect(messageOf(zipped({ r: refTo('a') }, { r: refTo('b') }))).toBe(
    "zip: trees must agree at 'r' (was a reference to 'a' and a reference to 'b'); give trees of one structure",
  )
  expect(messageOf(zipped({ n: 1 }, { n: 2 }))).toBe(
    "zip: trees must agree at 'n' (was 1 and 2); give trees of one structure",
  )
  expect(messageOf(zipped([x], [x, x]))).toBe(
    "zip: trees must agree at '1' (was nothing and a tensor); give trees of one structure",
  )
})

test('a tree holds no object whose insides nobody sees', () =>
  expect(messageOf(() => map((x) => x)({ a: new Map() }))).toBe(
    "map: 'a' must be a tensor, a plain object or an array (was a Map); make it a plain object",
  ))
