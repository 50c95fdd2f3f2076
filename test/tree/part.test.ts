import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  Constant,
  combine,
  entries,
  eq,
  map,
  type Part,
  partition,
  paths,
  refs,
  refTo,
  resolveAll,
  show,
  zipWith,
} from '../../src/tree/index.ts'
import { tree as trees } from './arbitrary.ts'
import { messageOf } from './message.ts'
import { full, like } from './tensors.ts'

const tree = {
  0: { w: full([2], 1), b: full([1], 2) },
  r: refTo('0'),
  c: new Constant(full([1], 3)),
  n: null,
}
const [chosen, rest] = partition((path) => path.endsWith('w'))(tree)

test('the first part has the leaves whose path satisfies the predicate, the second the others', () => {
  expect(paths(chosen)).toEqual(['0.w'])
  expect(paths(rest)).toEqual(['0.b'])
})

test('references and constants stand in both parts', () => {
  expect(show.show(chosen)).toBe(
    '{ 0: { b: hole, w: f32[2] }, c: constant f32[1], n: null, r: → 0 }',
  )
  expect(show.show(rest)).toBe('{ 0: { b: f32[1], w: hole }, c: constant f32[1], n: null, r: → 0 }')
})

test('a part is a tree: it can be mapped and zipped, and its holes stay', () => {
  const doubled = map((leaf) => like(leaf, 2))(chosen)
  expect(entries(zipWith((a) => a)(doubled, chosen))).toEqual([['0.w', full([2], 2)]])
  expect(combine(doubled, rest)).toEqual({ ...tree, 0: { ...tree[0], w: full([2], 2) } })
})

test('combine ∘ partition = id', () =>
  fc.assert(
    fc.property(trees, fc.func(fc.boolean()), (of, choose) => {
      const [a, b] = partition(choose)(of)
      expect(combine(a, b)).toStrictEqual(of)
      expect(combine(b, a)).toStrictEqual(of)
      expect([...paths(a), ...paths(b)].sort()).toEqual([...paths(of)].sort())
    }),
  ))

test('a sub-tree that is whole in one part keeps its identity', () => {
  const [a, b] = partition((path) => path.startsWith('0'))(tree)
  expect(combine(a, b)[0]).toBe(tree[0])
})

const parts = (of: unknown): readonly [Part<unknown>, Part<unknown>] => partition(() => true)(of)

test('combine refuses parts of two trees', () => {
  const loose: Part<unknown> = chosen as never
  expect(messageOf(() => combine(loose, loose))).toBe(
    "combine: '0.b' must stand in one part (was in none); combine the two parts of one partition",
  )
  expect(messageOf(() => combine(parts(tree)[0], loose))).toBe(
    "combine: '0.w' must stand in one part (was in both); combine the two parts of one partition",
  )
  expect(messageOf(() => combine(loose, parts({ 0: 1 })[1]))).toBe(
    "combine: trees must agree at '0' (was a tree and 1); give trees of one structure",
  )
  expect(messageOf(() => combine(loose, parts({ ...tree, x: 1 })[1]))).toBe(
    "combine: trees must agree at 'x' (was nothing and 1); give trees of one structure",
  )
})

test('trees are equal of one structure and the same bits', () => {
  const same = map((leaf) => like(leaf, leaf.shape[0] === 2 ? 1 : 2))(tree)
  expect(same).not.toBe(tree)
  expect(eq.equals(tree, same)).toBe(true)
  expect(eq.equals(tree, { ...tree, r: refTo('0.w') })).toBe(false)
  expect(eq.equals([full([1], 0)], [full([1], -0)])).toBe(false)
  expect(eq.equals([full([1], 0)], [full([1, 1], 0)])).toBe(false)
})

test('show prints a tree on one line, in leaf order', () =>
  expect(
    show.show({
      z: [1, 'a', refTo('q', 2, 'transposed')],
      10: {},
      2: refTo('z'),
      f: () => 0,
      u: undefined,
    }),
  ).toBe('{ 2: → z, 10: {}, f: a function, u: nothing, z: [1, "a", → 2 up q transposed] }'))

test('refs shows the references of a part, whose targets may be holes', () => {
  expect(refs(rest)).toEqual([{ path: 'r', target: '0', via: 'same' }])
  const [, none] = partition(() => true)({ w: full([2, 3], 1), t: refTo('w', 1, 'transposed') })
  expect(refs(none)).toEqual([{ path: 't', target: 'w', via: 'transposed' }])
  expect(show.show(resolveAll(none))).toBe('{ t: hole, w: hole }')
})
