import { none, some } from 'fp-ts/lib/Option.js'
import { expect, test } from 'vitest'
import type { Tensor } from '../../src/tensor/index.ts'
import { at, Constant, lookup, modify, refTo, set } from '../../src/tree/index.ts'
import { messageOf } from './message.ts'
import { filled, full } from './tensors.ts'

const tied = {
  0: { weight: full([2, 3], 1), bias: full([2], 0) },
  shared: { weight: filled([2, 3], [1, 2, 3, 4, 5, 6]), bias: full([2], 7) },
  4: refTo('shared'),
  dec: { weight: refTo('shared.weight', 2, 'transposed'), mask: new Constant(full([3], 9)) },
}

test('at follows references', () => {
  expect(at(tied, '4.bias')).toBe(tied.shared.bias)
  expect(at(tied, '4')).toBe(tied.shared)
  expect(at(tied, 'dec.weight')).toEqual(filled([3, 2], [1, 4, 2, 5, 3, 6]))
})

test('at gives the tensor of a constant', () =>
  expect(at(tied, 'dec.mask')).toBe(tied.dec.mask.value))

test('a path goes into arrays and tuples', () =>
  expect(at({ opt: [null, { mu: tied }] as const }, 'opt.1.mu.4.bias')).toBe(tied.shared.bias))

test('set writes the one place of a shared leaf, seen through every alias', () => {
  const next = set(tied, '4.bias', full([2], 8))
  expect(next).toEqual({ ...tied, shared: { ...tied.shared, bias: full([2], 8) } })
  expect(at(next, 'shared.bias')).toBe(at(next, '4.bias'))
})

test('set through a transposed reference turns the value back', () => {
  const next = set(tied, 'dec.weight', filled([3, 2], [1, 2, 3, 4, 5, 6]))
  expect(next.shared.weight).toEqual(filled([2, 3], [1, 3, 5, 2, 4, 6]))
})

test('set puts a tensor into a constant', () =>
  expect(set(tied, 'dec.mask', full([3], 1)).dec.mask).toStrictEqual(new Constant(full([3], 1))))

test('set leaves the identity of the rest, and freezes what it makes', () => {
  const next = set(tied, '0.bias', full([2], 1))
  expect(next).not.toBe(tied)
  expect([next.shared, next[4], next.dec, next[0].weight]).toEqual([
    tied.shared,
    tied[4],
    tied.dec,
    tied[0].weight,
  ])
  expect(next.shared).toBe(tied.shared)
  expect(next[0].weight).toBe(tied[0].weight)
  expect([next, next[0]].every(Object.isFrozen)).toBe(true)
  expect(set(tied, '0.bias', tied[0].bias)).toBe(tied)
})

test('modify gives f what the path shows', () => {
  const seen: unknown[] = []
  const next = modify(tied, 'dec.weight', (w) => {
    seen.push(w.shape)
    return full([3, 2], 5)
  })
  expect(seen).toEqual([[3, 2]])
  expect(next.shared.weight).toEqual(full([2, 3], 5))
})

test('lookup is at for a path known only at run time', () => {
  expect(lookup('4.bias')(tied)).toEqual(some(tied.shared.bias))
  expect(lookup('dec.mask')(tied)).toEqual(some(full([3], 9)))
  expect(lookup('4.bia')(tied)).toEqual(none)
  expect(lookup('4')(tied)).toEqual(none)
})

const loose = tied as unknown as { readonly [name: string]: { readonly [name: string]: Tensor } }

test.each([
  ['0.bias', full([3], 1), "set: '0.bias' must be f32[2] (was f32[3]); keep its shape and dtype"],
  [
    '0.bias',
    filled([2], [1], 'i32'),
    "set: '0.bias' must be f32[2] (was i32[2]); keep its shape and dtype",
  ],
  [
    '4.weight',
    full([3, 2], 1),
    "set: '4.weight' must be f32[2, 3] (was f32[3, 2]); keep its shape and dtype",
  ],
  ['0.bias', 3, "set: '0.bias' must be f32[2] (was 3); keep the structure of the tree"],
  [
    '0',
    { weight: full([2, 3], 1), bias: refTo('weight') },
    "set: '0.bias' must be f32[2] (was a reference to 'weight'); keep the structure of the tree",
  ],
  [
    '0',
    { weight: full([2, 2], 1) },
    "set: '0.bias' must be f32[2] (was nothing); keep the structure of the tree\nset: '0.weight' must be f32[2, 3] (was f32[2, 2]); keep its shape and dtype",
  ],
  [
    'shared',
    { weight: full([2, 3], 1), bias: refTo('weight') },
    "set: 'shared.bias' must stay f32[2], for '4.bias' refers to it (was a reference to 'weight'); untie first",
  ],
  [
    '4',
    { bias: full([2], 1) },
    "set: 'shared.weight' must stay f32[2, 3], for '4.weight' and 'dec.weight' refer to it (was nothing); untie first",
  ],
  [
    'dec.weight',
    refTo('bias'),
    "set: 'shared.weight' must stay f32[2, 3], for '4.weight' and 'dec.weight' refer to it (was a reference to 'bias'); untie first",
  ],
  [
    'dec',
    { weight: full([3, 2], 1), mask: full([3], 1) },
    "set: 'dec.mask' must be a constant f32[3] (was f32[3]); keep the structure of the tree\nset: 'dec.weight' must be a reference to 'shared.weight' from 2 levels up, transposed (was f32[3, 2]); keep the structure of the tree",
  ],
])('set at %s refuses what does not keep the type', (path, value, message) =>
  expect(messageOf(() => set(loose, path, value as never))).toBe(message),
)

test('modify refuses what does not keep the type', () =>
  expect(messageOf(() => modify(loose, '0.bias', () => full([3], 1) as Tensor))).toBe(
    "modify: '0.bias' must be f32[2] (was f32[3]); keep its shape and dtype",
  ))

test('at names what is there', () =>
  expect(messageOf(() => at(loose, '4.bia'))).toBe(
    "at: '4.bia' must be a path of the tree (was no 'bia' in '4'); choose one of bias, weight",
  ))
