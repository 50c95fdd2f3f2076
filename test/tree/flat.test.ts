import fc from 'fast-check'
import { isRight, left, right } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { sentence } from '../../src/prelude/index.ts'
import {
  byteLength,
  Constant,
  constants,
  count,
  entries,
  type Flat,
  flat,
  paths,
  refTo,
  resolveAll,
  unflat,
} from '../../src/tree/index.ts'
import { shownPaths, tree as trees } from './arbitrary.ts'
import { filled, full } from './tensors.ts'

const tree = {
  shared: { weight: filled([2, 3], [1, 2, 3, 4, 5, 6]), bias: full([2], 7) },
  4: refTo('shared'),
  dec: { weight: refTo('shared.weight', 2, 'transposed'), mask: new Constant(full([3], 9)) },
  10: [full([1], 1), null],
  2: { n: filled([2], [1, 2], 'f64') },
}

test('entries are the leaves in leaf order', () => {
  expect(entries(tree)).toEqual([
    ['2.n', tree[2].n],
    ['10.0', tree[10][0]],
    ['shared.bias', tree.shared.bias],
    ['shared.weight', tree.shared.weight],
  ])
  expect(paths(tree)).toEqual(['2.n', '10.0', 'shared.bias', 'shared.weight'])
})

test('flat has leaves and constants at canonical paths', () =>
  expect(Object.entries(flat(tree))).toEqual([
    ['2.n', tree[2].n],
    ['10.0', tree[10][0]],
    ['dec.mask', full([3], 9)],
    ['shared.bias', tree.shared.bias],
    ['shared.weight', tree.shared.weight],
  ]))

test('a shared leaf counts once, constants apart', () => {
  expect(count(tree)).toBe(2 + 1 + 2 + 6)
  expect(byteLength(tree)).toBe(16 + 4 + 8 + 24)
  expect(constants(tree)).toEqual([['dec.mask', full([3], 9)]])
})

test('unflat is the inverse of flat, references and constants included', () => {
  expect(unflat(tree)(flat(tree))).toStrictEqual(right(tree))
  fc.assert(
    fc.property(trees, (of) => {
      expect(unflat(of)(flat(of))).toStrictEqual(right(of))
    }),
  )
})

test('unflat takes aliases that agree with what they name', () =>
  fc.assert(
    fc.property(trees, (of) => {
      const plain = flat(resolveAll(of))
      expect(Object.keys(plain).sort()).toEqual([...shownPaths(of)].sort())
      expect(unflat(of)(plain)).toStrictEqual(right(of))
    }),
  ))

test('unflat lists everything that is wrong, in leaf order', () => {
  const { 'shared.bias': _, '10.0': __, ...rest } = flat(tree) as Record<string, never>
  const wrong: Flat = {
    ...rest,
    zzz: full([1], 1),
    'shared.weight': full([3, 2], 1),
    'dec.mask': full([3], 1),
    '4.weight': full([2, 3], 1),
    '10.0': filled([1], [1], 'i32'),
    '10.2': full([1], 1),
    '4': full([1], 1),
  }
  const answer = unflat(tree)(wrong)
  expect(isRight(answer) ? [] : answer.left.map(sentence)).toEqual([
    "unflat: '4' must be a leaf of the tree (was none); leave it out",
    "unflat: '4.weight' must be 'shared.weight', to which it refers (was another tensor); leave it out",
    "unflat: '10.0' must be f32[1] (was i32[1]); give a tensor of that shape and dtype",
    "unflat: '10.2' must be a leaf of the tree (was none); leave it out",
    "unflat: 'shared.bias' must be f32[2] (was nothing); add it",
    "unflat: 'shared.weight' must be f32[2, 3] (was f32[3, 2]); give a tensor of that shape and dtype",
    "unflat: 'zzz' must be a leaf of the tree (was none); leave it out",
  ])
})

test('an alias shown transposed must agree too', () =>
  expect(unflat(tree)({ ...flat(tree), 'dec.weight': full([3, 2], 1) })).toEqual(
    left([
      {
        where: 'unflat',
        must: "'dec.weight' must be 'shared.weight' transposed, to which it refers",
        was: 'another tensor',
        do: 'leave it out',
      },
    ]),
  ))

test('a record of open names does not reach the prototype', () =>
  expect(isRight(unflat({ a: full([1], 1) })({ a: full([1], 1), constructor: full([1], 1) }))).toBe(
    false,
  ))
