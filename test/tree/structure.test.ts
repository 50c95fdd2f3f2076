import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AnyTensor, Handle, type Tensor } from '../../src/tensor/index.ts'
import {
  Constant,
  flattenTree,
  flattenValues,
  map,
  readerOf,
  refTo,
  sameStructure,
  unflattenTree,
} from '../../src/tree/index.ts'
import { tree as trees } from './arbitrary.ts'
import { messageOf } from './message.ts'
import { full, like } from './tensors.ts'

const [a, b, c] = [full([1], 1), full([2], 2), full([3], 3)]
const fixed = new Constant(full([4], 4))
const tree = { z: [a, null, { 10: b, 2: c }], r: refTo('z'), f: fixed, rate: 0.5 }

test('a tree is its structure and its leaves in leaf order', () => {
  const { leaves, structure } = flattenTree(tree)
  expect(leaves).toEqual([a, c, b])
  expect(structure.size).toBe(3)
  expect(unflattenTree(structure, leaves)).toEqual(tree)
})

test('the leaves of a structure may be any values', () =>
  expect(unflattenTree(flattenTree(tree).structure, [0, 1, 2])).toEqual({
    z: [0, null, { 10: 2, 2: 1 }],
    r: refTo('z'),
    f: fixed,
    rate: 0.5,
  }))

test('flattenValues counts the tensors of constants, and gives constants back', () => {
  const { leaves, structure } = flattenValues(tree)
  expect(leaves).toEqual([fixed.value, a, c, b])
  expect(unflattenTree(structure, leaves)).toStrictEqual(tree)
})

test('structures do not depend on the order of keys', () => {
  const [one, other] = [flattenTree({ x: a, y: b }), flattenTree({ y: b, x: a })]
  expect(sameStructure(one.structure, other.structure)).toBeUndefined()
  expect(one.leaves).toEqual(other.leaves)
})

test('constants of the same bits are one structure', () => {
  const of = (value: number) => flattenTree([new Constant(full([1], value))]).structure
  expect(sameStructure(of(1), of(1))).toBeUndefined()
  expect(sameStructure(of(1), of(2))).toEqual({
    path: '0',
    left: 'a constant f32[1]',
    right: 'a constant f32[1] of other bits',
  })
})

test('constants that a transformation follows are one structure by shape and dtype', () => {
  const read = (): never => {
    throw new Error('read while tracing')
  }
  const of = (n: number) =>
    flattenTree(new Constant(new Handle([n], 'f32', { level: {}, read }) as AnyTensor as Tensor))
      .structure
  expect(sameStructure(of(1), of(1))).toBeUndefined()
  expect(sameStructure(of(1), of(2))?.right).toBe('a constant f32[2]')
})

test('functions and values under symbols are structure, by identity', () => {
  const [f, g] = [() => 0, () => 0]
  const key = Symbol('meaning')
  const of = (tree: unknown) => flattenTree(tree).structure
  expect(sameStructure(of({ f }), of({ f }))).toBeUndefined()
  expect(sameStructure(of({ f }), of({ f: g }))?.path).toBe('f')
  expect(sameStructure(of({ [key]: f }), of({ [key]: f }))).toBeUndefined()
  expect(sameStructure(of({ s: { [key]: f } }), of({ s: { [key]: g } }))?.path).toBe('s')
  expect(unflattenTree(of({ [key]: f }), [])).toEqual({ [key]: f })
})

test('a name may be __proto__ and stays an own property', () => {
  const odd: unknown = JSON.parse('{ "__proto__": 1 }')
  expect(Object.keys(unflattenTree(flattenTree(odd).structure, []) as object)).toEqual([
    '__proto__',
  ])
})

test('unflattenTree refuses another number of leaves', () =>
  expect(messageOf(() => unflattenTree(flattenTree(tree).structure, [a]))).toBe(
    'unflattenTree: leaves must be 3 (was 1); give one for each leaf of the structure',
  ))

test('a reader takes the trees of its structure, and gives their leaves', () =>
  fc.assert(
    fc.property(trees, trees, fc.boolean(), (of, other, open) => {
      const flatten = open ? flattenValues : flattenTree
      const read = readerOf(flatten(of).structure)
      for (const next of [
        of,
        other,
        map((leaf) => like(leaf, 3))(of),
        { ...(of as object), x: 1 },
      ]) {
        const { structure, leaves } = flatten(next)
        const seen: Handle[] = []
        const taken = read(next, seen)
        expect(taken).toBe(sameStructure(flatten(of).structure, structure) === undefined)
        if (taken) expect(seen).toEqual(leaves)
      }
    }),
  ))

test('a reader tells apart what a structure tells apart', () => {
  const key = Symbol('meaning')
  const values = [
    null,
    undefined,
    0,
    -0,
    Number.NaN,
    '',
    [],
    {},
    [null],
    { a: 1 },
    { a: 2 },
    { b: 1 },
    { [key]: 1 },
    { [key]: 2 },
    refTo('a'),
    refTo('a', 2),
    fixed,
    a,
  ]
  for (const x of values)
    for (const y of values) expect(readerOf(flattenTree(x).structure)(y, [])).toBe(Object.is(x, y))
})
