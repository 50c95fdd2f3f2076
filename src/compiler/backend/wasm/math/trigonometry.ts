// sin x and cos x, in the steps of language/scalar/trigonometry.ts: both polynomials, of which a lane takes one.
import { constants } from '../../../../language/scalar/index.ts'
import { type Expr, type Local, op } from '../assembler/index.ts'
import { demoted, lowWords, promoted } from './halves.ts'
import type { Lanes } from './lanes.ts'
import { correctLarge, type Reduced, reduceSmall } from './reduce.ts'

const SIGN = -0x80000000

/** sin (r + low), |r| ≤ π/4 */
const sine = (to: Lanes, r: Local, low: Local): Expr => {
  const { number, keep, add, sub, mul } = to
  const { s, s1 } = constants.sine[to.dtype]
  const z = keep(mul(r, r))
  if (to.dtype === 'f32') return add(r, mul(mul(r, z), to.polynomial([...s, s1], z)))
  const v = keep(mul(z, r))
  const S = to.polynomial(s, z)
  const bend = sub(mul(z, sub(mul(number(0.5), low), mul(v, S))), low)
  return sub(r, sub(bend, mul(v, number(s1))))
}

/** cos (r + low), |r| ≤ π/4 */
const cosine = (to: Lanes, r: Local, low: Local): Expr => {
  const { number, keep, add, sub, mul } = to
  const z = keep(mul(r, r))
  const C = to.polynomial(constants.sine[to.dtype].c, z)
  const half = keep(mul(number(0.5), z))
  const w = keep(sub(number(1), half))
  const lost = sub(sub(number(1), w), half)
  const curve = to.dtype === 'f32' ? mul(mul(z, z), C) : sub(mul(z, mul(z, C)), mul(r, low))
  return add(w, add(lost, curve))
}

/** The quarter turns of angles ≥ 0 and what is left, in lanes of their own dtype. */
const reduced = (to: Lanes, x: Local): Reduced => {
  const { site, dtype, keep } = to
  const large = op('v128.any_true', to.ge(x, to.number(constants.angle.large)))
  if (dtype === 'f64') {
    const all = reduceSmall(site, dtype, x)
    site.pen.when(large, () => correctLarge(site, x, all))
    return all
  }
  const [lower, upper] = promoted(site.pen, x)
  const first = reduceSmall(site, dtype, lower)
  const second = reduceSmall(site, dtype, upper)
  site.pen.when(large, () => {
    correctLarge(site, lower, first)
    correctLarge(site, upper, second)
  })
  const high = keep(demoted(first.high, second.high))
  return { turns: keep(lowWords(first.turns, second.turns)), high, low: high }
}

/** sin (x + quarters π/2), x ≥ 0; its sign changed where `sign` has the bit of the sign. */
const turned = (to: Lanes, x: Local, quarters: 0 | 1, sign?: Expr): Expr => {
  const { word, keep, and, xor, addBits, subBits, shiftLeft } = to
  const { turns, high, low } = reduced(to, x)
  const integer = (n: number): Expr => (to.dtype === 'f32' ? word(n) : word(0, n))
  const quarter = keep(quarters === 0 ? turns : addBits(turns, integer(quarters)))
  const odd = keep(subBits(integer(0), and(quarter, integer(1))))
  const value = to.select(odd, cosine(to, high, low), sine(to, high, low))
  // the second bit of the quarter moved to the place of the sign
  const second = and(shiftLeft(quarter, to.width - 2), word(SIGN))
  return xor(value, sign === undefined ? second : xor(second, sign))
}

/** sin x */
export const sin = (to: Lanes, x: Local): Expr => {
  const sign = to.keep(to.and(x, to.word(SIGN)))
  return turned(to, to.keep(to.abs(x)), 0, sign)
}

/** cos x */
export const cos = (to: Lanes, x: Local): Expr => turned(to, to.keep(to.abs(x)), 1)
