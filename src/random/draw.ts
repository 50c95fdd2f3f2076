// What the draws of one float distribution have in common: a key, a shape, a dtype.
import type { Value } from '../language/level/index.ts'
import type { Float, Sizes } from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import {
  type Checked,
  type DrawnShape,
  drawnShape,
  type OneKey,
  oneKey,
  type ShapeOr,
  typed,
} from './operand.ts'

/** Numbers of one distribution, f32 unless another dtype is given. */
export type Draw<Op extends string, Options = unknown> = <
  const K,
  const S extends Sizes | number,
  D extends Float = 'f32',
>(
  key: Checked<OneKey<Op, K>, K>,
  shape: Checked<DrawnShape<Op, S>, S & Sizes>,
  options?: { readonly dtype?: D } & Options,
) => Tensor<ShapeOr<DrawnShape<Op, S>>, D>

/** The draw that a function of key, shape, dtype and options makes. */
export const draw =
  <Op extends string, Options = unknown>(
    op: Op,
    of: (key: Value, shape: Sizes, dtype: Float, options: Partial<Options>) => Value,
  ): Draw<Op, Options> =>
  (key, shape, options) =>
    typed(of(oneKey(op, key), drawnShape(op, shape), options?.dtype ?? 'f32', options ?? {}))
