// The arithmetic of whole numbers of 32 bits, which wraps, and the logic of bools, which are 0 or 1.
// x / 0 is −1 (all ones), MIN / −1 is MIN, x rem 0 is x: RISC-V's rules, as XLA takes them.
import type { Binary, Bitwise, IntegerArithmetic } from './arithmetic.ts'

const WIDTH = 32

/** x^y for y ≥ 0 by repeated squaring, wrapping. */
const squaring = (x: number, y: number): number => {
  let result = 1
  let square = x
  for (let rest = y >>> 0; rest > 0; rest >>>= 1) {
    if (rest & 1) result = Math.imul(result, square)
    square = Math.imul(square, square)
  }
  return result
}

/** x^y in i32; a negative power is 0 but for x = ±1, as in StableHLO. */
const powI32: Binary = (x, y) => {
  if (y >= 0) return squaring(x, y) | 0
  return x === 1 || x === -1 ? squaring(x, y & 1) | 0 : 0
}

const within = (y: number): boolean => y >= 0 && y < WIDTH

const signed: IntegerArithmetic = {
  add: (x, y) => (x + y) | 0,
  sub: (x, y) => (x - y) | 0,
  mul: (x, y) => Math.imul(x, y),
  div: (x, y) => (y === 0 ? -1 : (x / y) | 0),
  rem: (x, y) => (y === 0 ? x : (x % y) | 0),
  pow: powI32,
  max: (x, y) => (x > y ? x : y),
  min: (x, y) => (x < y ? x : y),
  neg: (x) => (0 - x) | 0,
  abs: (x) => (x < 0 ? (0 - x) | 0 : x),
  sign: (x) => (x > 0 ? 1 : x < 0 ? -1 : 0),
  and: (x, y) => x & y,
  or: (x, y) => x | y,
  xor: (x, y) => x ^ y,
  not: (x) => ~x,
  shiftLeft: (x, y) => (within(y) ? x << y : 0),
  shiftRightLogical: (x, y) => (within(y) ? (x >>> y) | 0 : 0),
  shiftRightArithmetic: (x, y) => x >> (within(y) ? y : WIDTH - 1),
}

const unsigned: IntegerArithmetic = {
  add: (x, y) => (x + y) >>> 0,
  sub: (x, y) => (x - y) >>> 0,
  mul: (x, y) => Math.imul(x, y) >>> 0,
  div: (x, y) => (y === 0 ? 0xffffffff : (x / y) >>> 0),
  rem: (x, y) => (y === 0 ? x : x % y),
  pow: (x, y) => squaring(x, y) >>> 0,
  max: (x, y) => (x > y ? x : y),
  min: (x, y) => (x < y ? x : y),
  neg: (x) => (0 - x) >>> 0,
  abs: (x) => x,
  sign: (x) => (x > 0 ? 1 : 0),
  and: (x, y) => (x & y) >>> 0,
  or: (x, y) => (x | y) >>> 0,
  xor: (x, y) => (x ^ y) >>> 0,
  not: (x) => ~x >>> 0,
  shiftLeft: (x, y) => (within(y) ? (x << y) >>> 0 : 0),
  shiftRightLogical: (x, y) => (within(y) ? x >>> y : 0),
  shiftRightArithmetic: (x, y) => (x >> (within(y) ? y : WIDTH - 1)) >>> 0,
}

const logic: Bitwise = {
  and: (x, y) => x & y,
  or: (x, y) => x | y,
  xor: (x, y) => x ^ y,
  not: (x) => 1 - x,
}

export const integer: Readonly<Record<'i32' | 'u32', IntegerArithmetic>> = {
  i32: signed,
  u32: unsigned,
}

export const bitwise: Readonly<Record<'i32' | 'u32' | 'bool', Bitwise>> = {
  i32: signed,
  u32: unsigned,
  bool: logic,
}
