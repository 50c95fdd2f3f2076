import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Handle } from '../../src/tensor/index.ts'
import { Constant, digest, map, mapWithPath, partition, refTo } from '../../src/tree/index.ts'
import { tree as trees } from './arbitrary.ts'
import { messageOf } from './message.ts'
import { anyTensor, filled, full } from './tensors.ts'

/** SHA-256 by node:crypto of texts and bytes. */
const sha256 = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}
const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values)

test('a digest is of paths, types and little-endian bytes in leaf order', () => {
  const tree = {
    b: { weight: filled([2, 1], [1, -0]) },
    10: anyTensor([2], 'i32', [-2, 258]),
    2: [anyTensor([2], 'bool', [1, 0])],
    d: filled([1], [0.1], 'f64'),
    k: anyTensor([], 'key', [1, 0x01020304]),
    重み: full([0], 0),
    t: refTo('b.weight', 1, 'transposed'),
    c: new Constant(full([], 2)),
    gone: null,
  }
  expect(digest(tree)).toBe(
    sha256(
      '2.0 bool[2]\n',
      bytes(1, 0),
      '10 i32[2]\n',
      bytes(0xfe, 0xff, 0xff, 0xff, 2, 1, 0, 0),
      'b.weight f32[2, 1]\n',
      bytes(0, 0, 0x80, 0x3f, 0, 0, 0, 0x80),
      'c f32[]\n',
      bytes(0, 0, 0, 0x40),
      'd f64[1]\n',
      bytes(0x9a, 0x99, 0x99, 0x99, 0x99, 0x99, 0xb9, 0x3f),
      'k key[]\n',
      bytes(1, 0, 0, 0, 4, 3, 2, 1),
      't -> b.weight\n',
      '重み f32[0]\n',
    ),
  )
})

test('every NaN is the canonical one', () => {
  const f32 = new Float32Array(Uint32Array.of(0xffc00001, 0x7f800001).buffer)
  const f64 = new Float64Array(BigUint64Array.of(0xfff8000000000123n).buffer)
  expect(digest([new Handle([2], 'f32', f32), new Handle([1], 'f64', f64)])).toBe(
    sha256(
      '0 f32[2]\n',
      bytes(0, 0, 0xc0, 0x7f, 0, 0, 0xc0, 0x7f),
      '1 f64[1]\n',
      bytes(0, 0, 0, 0, 0, 0, 0xf8, 0x7f),
    ),
  )
})

test('the digest of nothing is that of no bytes', () =>
  expect(digest({})).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'))

test('a digest does not depend on the order of keys, nor on identity', () =>
  fc.assert(
    fc.property(trees, (of) => {
      const copy: unknown = map((leaf) => anyTensor(leaf.shape, leaf.dtype, [...leaf].map(Number)))(
        of,
      )
      const reversed = Object.fromEntries(Object.entries(copy as object).reverse())
      expect(digest(reversed)).toBe(digest(of))
    }),
  ))

test('one bit of one leaf changes the digest', () => {
  const tree = { a: full([2], 0), b: refTo('a') }
  expect(digest(mapWithPath(() => filled([2], [0, -0]))(tree))).not.toBe(digest(tree))
})

test('a part has a digest of what it holds', () => {
  const [a] = partition((path) => path === 'a')({ a: full([1], 1), b: full([1], 2) })
  expect(digest(a)).toBe(digest({ a: full([1], 1) }))
})

test('digest refuses what it would have to leave out', () =>
  expect(messageOf(() => digest({ opt: { rate: 0.1 } }))).toBe(
    "digest: 'opt.rate' must be a tensor (was 0.1); make it a scalar, or leave it out",
  ))
