import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  compare,
  f32FromBits,
  f32ToI32,
  f32ToU32,
  f64FromWords,
  highWord,
  lowWord,
  sameBits,
} from '../../../src/language/scalar/index.ts'

const words = (x: number): readonly number[] => [lowWord(x) >>> 0, highWord(x) >>> 0]

test('an f32 has its bits', () => {
  const inputs = [1, -2, 0, -0, Infinity, 1.401298464324817e-45, NaN]
  expect(inputs.map(f32ToU32)).toEqual([
    0x3f800000, 0xc0000000, 0, 0x80000000, 0x7f800000, 1, 0x7fc00000,
  ])
  expect(inputs.map(f32ToI32)).toEqual([
    0x3f800000, -0x40000000, 0, -0x80000000, 0x7f800000, 1, 0x7fc00000,
  ])
})

test('an f64 has its words, the low one first', () => {
  expect(words(1)).toEqual([0, 0x3ff00000])
  expect(words(-0)).toEqual([0, 0x80000000])
  expect(words(Math.PI)).toEqual([0x54442d18, 0x400921fb])
  expect(words(5e-324)).toEqual([1, 0])
  expect(words(NaN)).toEqual([0, 0x7ff80000])
})

test('every NaN has the canonical bits', () => {
  for (const bits of [0x7f800001, 0xffc00000, 0x7fffffff])
    expect(f32ToU32(f32FromBits(bits))).toBe(0x7fc00000)
  for (const high of [0x7ff80001, 0xfff00000])
    expect(words(f64FromWords(1, high))).toEqual([0, 0x7ff80000])
})

test('bits and back is the identity, for signed and unsigned words', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffffff }), (bits) => {
      const x = f32FromBits(bits)
      expect(f32FromBits(bits | 0)).toBe(x)
      if (!Number.isNaN(x)) expect([f32ToU32(x), f32ToI32(x)]).toEqual([bits, bits | 0])
    }),
  )
  fc.assert(
    fc.property(fc.double(), (x) => {
      expect(f64FromWords(lowWord(x), highWord(x))).toBe(x)
      expect(f64FromWords(lowWord(x) >>> 0, highWord(x) >>> 0)).toBe(x)
    }),
  )
})

test('the same bits: NaN is NaN, −0 is not +0', () => {
  expect([sameBits(NaN, NaN), sameBits(0, -0), sameBits(1, 1), sameBits(1, 2)]).toEqual([
    true,
    false,
    true,
    false,
  ])
})

test('comparisons give bools, and NaN is unordered', () => {
  const { eq, ne, lt, le, gt, ge } = compare
  const all = [eq, ne, lt, le, gt, ge]
  expect(all.map((holds) => holds(1, 2))).toEqual([0, 1, 1, 1, 0, 0])
  expect(all.map((holds) => holds(2, 1))).toEqual([0, 1, 0, 0, 1, 1])
  expect(all.map((holds) => holds(-0, 0))).toEqual([1, 0, 0, 1, 0, 1])
  expect(all.map((holds) => holds(NaN, NaN))).toEqual([0, 1, 0, 0, 0, 0])
  expect(all.map((holds) => holds(NaN, 1))).toEqual([0, 1, 0, 0, 0, 0])
})
