// Tensors made by hand for the tests of trees; the factories of ops/ are not needed here.
import type { DType, ElementType, Shape } from '../../src/shape/index.ts'
import { size } from '../../src/shape/index.ts'
import { allocate, Handle, type Tensor } from '../../src/tensor/index.ts'

/** A tensor of these elements, the last repeated to the end. */
export const filled = <const S extends readonly number[], D extends DType = 'f32'>(
  shape: S,
  values: readonly number[],
  dtype?: D,
): Tensor<S, D> => {
  const data = allocate(dtype ?? 'f32', size(shape))
  data.fill(values.at(-1) ?? 0)
  data.set(values.slice(0, data.length))
  return new Handle(shape, dtype ?? 'f32', data) as Tensor<S, D> // as the arguments say
}

/** f32, all elements equal. */
export const full = <const S extends readonly number[]>(shape: S, value: number): Tensor<S> =>
  filled(shape, [value])

export const anyTensor = (
  shape: readonly number[],
  dtype: ElementType,
  values: readonly number[],
): Tensor<Shape, unknown> => {
  const data = allocate(dtype, size(shape))
  data.set(values)
  return new Handle(shape, dtype, data) as Tensor<Shape, unknown>
}
