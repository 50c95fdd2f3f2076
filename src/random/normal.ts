// Normal numbers, by the inverse of their distribution function, whole or cut off.
import type { Value } from '../language/level/index.ts'
import {
  add,
  div,
  erf,
  erfInv,
  full,
  max as larger,
  mul,
  number,
  min as smaller,
} from '../language/primitives/index.ts'
import type { Float, Sizes } from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { neighbour } from './neighbour.ts'
import {
  type Checked,
  type DrawnShape,
  drawnShape,
  type OneKey,
  oneKey,
  type ShapeOr,
  typed,
} from './operand.ts'
import { mustAscend } from './range.ts'
import { between, stretched } from './uniform.ts'

const root2 = Math.sqrt(2)

/** √2 · erf⁻¹(u): normal where u is uniform in (−1, 1). */
const normalOf = (u: Value): Value => mul(full(u, root2), erfInv(u))

/** Standard normal numbers: u from the float after −1 up to 1. */
export const standard = (key: Value, shape: Sizes, dtype: Float): Value =>
  normalOf(between(key, shape, { min: neighbour(-1, dtype, 'above'), max: 1 }, dtype))

/** Normal numbers, by default of mean 0 and standard deviation 1. */
export const normal = <K, const S extends readonly number[], D extends Float = 'f32'>(
  key: Checked<OneKey<'normal', K>, K>,
  shape: Checked<DrawnShape<'normal', S>, S>,
  options: { readonly mean?: number; readonly std?: number; readonly dtype?: D } = {},
): Tensor<ShapeOr<DrawnShape<'normal', S>>, D> => {
  const { mean = 0, std = 1, dtype = 'f32' } = options
  const x = standard(oneKey('normal', key), drawnShape('normal', shape), dtype)
  const scaled = std === 1 ? x : mul(x, full(x, std))
  return typed(mean === 0 ? scaled : add(scaled, full(x, mean)))
}

/** Standard normal numbers that lie between min and max, which are excluded; ±2 by default, as in PyTorch's and JAX's initializers.
 *  An infinite bound is none. */
export const truncatedNormal = <K, const S extends readonly number[], D extends Float = 'f32'>(
  key: Checked<OneKey<'truncatedNormal', K>, K>,
  shape: Checked<DrawnShape<'truncatedNormal', S>, S>,
  options: { readonly min?: number; readonly max?: number; readonly dtype?: D } = {},
): Tensor<ShapeOr<DrawnShape<'truncatedNormal', S>>, D> => {
  const { min = -2, max = 2, dtype = 'f32' } = options
  mustAscend('truncatedNormal', { min, max })
  const sizes = drawnShape('truncatedNormal', shape)
  const bound = (x: number): Value => erf(div(number(x, dtype), number(root2, dtype)))
  const range = { min: bound(min), max: bound(max) }
  const x = normalOf(stretched(oneKey('truncatedNormal', key), sizes, range, dtype))
  const above = full(x, neighbour(min, dtype, 'above'))
  const below = full(x, neighbour(max, dtype, 'below'))
  return typed(smaller(larger(x, above), below))
}
