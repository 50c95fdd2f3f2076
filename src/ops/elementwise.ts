// Functions of one number, element by element.

import type { Value } from '../language/level/index.ts'
import * as language from '../language/primitives/index.ts'
import { type Unary, unary } from './unary.ts'

/** −x.  @example neg(tensor([1, -2])) // => tensor([-1, 2]) */
export const neg: Unary<'neg', 'number'> = unary('neg', 'number', language.neg)

/** |x|; its derivative at 0 is 1, as in JAX.  @example abs(tensor([1, -2])) // => tensor([1, 2]) */
export const abs: Unary<'abs', 'number'> = unary('abs', 'number', language.abs)

/** −1, 0 or 1, as x is negative, zero or positive.  @example sign(tensor([3, -2])) // => tensor([1, -1]) */
export const sign: Unary<'sign', 'number'> = unary('sign', 'number', language.sign)

/** x².  @example square(tensor([3, -2])) // => tensor([9, 4]) */
export const square: Unary<'square', 'number'> = unary('square', 'number', (x) =>
  language.mul(x, x),
)

/** √x, correctly rounded; NaN below 0.  @example sqrt(tensor([4, 9])) // => tensor([2, 3]) */
export const sqrt: Unary<'sqrt', 'float'> = unary('sqrt', 'float', language.sqrt)

/** 1 / √x.  @example rsqrt(tensor([4, 16])) // => tensor([0.5, 0.25]) */
export const rsqrt: Unary<'rsqrt', 'float'> = unary('rsqrt', 'float', language.rsqrt)

/** 1 / x.  @example reciprocal(tensor([4, -2])) // => tensor([0.25, -0.5]) */
export const reciprocal: Unary<'reciprocal', 'float'> = unary('reciprocal', 'float', (x) =>
  language.div(language.full(x, 1), x),
)

/** eˣ.  @example exp(tensor([0, 1])) // => tensor([1, 2.7182817459106445]) */
export const exp: Unary<'exp', 'float'> = unary('exp', 'float', language.exp)

/** eˣ − 1, exact near 0.  @example expm1(tensor([0, 1e-8])) // => tensor([0, 1e-8]) */
export const expm1: Unary<'expm1', 'float'> = unary('expm1', 'float', language.expm1)

/** The natural logarithm of x; NaN below 0.  @example log(tensor([1, 0])) // => tensor([0, -1 / 0]) */
export const log: Unary<'log', 'float'> = unary('log', 'float', language.log)

/** The natural logarithm of 1 + x, exact near 0.  @example log1p(tensor([0, 1e-8])) // => tensor([0, 1e-8]) */
export const log1p: Unary<'log1p', 'float'> = unary('log1p', 'float', language.log1p)

/** The sine of x, in radians.  @example sin(tensor([0])) // => tensor([0]) */
export const sin: Unary<'sin', 'float'> = unary('sin', 'float', language.sin)

/** The cosine of x, in radians.  @example cos(tensor([0])) // => tensor([1]) */
export const cos: Unary<'cos', 'float'> = unary('cos', 'float', language.cos)

/** The hyperbolic tangent of x.  @example tanh(tensor([0, 100])) // => tensor([0, 1]) */
export const tanh: Unary<'tanh', 'float'> = unary('tanh', 'float', language.tanh)

/** The error function, 2/√π ∫₀ˣ e^−t² dt.  @example erf(tensor([0, 10])) // => tensor([0, 1]) */
export const erf: Unary<'erf', 'float'> = unary('erf', 'float', language.erf)

/** The inverse of erf; ±∞ at ±1, NaN beyond.  @example erfInv(tensor([0, 1])) // => tensor([0, 1 / 0]) */
export const erfInv: Unary<'erfInv', 'float'> = unary('erfInv', 'float', language.erfInv)

/** The largest whole number that is not more than x.  @example floor(tensor([1.5, -1.5])) // => tensor([1, -2]) */
export const floor: Unary<'floor', 'float'> = unary('floor', 'float', language.floor)

/** The smallest whole number that is not less than x.  @example ceil(tensor([1.5, -1.5])) // => tensor([2, -1]) */
export const ceil: Unary<'ceil', 'float'> = unary('ceil', 'float', (x) =>
  language.neg(language.floor(language.neg(x))),
)

/** The whole number nearest to x, the even one of two.  IEEE 754 roundTiesToEven; its derivative is 0.
 *  @example round(tensor([0.5, 1.5, 2.6])) // => tensor([0, 2, 3]) */
export const round: Unary<'round', 'float'> = unary('round', 'float', (x) => rounded(x))

/** Beside 2²³ (f32) or 2⁵² no fraction has room: adding it rounds |x|, and ties to even, for so does addition. */
const rounded = (x: Value): Value => {
  const whole = language.full(x, x.dtype === 'f32' ? 8388608 : 4503599627370496)
  const size = language.abs(language.stopGradient(x))
  const nearest = language.sub(language.add(size, whole), whole)
  const signed = language.select(below(x, 0), language.neg(nearest), nearest)
  // what is larger has no fraction; nor has a zero, which keeps its sign
  const fractional = language.and(
    language.compare(size, whole, 'lt'),
    language.compare(size, language.full(size, 0), 'gt'),
  )
  return language.select(fractional, signed, language.stopGradient(x))
}

const below = (x: Value, bound: number): Value => language.compare(x, language.full(x, bound), 'lt')
