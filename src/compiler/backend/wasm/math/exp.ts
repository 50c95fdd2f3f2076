// eˣ and eˣ − 1, in the steps of language/scalar/exp.ts.
// n = round(x / ln 2) is never converted: added to a large number, it stands in the low bits of the sum.
import { constants } from '../../../../language/scalar/index.ts'
import type { Expr, Local } from '../assembler/index.ts'
import type { Lanes } from './lanes.ts'

interface Reduced {
  /** n, and a word whose low bits are n + offset. */
  readonly n: Local
  readonly word: Local
  /** x − n ln 2 = high − low, which is r when rounded. */
  readonly high: Local
  readonly low: Local
  readonly r: Local
  /** r² Q(r). */
  readonly curve: Expr
}

/** The offset must be even: a tie is rounded to even all the same. */
const reduce = (to: Lanes, x: Local, offset: number): Reduced => {
  const { add, sub, mul, number, keep } = to
  const { rounder, log2e, ln2High, ln2Low, q } = constants.exp[to.dtype]
  const shifted = number(rounder + offset)
  const word = keep(add(mul(x, number(log2e)), shifted))
  const n = keep(sub(word, shifted))
  const high = keep(sub(x, mul(n, number(ln2High))))
  const low = keep(mul(n, number(ln2Low)))
  const r = keep(sub(high, low))
  return { n, word, high, low, r, curve: mul(mul(r, r), to.polynomial(q, r)) }
}

/** eʳ */
const power = ({ dtype, add, sub, number }: Lanes, { high, low, r, curve }: Reduced): Expr =>
  add(number(1), dtype === 'f32' ? add(r, curve) : add(high, sub(curve, low)))

/** 2ⁿ p for a word whose low bits are n + 2 bias, with one rounding: two factors, each with a half of the offset as its bias. */
export const scaled = (to: Lanes, p: Expr, word: Local): Expr => {
  const { significand, keep, mul, subBits, shiftLeft, shiftRight } = to
  const half = keep(shiftLeft(shiftRight(word, 1), significand))
  return mul(mul(p, half), subBits(shiftLeft(word, significand), half))
}

/** eˣ */
export const exp = (to: Lanes, x: Local): Expr => {
  const { lowest, highest } = constants.exp[to.dtype]
  const a = to.keep(to.atMost(to.atLeast(x, to.number(lowest)), to.number(highest)))
  const reduced = reduce(to, a, 2 * to.bias)
  return scaled(to, power(to, reduced), reduced.word)
}

/** 2eˣ where neither 2eˣ nor its inverse comes near the end of the range. */
export const twiceExp = (to: Lanes, x: Local): Expr => {
  const { significand, bias, mul, shiftLeft } = to
  const reduced = reduce(to, x, bias + 1)
  return mul(power(to, reduced), shiftLeft(reduced.word, significand))
}

/** eˣ − 1 for x that is not below the least that matters. */
export const expm1Above = (to: Lanes, x: Local): Expr => {
  const { significand, bias, number, keep, add, sub, mul, shiftLeft } = to
  const a = keep(to.atMost(x, number(constants.exp[to.dtype].highest)))
  const { n, word, high, low, r, curve } = reduce(to, a, bias - 1)
  const rest = keep(add(curve, sub(sub(high, r), low)))
  // 2ⁿ eʳ − 1 = 2 ((h − ½) + h r + h rest), h = 2ⁿ⁻¹
  const h = keep(shiftLeft(word, significand))
  const base = keep(sub(h, number(0.5)))
  const slope = keep(mul(h, r))
  const sum = keep(add(base, slope))
  const error = sub(slope, sub(sum, base))
  const twice = mul(number(2), add(sum, add(error, mul(h, rest))))
  return to.select(to.eq(n, number(0)), add(r, rest), twice)
}

/** eˣ − 1 */
export const expm1 = (to: Lanes, x: Local): Expr => {
  const a = to.keep(to.atLeast(x, to.number(constants.exp[to.dtype].lowestMinus1)))
  // −0 is given its sign back
  return to.withSign(expm1Above(to, a), x)
}
