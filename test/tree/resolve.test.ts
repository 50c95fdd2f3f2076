import { expect, test } from 'vitest'
import { at, Constant, refs, refTo, resolve, resolveAll } from '../../src/tree/index.ts'
import { messageOf } from './message.ts'
import { filled, full } from './tensors.ts'

const weight = filled([2, 3], [1, 2, 3, 4, 5, 6])
const turned = filled([3, 2], [1, 4, 2, 5, 3, 6])
const bias = full([3], 7)

test('a reference goes up from its own place, then down', () => {
  const tree = {
    shared: { weight, bias },
    4: refTo('shared'),
    a: { b: { c: refTo('shared.bias', 3) } },
  }
  expect(resolve(tree, '4.bias')).toEqual({ names: ['shared', 'bias'], node: bias, via: 'same' })
  expect(resolve(tree, 'a.b.c').names).toEqual(['shared', 'bias'])
  expect(resolve(tree, '4').node).toBe(tree.shared)
})

test('a reference to a reference leads to the end of the chain', () => {
  const tree = {
    a: refTo('b.x'),
    b: { x: refTo('c', 2, 'transposed') },
    c: refTo('d', 1, 'transposed'),
    d: weight,
  }
  expect(refs(tree)).toEqual([
    { path: 'a', target: 'd', via: 'same' },
    { path: 'b.x', target: 'd', via: 'same' },
    { path: 'c', target: 'd', via: 'transposed' },
  ])
})

test('a reference may be met twice on one way when it was left in between', () => {
  const tree = { a: refTo('b'), b: { x: refTo('a.y', 2), y: weight } }
  expect(resolve(tree, 'a.x').names).toEqual(['b', 'y'])
})

test('a sub-tree whose references stay inside resolves wherever it is put', () => {
  const part = { enc: { w: weight }, dec: { w: refTo('enc.w', 2, 'transposed') } }
  expect(resolveAll({ params: part, opt: { mu: [part] } })).toEqual({
    params: { enc: { w: weight }, dec: { w: turned } },
    opt: { mu: [{ enc: { w: weight }, dec: { w: turned } }] },
  })
})

test('resolveAll puts one value at all places of a shared leaf, and opens constants', () => {
  const tree = {
    enc: { w: weight },
    tied: { one: refTo('enc.w', 2, 'transposed'), two: refTo('enc.w', 2, 'transposed') },
    blocks: [{ k: refTo('enc', 3), c: new Constant(bias) }, refTo('0')],
  }
  const opened = resolveAll(tree) as Record<'tied', Record<'one' | 'two', unknown>>
  expect(opened).toEqual({
    enc: { w: weight },
    tied: { one: turned, two: turned },
    blocks: [
      { k: { w: weight }, c: bias },
      { k: { w: weight }, c: bias },
    ],
  })
  expect(opened.tied.one).toBe(opened.tied.two)
})

test('resolveAll leaves a tree without references as it is', () => {
  const tree = { a: [weight] }
  expect(resolveAll(tree)).toBe(tree)
})

test.each([
  [
    'a dangling reference',
    { a: { b: refTo('c.d', 2) }, c: {} },
    "refs: the reference at 'a.b' must name a place of the tree (was 'c.d', where nothing is); correct its path, or put a value there",
  ],
  [
    'a reference out of the tree',
    { w: refTo('enc.w', 2, 'transposed') },
    "refs: the reference at 'w' must stay inside the tree (was 'enc.w' from 2 levels up); take the sub-tree with subtree, which brings along what it refers to",
  ],
  [
    'a reference that is the tree',
    refTo('a'),
    "refs: the reference at the root must stay inside the tree (was 'a' from 1 level up); take the sub-tree with subtree, which brings along what it refers to",
  ],
  [
    'a reference to itself',
    { a: refTo('a') },
    "refs: the reference at 'a' must end at a value (was a circle: 'a' → 'a'); let one of them name another place",
  ],
  [
    'references to each other',
    { a: refTo('b'), b: { c: refTo('a', 2) } },
    "refs: the reference at 'b.c' must end at a value (was a circle: 'b.c' → 'b'); let one of them name another place",
  ],
  [
    'a circle of three',
    { a: refTo('b'), b: refTo('c'), c: refTo('a') },
    "refs: the reference at 'a' must end at a value (was a circle: 'a' → 'b' → 'c' → 'a'); let one of them name another place",
  ],
  [
    'a reference that runs into itself further down',
    { a: refTo('a.b') },
    "refs: the reference at 'a' must end at a value (was a circle: 'a' → 'a'); let one of them name another place",
  ],
  [
    'a reference to what contains it',
    { a: { b: refTo('a', 2) } },
    "refs: the reference at 'a.b' must end at a value (was a circle: 'a.b' → 'a'); let one of them name another place",
  ],
])('%s is refused with both paths', (_, tree, message) =>
  expect(messageOf(() => refs(tree))).toBe(message),
)

test.each([
  [
    { a: bias, b: refTo('a', 1, 'transposed') },
    "apply: the reference at 'b' must name a matrix, to show it transposed (was f32[3] at 'a'); name a matrix, or refer to it as it is",
  ],
  [
    { a: { w: weight }, b: refTo('a', 1, 'transposed') },
    "apply: the reference at 'b' must name a matrix, to show it transposed (was a tree at 'a'); name a matrix, or refer to it as it is",
  ],
])('what has no two axes is not shown transposed', (tree, message) =>
  expect(messageOf(() => resolveAll(tree, 'apply'))).toBe(message),
)

test('a reference to a vector stands in a list of references, one to a sub-tree transposed nowhere', () => {
  expect(refs({ a: bias, b: refTo('a', 1, 'transposed') })).toEqual([
    { path: 'b', target: 'a', via: 'transposed' },
  ])
  const tree = { a: { w: weight }, b: refTo('a', 1, 'transposed') }
  const sentence =
    "the reference at 'b' must name a matrix, to show it transposed (was a tree at 'a'); name a matrix, or refer to it as it is"
  expect(messageOf(() => refs(tree))).toBe(`refs: ${sentence}`)
  expect(messageOf(() => at(tree, 'b.w' as never))).toBe(`at: ${sentence}`)
})

test('a batch is transposed in its last two axes', () => {
  const batch = filled([2, 1, 3], [1, 2, 3, 4, 5, 6])
  expect(resolveAll({ a: batch, b: refTo('a', 1, 'transposed') })).toEqual({
    a: batch,
    b: filled([2, 3, 1], [1, 2, 3, 4, 5, 6]),
  })
  const deep = filled([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8])
  expect(resolveAll([deep, refTo('0', 1, 'transposed')])).toEqual([
    deep,
    filled([2, 2, 2], [1, 3, 2, 4, 5, 7, 6, 8]),
  ])
})

test('sub-trees that contain each other are refused', () =>
  expect(
    messageOf(() => resolveAll({ x: { p: refTo('y', 2) }, y: { q: refTo('x', 2) } }, 'apply')),
  ).toBe(
    "apply: the reference at 'x.p' must end at a value (was a circle: 'x.p' → 'y.q' → 'x.p'); let one of them name another place",
  ))

test.each([
  [
    '0.wieght',
    "resolve: '0.wieght' must be a path of the tree (was no 'wieght' in '0'); choose one of bias, weight",
  ],
  [
    '0.bias.x.y',
    "resolve: '0.bias.x.y' must be a path of the tree (was no 'x' in f32[3] at '0.bias'); stop at '0.bias'",
  ],
  [
    'r.bias.x',
    "resolve: 'r.bias.x' must be a path of the tree (was no 'x' in f32[3] at 'r.bias'); stop at 'r.bias'",
  ],
  [
    'nope',
    "resolve: 'nope' must be a path of the tree (was no 'nope' in the tree); choose one of 0, r",
  ],
])('the unknown path %s is refused with what is there', (path, message) =>
  expect(messageOf(() => resolve({ 0: { weight, bias }, r: refTo('0') }, path))).toBe(message),
)
