// What a product loses by rounding, as in language/scalar/double-double.ts, on vectors of f64 and on single ones.
import { constants } from '../../../../language/scalar/index.ts'
import { type Expr, f64, type Local, op, type Pen } from '../assembler/index.ts'
import type { Lanes } from './lanes.ts'

export type Arithmetic = Pick<Lanes, 'number' | 'keep' | 'add' | 'sub' | 'mul'>

/** The arithmetic of one f64. */
export const one = ({ keep }: Pen): Arithmetic => ({
  number: f64,
  keep,
  add: (x, y) => op('f64.add', x, y),
  sub: (x, y) => op('f64.sub', x, y),
  mul: (x, y) => op('f64.mul', x, y),
})

/** A factor, and the two halves of its 53 bits. */
export interface Factor {
  readonly value: Expr
  readonly high: Expr
  readonly low: Expr
}

export const factor = ({ number, keep, sub, mul }: Arithmetic, value: Local): Factor => {
  const c = keep(mul(number(constants.splitter), value))
  const high = keep(sub(c, sub(c, value)))
  return { value, high, low: keep(sub(value, high)) }
}

export const constantFactor = ({ number }: Arithmetic, value: number): Factor => {
  const c = constants.splitter * value
  const high = c - (c - value)
  return { value: number(value), high: number(high), low: number(value - high) }
}

/** a b − p, where p = a b was rounded. */
export const productError = ({ sub, mul }: Arithmetic, a: Factor, b: Factor, p: Local): Expr =>
  sub(
    mul(a.low, b.low),
    sub(sub(sub(p, mul(a.high, b.high)), mul(a.low, b.high)), mul(a.high, b.low)),
  )
