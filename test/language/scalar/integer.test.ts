import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bitwise, integer } from '../../../src/language/scalar/index.ts'

const { i32, u32 } = integer
const MIN = -2147483648
const MAX = 2147483647
const ONES = 4294967295

const signed = fc.oneof(fc.integer({ min: MIN, max: MAX }), fc.constantFrom(MIN, MAX, -1, 0, 1))
const unsigned = fc.oneof(fc.integer({ min: 0, max: ONES }), fc.constantFrom(0, 1, ONES))

/** x^y of big integers, and what §6 says of the rest. */
const byLaw: Readonly<
  Record<'add' | 'sub' | 'mul' | 'div' | 'rem', (x: bigint, y: bigint) => bigint>
> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => (y === 0n ? -1n : x / y),
  rem: (x, y) => (y === 0n ? x : x % y),
}

test('i32 is arithmetic of big integers, wrapped', () => {
  for (const [name, law] of Object.entries(byLaw) as [keyof typeof byLaw, (typeof byLaw)['add']][])
    fc.assert(
      fc.property(signed, signed, (x, y) => {
        expect(i32[name](x, y)).toBe(Number(BigInt.asIntN(32, law(BigInt(x), BigInt(y)))))
      }),
      { numRuns: 500 },
    )
})

test('u32 is arithmetic of big integers, wrapped', () => {
  for (const [name, law] of Object.entries(byLaw) as [keyof typeof byLaw, (typeof byLaw)['add']][])
    fc.assert(
      fc.property(unsigned, unsigned, (x, y) => {
        expect(u32[name](x, y)).toBe(Number(BigInt.asUintN(32, law(BigInt(x), BigInt(y)))))
      }),
      { numRuns: 500 },
    )
})

test('division by zero is all ones, MIN / −1 is MIN, and a remainder by zero is the number', () => {
  expect([i32.div(7, 0), i32.div(0, 0), u32.div(7, 0)]).toEqual([-1, -1, ONES])
  expect([i32.div(MIN, -1), i32.rem(MIN, -1)]).toEqual([MIN, 0])
  expect([i32.rem(-7, 0), u32.rem(7, 0)]).toEqual([-7, 7])
})

test('a remainder has the sign of the dividend, and zero has none', () => {
  expect([i32.rem(7, -3), i32.rem(-7, 3), i32.rem(-6, 3)]).toEqual([1, -1, 0])
  expect([i32.div(-1, 2), i32.mul(-1, 0), i32.neg(0)]).toEqual([0, 0, 0])
})

test('neg, abs and sign wrap', () => {
  expect([i32.neg(MIN), i32.abs(MIN), i32.abs(-5), i32.sign(MIN)]).toEqual([MIN, MIN, 5, -1])
  expect([u32.neg(1), u32.neg(0), u32.abs(ONES), u32.sign(ONES), u32.sign(0)]).toEqual([
    ONES,
    0,
    ONES,
    1,
    0,
  ])
})

test('powers multiply and wrap; 0⁰ is 1', () => {
  fc.assert(
    fc.property(signed, fc.integer({ min: 0, max: 70 }), (x, y) => {
      const power = BigInt(x) ** BigInt(y)
      expect(i32.pow(x, y)).toBe(Number(BigInt.asIntN(32, power)))
      expect(u32.pow(x >>> 0, y)).toBe(Number(BigInt.asUintN(32, power)))
    }),
  )
  expect([i32.pow(0, 0), u32.pow(0, 0), u32.pow(3, ONES)]).toEqual([1, 1, 2863311531])
})

test('a negative power is 0 but for 1 and −1', () => {
  const powers = [2, 1, 0, -1, -2, MIN].map((x) => [
    i32.pow(x, -1),
    i32.pow(x, -2),
    i32.pow(x, MIN),
  ])
  expect(powers).toEqual([
    [0, 0, 0],
    [1, 1, 1],
    [0, 0, 0],
    [-1, 1, 1],
    [0, 0, 0],
    [0, 0, 0],
  ])
})

test('a shift by the width or more, or by a negative number, leaves 0 or the sign', () => {
  for (const by of [32, 33, MAX, -1, MIN]) {
    expect([i32.shiftLeft(5, by), i32.shiftRightLogical(-5, by)]).toEqual([0, 0])
    expect([i32.shiftRightArithmetic(5, by), i32.shiftRightArithmetic(-5, by)]).toEqual([0, -1])
  }
  for (const by of [32, 33, ONES]) {
    expect([u32.shiftLeft(5, by), u32.shiftRightLogical(ONES, by)]).toEqual([0, 0])
    expect([u32.shiftRightArithmetic(5, by), u32.shiftRightArithmetic(ONES, by)]).toEqual([0, ONES])
  }
})

test('a shift within the width multiplies or divides by a power of two', () => {
  expect([1, 3, -1].map((x) => i32.shiftLeft(x, 31))).toEqual([MIN, MIN, MIN])
  expect([31, 1, 0].map((by) => i32.shiftRightLogical(-1, by))).toEqual([1, MAX, -1])
  expect([-16, -15, 15].map((x) => i32.shiftRightArithmetic(x, 2))).toEqual([-4, -4, 3])
  expect([1, 3].map((x) => u32.shiftLeft(x, 31))).toEqual([2147483648, 2147483648])
  expect([31, 4, 0].map((by) => u32.shiftRightLogical(ONES, by))).toEqual([1, 268435455, ONES])
  expect([ONES, 2147483648, 16].map((x) => u32.shiftRightArithmetic(x, 2))).toEqual([
    ONES,
    3758096384,
    4,
  ])
})

test('logic works bit by bit, in range', () => {
  expect([i32.and(-1, 6), i32.or(MIN, 1), i32.xor(-1, 1), i32.not(0)]).toEqual([
    6, -2147483647, -2, -1,
  ])
  expect([u32.and(ONES, 6), u32.or(2147483648, 1), u32.xor(ONES, 1), u32.not(0)]).toEqual([
    6,
    2147483649,
    4294967294,
    ONES,
  ])
})

test('the logic of bools is the truth table', () => {
  const rows = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ] as const
  expect(rows.map(([x, y]) => bitwise.bool.and(x, y))).toEqual([0, 0, 0, 1])
  expect(rows.map(([x, y]) => bitwise.bool.or(x, y))).toEqual([0, 1, 1, 1])
  expect(rows.map(([x, y]) => bitwise.bool.xor(x, y))).toEqual([0, 1, 1, 0])
  expect([bitwise.bool.not(0), bitwise.bool.not(1)]).toEqual([1, 0])
})

test('max and min order whole numbers', () => {
  expect([i32.max(MIN, 3), i32.min(MIN, 3), u32.max(ONES, 3), u32.min(ONES, 3)]).toEqual([
    3,
    MIN,
    ONES,
    3,
  ])
})
