// Distributions by the inverse of their distribution function, one uniform number an element.
import type { Value } from '../language/level/index.ts'
import {
  abs,
  cos,
  div,
  full,
  log,
  log1p,
  mul,
  neg,
  sign,
  sin,
  sub,
} from '../language/primitives/index.ts'
import type { Float, Sizes } from '../shape/index.ts'
import { type Draw, draw } from './draw.ts'
import { epsilon, neighbour, tiny } from './float.ts'
import { between, unit } from './uniform.ts'

// biome-ignore lint/suspicious/noApproximativeNumericConstant: exactly this double is meant
const pi = 3.141592653589793

/** Uniform in [min, 1). */
const from = (key: Value, shape: Sizes, dtype: Float, min: number): Value =>
  between(key, shape, dtype, { min, max: 1 })

/** Waiting times of rate 1: −ln(1 − u).
 *  @example random.exponential(random.key(42), []) // => scalar(0.670817494392395) */
export const exponential: Draw<'exponential'> = draw('exponential', (key, shape, dtype) =>
  neg(log1p(neg(unit(key, shape, dtype)))),
)

/** Laplace numbers of mean 0 and scale 1: sign u · ln(1 − |u|), u in (−1, 1).
 *  @example random.laplace(random.key(42), []) // => scalar(0.022839652374386787) */
export const laplace: Draw<'laplace'> = draw('laplace', (key, shape, dtype) => {
  const u = from(key, shape, dtype, neighbour(-1, dtype, 'above'))
  return mul(sign(u), log1p(neg(abs(u))))
})

/** Logistic numbers of mean 0 and scale 1: ln u − ln(1 − u).
 *  @example random.logistic(random.key(42), []) // => scalar(-0.0451694130897522) */
export const logistic: Draw<'logistic'> = draw('logistic', (key, shape, dtype) => {
  const u = from(key, shape, dtype, tiny[dtype])
  return sub(log(u), log1p(neg(u)))
})

/** Cauchy numbers of median 0 and scale 1: tan π(u − ½).
 *  @example random.cauchy(random.key(42), []) // => scalar(-0.03548463433980942) */
export const cauchy: Draw<'cauchy'> = draw('cauchy', (key, shape, dtype) => {
  const u = from(key, shape, dtype, epsilon[dtype])
  const angle = mul(full(u, pi), sub(u, full(u, 0.5)))
  return div(sin(angle), cos(angle))
})
