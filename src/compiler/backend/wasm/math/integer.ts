// Division of whole numbers of 32 bits, by the rules of language/scalar/integer.ts.
// A quotient of two of them, rounded to f64, has the integer part of the exact one: 1 / y > 2⁻³² apart, 53 bits.
import { type Expr, type Local, op, splatBytes } from '../assembler/index.ts'
import type { Site } from '../library.ts'
import { halves, lowWords } from './halves.ts'

export type Integer = 'i32' | 'u32'

/** 1.5 · 2⁵²: a sum with it has the integer in its low 32 bits, modulo 2³². */
const ORIGIN = 6755399441055744

const quotient = (dtype: Integer, { pen }: Site, x: Local, y: Local): Expr => {
  const floats = (half: Expr): Expr =>
    op(`f64x2.convert_low_i32x4_${dtype === 'i32' ? 's' : 'u'}`, half)
  const origin = pen.constant(splatBytes(new Float64Array([ORIGIN])))
  const whole = (x: Expr, y: Expr): Expr =>
    op('f64x2.add', op('f64x2.trunc', op('f64x2.div', x, y)), origin)
  const [x0, x1] = halves(pen, floats, x)
  const [y0, y1] = halves(pen, floats, y)
  // by 0, all ones
  const byZero = op('i32x4.eq', y, pen.constant(new Uint8Array(16)))
  return op('v128.or', lowWords(whole(x0, y0), whole(x1, y1)), byZero)
}

type Division = (site: Site, x: Expr, y: Expr) => Expr

const of = (dtype: Integer): Readonly<Record<'div' | 'rem', Division>> => ({
  div: (site, x, y) => quotient(dtype, site, site.pen.keep(x), site.pen.keep(y)),
  // by 0 the quotient times y is 0, and x is left
  rem: (site, x, y) => {
    const dividend = site.pen.keep(x)
    const divisor = site.pen.keep(y)
    const product = op('i32x4.mul', quotient(dtype, site, dividend, divisor), divisor)
    return op('i32x4.sub', dividend, product)
  },
})

/** x / y and its remainder, on i32x4. */
export const division: Readonly<Record<Integer, Readonly<Record<'div' | 'rem', Division>>>> = {
  i32: of('i32'),
  u32: of('u32'),
}
