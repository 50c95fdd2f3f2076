// log x and log (1 + x), in the steps of language/scalar/log.ts.
import { constants, f32ToI32, highWord } from '../../../../language/scalar/index.ts'
import { type Expr, i32, type Local, op } from '../assembler/index.ts'
import type { Lanes } from './lanes.ts'

/** 2⁵²: the bits of a sum with it end in a whole number. */
const LOW_BITS = 4503599627370496

/** Keeps exponents of f64 positive, whose shift has no sign: they are at least those of the subnormals. */
const ABOVE = 64

interface Parts {
  /** x = 2ᵏ m */
  readonly k: Local
  readonly m: Local
}

/** The bits of x > 0 cut at √½; where they were `lifted`, by so much in the exponent, k is less by that. */
export const split = (to: Lanes, x: Expr, lifted?: Expr): Parts => {
  const { dtype, significand, bias, number, word, keep, sub, addBits, subBits } = to
  const { sqrtHalf, one } = constants.log[dtype]
  const above = (dtype === 'f32' ? -bias : ABOVE) << (significand % 32)
  const origin = word(one - sqrtHalf + above)
  const bits = keep(addBits(x, lifted === undefined ? origin : subBits(origin, lifted)))
  const k =
    dtype === 'f32'
      ? op('f32x4.convert_i32x4_s', op('i32x4.shr_s', bits, i32(significand)))
      : // an integer in the low bits of 2⁵²
        sub(
          to.or(to.shiftRight(bits, significand), number(LOW_BITS)),
          number(LOW_BITS + bias + ABOVE),
        )
  const below = dtype === 'f32' ? word(0x7fffff) : word(0xfffff, -1)
  return { k: keep(k), m: keep(addBits(to.and(bits, below), word(sqrtHalf))) }
}

/** The same where x may be subnormal: it is brought among the normal numbers first. */
export const splitAny = (to: Lanes, x: Local): Parts => {
  const { normal, lift, one } = constants.log[to.dtype]
  // times 1 or `lift`, whose bits differ by `lifted`
  const liftBits = to.dtype === 'f32' ? f32ToI32(lift) : highWord(lift)
  const lifted = to.keep(to.and(to.lt(x, to.number(normal)), to.word(liftBits - one)))
  return split(to, to.mul(x, to.addBits(lifted, to.word(one))), lifted)
}

/** k ln 2 + log (1 + f), `rest` added to the small terms. */
const assemble = (to: Lanes, k: Local, f: Local, rest?: Expr): Expr => {
  const { number, keep, add, sub, mul, div } = to
  const { ln2High, ln2Low, r } = constants.log[to.dtype]
  const s = keep(div(f, add(number(2), f)))
  const z = keep(mul(s, s))
  const R = mul(z, to.polynomial(r, z))
  const halfSquare = keep(mul(mul(number(0.5), f), f))
  const low = mul(k, number(ln2Low))
  const small = add(mul(s, add(halfSquare, R)), rest === undefined ? low : add(low, rest))
  return add(mul(k, number(ln2High)), sub(f, sub(halfSquare, small)))
}

/** log x where 0 < x < ∞ is normal. */
export const logOfNormal = (to: Lanes, x: Local): Expr => {
  const { k, m } = split(to, x)
  return assemble(to, k, to.keep(to.sub(m, to.number(1))))
}

/** log x */
export const log = (to: Lanes, x: Local): Expr => {
  const { number, lt } = to
  const { k, m } = splitAny(to, x)
  const y = assemble(to, k, to.keep(to.sub(m, number(1))))
  // so far y is finite, whatever x is: a mask makes it NaN, ∞ or NaN replace it, −∞ is added
  const real = to.or(y, lt(x, number(0)))
  const bounded = to.select(lt(x, number(Infinity)), real, x)
  return to.add(bounded, to.and(to.eq(x, number(0)), number(-Infinity)))
}

/** log (1 + x) */
export const log1p = (to: Lanes, x: Local): Expr => {
  const { number, keep, sub, add, div, select, lt, gt, eq } = to
  const one = number(1)
  const u = keep(add(one, x))
  const { k, m } = split(to, u)
  const near = keep(eq(k, number(0)))
  // what u lost of 1 + x, relative to u
  const lost = div(select(gt(k, one), sub(one, sub(u, x)), sub(x, sub(u, one))), u)
  // near 0 nothing is lost: f is x itself
  const y = assemble(to, k, keep(select(near, x, sub(m, one))), op('v128.andnot', lost, near))
  const real = to.or(y, lt(x, number(-1)))
  const bounded = select(eq(x, number(Infinity)), x, real)
  // −0 is given its sign back
  return to.withSign(select(eq(x, number(-1)), number(-Infinity), bounded), x)
}
