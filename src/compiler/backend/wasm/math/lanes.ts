// Operations on all lanes of a vector of floats, written once for f32x4 and f64x2, and the layout of their bits.
// Masks are all ones or all zeros in a lane; x may be pushed several times where it is a Local.
import type { Float } from '../../../../shape/index.ts'
import { type Expr, i32, type Local, op, splatBytes } from '../assembler/index.ts'
import type { Site } from '../library.ts'

type Of1 = (x: Expr) => Expr
type Of2 = (x: Expr, y: Expr) => Expr

export interface Lanes {
  readonly site: Site
  readonly dtype: Float
  /** The bits of a float. */
  readonly width: number
  /** How many bits of a float stand below its exponent, and the exponent of 1. */
  readonly significand: number
  readonly bias: number
  /** This number in every lane. */
  readonly number: (x: number) => Expr
  /** These bits in every lane: of an f64 the upper 32, the lower being 0 if not given. */
  readonly word: (bits: number, low?: number) => Expr
  readonly keep: (x: Expr) => Local
  readonly add: Of2
  readonly sub: Of2
  readonly mul: Of2
  readonly div: Of2
  readonly neg: Of1
  readonly abs: Of1
  readonly sqrt: Of1
  readonly floor: Of1
  /** The lesser, and the greater; x itself where it is NaN. */
  readonly atMost: Of2
  readonly atLeast: Of2
  readonly lt: Of2
  readonly le: Of2
  readonly gt: Of2
  readonly ge: Of2
  readonly eq: Of2
  readonly ne: Of2
  readonly and: Of2
  readonly or: Of2
  readonly xor: Of2
  /** x where the mask is set, else y. */
  readonly select: (mask: Expr, x: Expr, y: Expr) => Expr
  /** Arithmetic on bits taken as integers, which wraps. */
  readonly addBits: Of2
  readonly subBits: Of2
  readonly shiftLeft: (x: Expr, by: number) => Expr
  readonly shiftRight: (x: Expr, by: number) => Expr
  /** The polynomial with these coefficients, the highest power first, by Horner's rule. */
  readonly polynomial: (coefficients: readonly number[], x: Local) => Expr
  /** What is ≥ 0, or has the sign of x, with the sign of x. */
  readonly withSign: Of2
}

const layout = {
  f32: { floats: 'f32x4', integers: 'i32x4', width: 32, significand: 23, bias: 127 },
  f64: { floats: 'f64x2', integers: 'i64x2', width: 64, significand: 52, bias: 1023 },
} as const

export const lanes = (site: Site, dtype: Float): Lanes => {
  const { pen } = site
  const { floats, integers, width, significand, bias } = layout[dtype]
  const add: Of2 = (x, y) => op(`${floats}.add`, x, y)
  const mul: Of2 = (x, y) => op(`${floats}.mul`, x, y)
  const and: Of2 = (x, y) => op('v128.and', x, y)
  const or: Of2 = (x, y) => op('v128.or', x, y)
  const number = (x: number): Expr =>
    pen.constant(splatBytes(dtype === 'f32' ? new Float32Array([x]) : new Float64Array([x])))
  const word = (bits: number, low = 0): Expr =>
    pen.constant(splatBytes(new Int32Array(dtype === 'f32' ? [bits] : [low, bits])))
  return {
    site,
    dtype,
    width,
    significand,
    bias,
    number,
    word,
    keep: pen.keep,
    add,
    sub: (x, y) => op(`${floats}.sub`, x, y),
    mul,
    div: (x, y) => op(`${floats}.div`, x, y),
    neg: (x) => op(`${floats}.neg`, x),
    abs: (x) => op(`${floats}.abs`, x),
    sqrt: (x) => op(`${floats}.sqrt`, x),
    floor: (x) => op(`${floats}.floor`, x),
    atMost: (x, y) => op(`${floats}.pmin`, x, y),
    atLeast: (x, y) => op(`${floats}.pmax`, x, y),
    lt: (x, y) => op(`${floats}.lt`, x, y),
    le: (x, y) => op(`${floats}.le`, x, y),
    gt: (x, y) => op(`${floats}.gt`, x, y),
    ge: (x, y) => op(`${floats}.ge`, x, y),
    eq: (x, y) => op(`${floats}.eq`, x, y),
    ne: (x, y) => op(`${floats}.ne`, x, y),
    and,
    or,
    xor: (x, y) => op('v128.xor', x, y),
    select: (mask, x, y) => op('v128.bitselect', x, y, mask),
    addBits: (x, y) => op(`${integers}.add`, x, y),
    subBits: (x, y) => op(`${integers}.sub`, x, y),
    shiftLeft: (x, by) => op(`${integers}.shl`, x, i32(by)),
    shiftRight: (x, by) => op(`${integers}.shr_u`, x, i32(by)),
    polynomial: ([first = 0, ...rest], x) =>
      rest.reduce((p, c) => pen.keep(add(mul(p, x), number(c))), number(first)),
    withSign: (magnitude, x) => or(magnitude, and(x, word(-0x80000000))),
  }
}
