// erf x, in the steps of language/scalar/erf.ts.
import { constants } from '../../../../language/scalar/index.ts'
import type { Expr, Local } from '../assembler/index.ts'
import { twiceExp } from './exp.ts'
import type { Lanes } from './lanes.ts'

/** erfc a in f32. */
const complementF32 = (to: Lanes, a: Local): Expr => {
  const exponent = to.keep(to.polynomial(constants.erf.f32.far, a))
  return to.mul(to.number(0.5), twiceExp(to, exponent))
}

/** erfc a in f64. */
const complementF64 = (to: Lanes, a: Local): Expr => {
  const u = to.keep(to.div(to.number(1), to.add(a, to.number(3))))
  const exponential = twiceExp(to, to.keep(to.neg(to.mul(a, a))))
  return to.mul(to.mul(to.number(0.5), exponential), to.polynomial(constants.erf.f64.far, u))
}

/** erf x */
export const erf = (to: Lanes, x: Local): Expr => {
  const { number, keep, add, mul } = to
  const { cut, limit, near } = constants.erf[to.dtype]
  const a = keep(to.abs(x))
  const z = keep(mul(x, x))
  const small = add(x, mul(x, to.polynomial(near, z)))
  const bounded = keep(to.atMost(a, number(limit)))
  const complement = to.dtype === 'f32' ? complementF32(to, bounded) : complementF64(to, bounded)
  const large = to.withSign(to.sub(number(1), complement), x)
  return to.select(to.lt(a, number(cut)), small, large)
}
