// tanh x, in the steps of language/scalar/tanh.ts.
import { constants } from '../../../../language/scalar/index.ts'
import type { Expr, Local } from '../assembler/index.ts'
import { expm1Above, twiceExp } from './exp.ts'
import type { Lanes } from './lanes.ts'

/** From e²⁰ > 2²⁶ on, 1 − 2 / (e²ˣ + 1) is 1 in f32. */
const SATURATED = 20

const single = (to: Lanes, x: Local): Expr => {
  const { number, keep, add, sub, mul, div } = to
  const { cut, t } = constants.tanh.f32
  const a = keep(to.abs(x))
  const z = keep(mul(x, x))
  const near = add(x, mul(mul(x, z), to.polynomial(t, z)))
  // 2 / (e + 1) = 4 / (2 e + 2), and 2 e is one step nearer than e
  const twice = twiceExp(to, keep(to.atMost(add(a, a), number(SATURATED))))
  const far = sub(number(1), div(number(4), add(twice, number(2))))
  return to.withSign(to.select(to.lt(a, number(cut)), near, far), x)
}

const double = (to: Lanes, x: Local): Expr => {
  const { number, keep, add, sub, div } = to
  const a = keep(to.abs(x))
  const t = keep(expm1Above(to, keep(add(a, a))))
  const near = keep(to.lt(a, number(constants.tanh.f64.cut)))
  const ratio = keep(div(to.select(near, t, number(2)), add(t, number(2))))
  return to.withSign(to.select(near, ratio, sub(number(1), ratio)), x)
}

/** tanh x */
export const tanh = (to: Lanes, x: Local): Expr =>
  to.dtype === 'f32' ? single(to, x) : double(to, x)
