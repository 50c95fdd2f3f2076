import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  at,
  Constant,
  refs,
  refTo,
  resolve,
  resolveAll,
  set,
  subtree,
  untie,
} from '../../src/tree/index.ts'
import { leadsTo, segments } from '../../src/tree/path.ts'
import { childNames, childOf } from '../../src/tree/walk.ts'
import { places, shownPaths, tree } from './arbitrary.ts'
import { messageOf } from './message.ts'
import { filled, full } from './tensors.ts'

const weight = filled([2, 3], [1, 2, 3, 4, 5, 6])
const turned = filled([3, 2], [1, 4, 2, 5, 3, 6])
const model = {
  enc: { weight, bias: full([2], 7) },
  dec: { weight: refTo('enc.weight', 2, 'transposed'), bias: full([3], 8) },
  twin: refTo('enc'),
  block: {
    a: { w: full([2], 1) },
    b: { w: refTo('block.a.w', 3) },
    c: refTo('a'),
    d: refTo('enc', 2),
    e: { k: refTo('enc.bias', 3), m: refTo('fixed', 3) },
  },
  fixed: new Constant(full([1], 9)),
}

test('a sub-tree without references out of it is the sub-tree itself', () =>
  expect(subtree(model, 'enc')).toBe(model.enc))

test('a sub-tree at an alias is that of the place it names', () =>
  expect(subtree(model, 'twin')).toBe(model.enc))

test('a reference out of a sub-tree brings along what it names, turned as it shows it', () =>
  expect(subtree(model, 'dec')).toEqual({ weight: turned, bias: full([3], 8) }))

test('the first reference to a place becomes the value, the others refer to it', () =>
  expect(subtree(model, 'block')).toStrictEqual({
    a: { w: full([2], 1) },
    b: { w: refTo('a.w', 2) },
    c: refTo('a'),
    d: { weight, bias: full([2], 7) },
    e: { k: refTo('d.bias', 2), m: new Constant(full([1], 9)) },
  }))

test('a part that came along before what holds it stays where it is', () => {
  const whole = {
    x: { w: weight, b: full([2], 1) },
    part: { a: refTo('x.w', 2, 'transposed'), b: refTo('x', 2) },
  }
  expect(subtree(whole, 'part')).toStrictEqual({
    a: turned,
    b: { w: refTo('a', 2, 'transposed'), b: full([2], 1) },
  })
})

test('subtree of a leaf is what the path shows', () =>
  expect(subtree(model, 'dec.weight')).toEqual(turned))

test('untie puts a copy in place of a reference', () => {
  const next = untie(model, 'dec.weight')
  expect(next).toEqual({ ...model, dec: { weight: turned, bias: full([3], 8) } })
  expect(set(next, 'dec.weight', full([3, 2], 0)).enc.weight).toBe(weight)
})

test('untie goes through a reference, and leaves its other children tied', () =>
  expect(untie(model, 'twin.bias').twin).toStrictEqual({
    weight: refTo('enc.weight', 2),
    bias: full([2], 7),
  }))

test('references in a copy that stay in it are kept, others become absolute', () => {
  const deep = {
    x: { in: { w: weight, t: refTo('w'), up: refTo('other', 3), back: refTo('x.in.w', 3) } },
    other: full([1], 1),
    y: refTo('x.in'),
    z: { q: [refTo('x.in', 3)] },
  }
  expect(untie(deep, 'y').y).toStrictEqual({
    w: weight,
    t: refTo('w'),
    up: refTo('other', 2),
    back: refTo('w'),
  })
  expect(untie(deep, 'z.q.0').z.q[0]).toStrictEqual({
    w: weight,
    t: refTo('w'),
    up: refTo('other', 4),
    back: refTo('w'),
  })
})

test('untie refuses a place that is no reference', () => {
  expect(messageOf(() => untie(model, 'dec.bias'))).toBe(
    "untie: 'dec.bias' must be a reference (was f32[3]); name an alias",
  )
  expect(messageOf(() => untie(model, 'enc'))).toBe(
    "untie: 'enc' must be a reference (was a tree); name an alias",
  )
})

test('what cannot be turned is neither taken along nor copied', () => {
  const wrong = { a: { w: weight }, b: { t: refTo('a', 2, 'transposed') } }
  expect(messageOf(() => subtree(wrong, 'b'))).toBe(
    "subtree: the reference at 'b.t' must name a matrix, to show it transposed (was a tree at 'a'); name a matrix, or refer to it as it is",
  )
  expect(messageOf(() => untie(wrong, 'b.t' as never))).toBe(
    "untie: the reference at 'b.t' must name a matrix, to show it transposed (was a tree at 'a'); name a matrix, or refer to it as it is",
  )
})

const branch = (of: unknown, path: string): unknown => segments(path).reduce<unknown>(childOf, of)

/** A random tree and a place of it. */
const placed = tree.chain((of) =>
  fc.tuple(fc.constant(of), fc.constantFrom(...places(resolveAll(of)))),
)

test('a sub-tree shows what its place shows, and shares what it shares there', () =>
  fc.assert(
    fc.property(placed, ([of, path]) => {
      const part = subtree(of, path as never)
      expect(resolveAll(part)).toEqual(branch(resolveAll(of), path))
      if (childNames(part).length === 0) return
      const home = (whole: unknown, inner: string) => resolve(whole, inner).names.join('.')
      const inner = shownPaths(part)
      for (const a of inner)
        for (const b of inner)
          expect(home(part, a) === home(part, b)).toBe(
            home(of, `${path}.${a}`) === home(of, `${path}.${b}`),
          )
    }),
  ))

test('an untied place shows the same, and nothing else stands there', () =>
  fc.assert(
    fc.property(placed, ([of, path]) => {
      const tied = refs(of).some((alias) => leadsTo(segments(alias.path), segments(path)))
      if (!tied) return
      const next = untie(of, path as never)
      expect(resolveAll(next)).toEqual(resolveAll(of))
      expect(resolve(next, path).names).toEqual(segments(path))
      expect(at(next as never, path as never)).toEqual(at(of as never, path as never))
    }),
  ))
