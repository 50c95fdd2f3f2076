// Tensors made by hand for the tests of trees; the factories of ops/ are not needed here.
import type { DType, ElementType } from '../../src/shape/index.ts'
import { size } from '../../src/shape/index.ts'
import { type AnyTensor, allocate, Handle, type Tensor } from '../../src/tensor/index.ts'

/** A tensor of these elements, the last repeated to the end. */
export const filled = <const S extends number[] | [], D extends DType = 'f32'>(
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
export const full = <const S extends number[] | []>(shape: S, value: number): Tensor<S> =>
  filled(shape, [value])

export const anyTensor = (
  shape: readonly number[],
  dtype: ElementType,
  values: readonly number[],
): AnyTensor => {
  const data = allocate(dtype, size(shape))
  data.set(values)
  return new Handle(shape, dtype, data) as AnyTensor
}

/** A tensor of the type of x, all elements equal. */
export const like = (x: AnyTensor, value: number): AnyTensor =>
  anyTensor(
    x.shape,
    x.dtype,
    Array.from({ length: size(x.shape) }, () => value),
  )
