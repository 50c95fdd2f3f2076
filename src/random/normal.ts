// Normal numbers, by the inverse of their distribution function: whole, cut off, or as logarithms.
import type { Value } from '../language/level/index.ts'
import {
  add,
  div,
  erf,
  erfInv,
  exp,
  full,
  max as larger,
  mul,
  number,
  min as smaller,
} from '../language/primitives/index.ts'
import type { Float, Sizes } from '../shape/index.ts'
import { type Draw, draw } from './draw.ts'
import { neighbour } from './float.ts'
import { type Bounds, bounds, mustAscend } from './range.ts'
import { between, stretched, unit } from './uniform.ts'

const root2 = Math.sqrt(2)

/** √2 · erf⁻¹(u): normal where u is uniform in (−1, 1). */
const normalOf = (u: Value): Value => mul(full(u, root2), erfInv(u))

const standard = (key: Value, shape: Sizes, dtype: Float): Value =>
  normalOf(between(key, shape, dtype, { min: neighbour(-1, dtype, 'above'), max: 1 }))

/** Normal numbers, by default of mean 0 and standard deviation 1.
 *  @example random.normal(random.key(42), []) // => scalar(-0.02830461598932743) */
export const normal: Draw<'normal', { readonly mean?: number; readonly std?: number }> = draw<
  'normal',
  { readonly mean?: number; readonly std?: number }
>(
  'normal',
  (key, shape, dtype, { mean = 0, std = 1 }) => {
    const x = standard(key, shape, dtype)
    const scaled = std === 1 ? x : mul(x, full(x, std))
    return mean === 0 ? scaled : add(scaled, full(x, mean))
  },
  { mean: 'finite', std: 'notNegative' },
)

/** Standard normal numbers between min and max, both excluded: −2 and 2 unless given, as initializers have them.
 *  An infinite bound is none.
 *  @example random.truncatedNormal(random.key(42), []) // => scalar(-0.02701646089553833) */
export const truncatedNormal: Draw<'truncatedNormal', Partial<Bounds>> = draw<
  'truncatedNormal',
  Partial<Bounds>
>(
  'truncatedNormal',
  (key, shape, dtype, { min = -2, max = 2 }) => {
    mustAscend('truncatedNormal', { min, max })
    const share = (x: number): Value => erf(div(number(x, dtype), number(root2, dtype)))
    const x = normalOf(stretched(unit(key, shape, dtype), share(min), share(max)))
    const [above, below] = [neighbour(min, dtype, 'above'), neighbour(max, dtype, 'below')]
    return smaller(larger(x, full(x, above)), full(x, below))
  },
  bounds,
)

/** Numbers whose logarithm is normal, of mean 0 and standard deviation 1.
 *  @example random.logNormal(random.key(42), []) // => scalar(0.9720922112464905) */
export const logNormal: Draw<'logNormal'> = draw('logNormal', (key, shape, dtype) =>
  exp(standard(key, shape, dtype)),
)
