// The inverse of erf, in the steps of language/scalar/erf-inv.ts: all pieces, of which a lane takes one.
import { constants } from '../../../../language/scalar/index.ts'
import type { Expr, Local } from '../assembler/index.ts'
import type { Lanes } from './lanes.ts'
import { log, log1p } from './log.ts'

/** log (1 − x²) */
const logOfRest = (to: Lanes, x: Local): Expr => {
  const { number, keep, add, sub, mul } = to
  return to.dtype === 'f32'
    ? log1p(to, keep(to.neg(mul(x, x))))
    : log(to, keep(mul(sub(number(1), x), add(number(1), x))))
}

/** The inverse error function; ±∞ at ±1, NaN beyond. */
export const erfInv = (to: Lanes, x: Local): Expr => {
  const { number, keep, sub, mul } = to
  const w = keep(to.neg(logOfRest(to, x)))
  const root = keep(to.sqrt(w))
  const pieces = constants.erfInv[to.dtype].map(({ end, origin, p }, i) => ({
    before: to.lt(w, number(end)),
    value: to.polynomial(p, keep(sub(i === 0 ? w : root, number(origin)))),
  }))
  const p = pieces.reduceRight<Expr>((rest, { before, value }) => to.select(before, value, rest), w)
  const outermost = to.eq(to.abs(x), number(1))
  return to.select(outermost, mul(x, number(Infinity)), mul(p, x))
}
