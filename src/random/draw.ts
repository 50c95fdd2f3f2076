// What the draws of one float distribution have in common: a key, a shape, a dtype.
import type { Value } from '../language/level/index.ts'
import { anything, type Domains, optionsOf } from '../prelude/index.ts'
import { demandDtype, type Float, type Sizes } from '../shape/index.ts'
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
export const draw = <Op extends string, Options = unknown>(
  op: Op,
  of: (key: Value, shape: Sizes, dtype: Float, options: Partial<Options>) => Value,
  own?: NoInfer<Domains<Options>>,
): Draw<Op, Options> => {
  const declared: Domains<{ dtype?: Float }> = { dtype: anything, ...own }
  return (key, shape, options) => {
    const one = oneKey(op, key)
    const sizes = drawnShape(op, shape)
    const { dtype = 'f32', ...rest } = optionsOf(op, declared, options)
    return typed(of(one, sizes, demandDtype(op, ['f32', 'f64'], dtype), rest as Partial<Options>)) // as declared
  }
}
