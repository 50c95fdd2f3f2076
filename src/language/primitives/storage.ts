// Moving elements between arrays of one dtype. A key is two words, everything else one.
import { type ArrayType, type ElementType, type Sizes, size } from '../../shape/index.ts'
import { allocate, type Data, type Elements } from '../../tensor/index.ts'
import type { NdArray } from '../level/index.ts'

export const wordsOf = (dtype: ElementType): number => (dtype === 'key' ? 2 : 1)

/** The element at each place; that of these words where a place is −1. */
export const collect = (x: NdArray, at: Int32Array, filler: ArrayLike<number> = [0, 0]): Data => {
  const result = allocate(x.dtype, at.length)
  const words = wordsOf(x.dtype)
  for (let i = 0; i < at.length; i++) {
    const from = at[i] ?? -1
    for (let w = 0; w < words; w++)
      result[i * words + w] = from < 0 ? (filler[w] ?? 0) : (x.data[from * words + w] ?? 0)
  }
  return result
}

/** Writes the elements of x to these places of a target of its dtype. */
export const spread = (x: NdArray, at: Int32Array, target: Data): void => {
  const words = wordsOf(x.dtype)
  for (let i = 0; i < at.length; i++)
    for (let w = 0; w < words; w++) target[(at[i] ?? 0) * words + w] = x.data[i * words + w] ?? 0
}

/** A copy of the data. */
export const copied = (x: NdArray): Data => {
  const result = allocate(x.dtype, size(x.shape))
  result.set(x.data)
  return result
}

/** The type of one of the arrays that are stacked along the first `depth` axes. */
export const partType = ({ shape, dtype }: ArrayType, depth: number): ArrayType => ({
  shape: shape.slice(depth),
  dtype,
})

/** One of the arrays that are stacked along the first `depth` axes, by its row-major number; it shares their data. */
export const part = (x: NdArray, depth: number, index: number): NdArray => {
  const { shape, dtype } = partType(x, depth)
  const words = size(shape) * wordsOf(dtype)
  const [from, to] = [index * words, (index + 1) * words]
  const { data } = x
  return { shape, dtype, data: 'subarray' in data ? data.subarray(from, to) : data.slice(from, to) }
}

/** Storage for arrays of one type, as many as this shape has places, and a way to put each in its own. */
export const stacking = (
  outer: Sizes,
  type: ArrayType,
): { readonly data: Data; readonly put: (index: number, part: Elements) => void } => {
  const data = allocate(type.dtype, size(outer) * size(type.shape))
  const words = size(type.shape) * wordsOf(type.dtype)
  return { data, put: (index, part) => data.set(part, index * words) }
}
