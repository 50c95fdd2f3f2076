// x^y, in the steps of language/scalar/power.ts; a function of whole vectors, as it is long.
import { constants } from '../../../../language/scalar/index.ts'
import { type Expr, type Local, op } from '../assembler/index.ts'
import { constantFactor, factor, productError } from './double-double.ts'
import { exp, scaled } from './exp.ts'
import { demoted, promoted } from './halves.ts'
import { type Lanes, lanes } from './lanes.ts'
import { logOfNormal, splitAny } from './log.ts'

/** a^y for finite a > 0 and finite y ≠ 0, in f64: 2 to the power y log₂ a, in two doubles. */
const positivePower = (to: Lanes, a: Local, exponent: Local): Expr => {
  const { number, keep, add, sub, mul, div } = to
  const { largestExponent, third, twoLog2e, ln2, highest, lowest } = constants.power
  const y = keep(to.atMost(to.atLeast(exponent, number(-largestExponent)), number(largestExponent)))
  const { k, m } = splitAny(to, a)
  // s + sLow = (m − 1) / (m + 1)
  const f = keep(sub(m, number(1)))
  const d = keep(add(m, number(1)))
  const dLow = sub(m, sub(d, number(1)))
  const s = keep(div(f, d))
  const sFactor = factor(to, s)
  const sd = keep(mul(s, d))
  const sdError = productError(to, sFactor, factor(to, d), sd)
  const sLow = keep(div(sub(sub(sub(f, sd), sdError), mul(s, dLow)), d))
  // z + zLow = s²
  const z = keep(mul(s, s))
  const zLow = keep(add(productError(to, sFactor, sFactor, z), mul(mul(number(2), s), sLow)))
  // w + wLow = atanh s / s − 1
  const [thirdHigh, thirdLow] = third
  const t3 = keep(mul(z, number(thirdHigh)))
  const t3Error = productError(to, factor(to, z), constantFactor(to, thirdHigh), t3)
  const t3Low = add(t3Error, add(mul(z, number(thirdLow)), mul(zLow, number(thirdHigh))))
  const higher = keep(mul(mul(z, z), to.polynomial(constants.power.a, z)))
  const w = keep(add(t3, higher))
  const wLow = keep(add(add(sub(t3, w), higher), t3Low))
  // t + tLow = atanh s
  const sw = keep(mul(s, w))
  const t = keep(add(s, sw))
  const swError = productError(to, sFactor, factor(to, w), sw)
  const swLow = add(add(swError, add(mul(s, wLow), mul(sLow, w))), sLow)
  const tLow = keep(add(add(sub(s, t), sw), swLow))
  // l + lLow = log₂ a
  const [log2eHigh, log2eLow] = twoLog2e
  const log2m = keep(mul(t, number(log2eHigh)))
  const log2mError = productError(to, factor(to, t), constantFactor(to, log2eHigh), log2m)
  const log2mLow = add(log2mError, add(mul(t, number(log2eLow)), mul(tLow, number(log2eHigh))))
  const l = keep(add(k, log2m))
  const lLow = keep(add(add(sub(k, l), log2m), log2mLow))
  // p + pLow = y log₂ a
  const p = keep(mul(y, l))
  const pLow = keep(add(productError(to, factor(to, y), factor(to, l), p), mul(y, lLow)))
  // r + rLow = p + pLow − n
  const shifted = number(constants.exp.f64.rounder + 2 * to.bias)
  const word = keep(add(p, shifted))
  const n = keep(sub(word, shifted))
  const whole = keep(sub(p, n))
  const r = keep(add(whole, pLow))
  const rLow = add(sub(whole, r), pLow)
  // g + gLow = (r + rLow) ln 2
  const [ln2High, ln2Low] = ln2
  const g = keep(mul(r, number(ln2High)))
  const gError = productError(to, factor(to, r), constantFactor(to, ln2High), g)
  const gLow = keep(add(gError, add(mul(r, number(ln2Low)), mul(rLow, number(ln2High)))))
  const curve = mul(mul(g, g), to.polynomial(constants.exp.f64.q, g))
  const power = add(number(1), add(g, add(curve, add(gLow, mul(g, gLow)))))
  // a power out of range is replaced by ∞, or made 0
  const within = to.select(to.gt(p, number(highest)), number(Infinity), scaled(to, power, word))
  return op('v128.andnot', within, to.lt(p, number(lowest)))
}

/** The special cases around the power of positive numbers. */
const specially = (to: Lanes, x: Local, y: Local, a: Local, positive: Expr): Expr => {
  const { number, keep, mul, floor, eq, ne, lt, gt, and, or, xor, select } = to
  const one = number(1)
  const infinity = number(Infinity)
  const integer = keep(eq(floor(y), y))
  const half = keep(mul(number(0.5), y))
  const odd = op('v128.andnot', integer, eq(floor(half), half))
  // where the magnitude is 0, 1 or ∞
  const extreme = keep(or(or(eq(a, number(0)), eq(a, infinity)), eq(to.abs(y), infinity)))
  const apart = xor(gt(a, one), gt(y, number(0)))
  const limit = select(eq(a, one), one, op('v128.andnot', infinity, apart))
  const magnitude = select(extreme, limit, positive)
  const signed = xor(magnitude, and(and(odd, x), to.word(-0x80000000)))
  const noNumber = op('v128.andnot', op('v128.andnot', lt(x, number(0)), integer), extreme)
  const nan = or(noNumber, or(ne(x, x), ne(y, y)))
  return select(or(eq(y, number(0)), eq(x, one)), one, or(signed, nan))
}

/** exp (y log a) for finite a > 0, as f64. */
const byLogarithm = (double: Lanes, a: Local, y: Local): Expr =>
  exp(double, double.keep(double.mul(y, double.keep(logOfNormal(double, a)))))

/** x^y */
export const pow = (to: Lanes, x: Local, y: Local): Expr => {
  const a = to.keep(to.abs(x))
  if (to.dtype === 'f64') return specially(to, x, y, a, positivePower(to, a, y))
  const { site } = to
  const double = lanes(site, 'f64')
  const [a0, a1] = promoted(site.pen, a)
  const [y0, y1] = promoted(site.pen, y)
  const positive = demoted(byLogarithm(double, a0, y0), byLogarithm(double, a1, y1))
  return specially(to, x, y, a, positive)
}
