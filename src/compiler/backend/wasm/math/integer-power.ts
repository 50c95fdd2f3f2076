// Powers of whole numbers by repeated squaring, four at a time, by the rules of language/scalar/integer.ts.
import { call, type Expr, i32, op, splatBytes } from '../assembler/index.ts'
import type { Site } from '../library.ts'
import type { Integer } from './integer.ts'

/** x^y on i32x4, wrapping; a negative power is 0 but for x = ±1. */
export const integerPower = (dtype: Integer, { library }: Site, x: Expr, y: Expr): Expr => {
  const callee = library.use(`pow ${dtype}`, ['v128', 'v128'], ['v128'], (pen) => {
    const one = pen.constant(splatBytes(new Int32Array([1])))
    const zero = pen.constant(new Uint8Array(16))
    const [base = one, exponent = one] = pen.params
    const isNegative = pen.keep(dtype === 'i32' ? op('i32x4.lt_s', exponent, zero) : zero)
    // of a negative power, the last bit says the sign
    const odd = op('v128.and', exponent, one)
    const rest = pen.keep(op('v128.bitselect', odd, exponent, isNegative))
    const square = pen.keep(base)
    const result = pen.keep(one)
    pen.block((leave) => {
      pen.loop(() => {
        leave(op('i32.eqz', op('v128.any_true', rest)))
        const isOdd = op('i32x4.eq', op('v128.and', rest, one), one)
        pen.set(result, op('v128.bitselect', op('i32x4.mul', result, square), result, isOdd))
        pen.set(square, op('i32x4.mul', square, square))
        pen.set(rest, op('i32x4.shr_u', rest, i32(1)))
        return i32(1)
      })
    })
    const isUnit = op('i32x4.eq', op('i32x4.abs', base), one)
    pen.give(op('v128.and', result, op('v128.or', isUnit, op('v128.not', isNegative))))
  })
  return call(callee, x, y)
}
