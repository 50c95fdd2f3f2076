// The type of an array at run time: its sizes and what it holds. Printed as `f32[2, 3]` everywhere.
import { shown } from '../prelude/index.ts'
import type { ElementType } from './dtype.ts'

/** Sizes known at run time, one for each axis. */
export type Sizes = readonly number[]

export interface ArrayType {
  readonly shape: Sizes
  readonly dtype: ElementType
}

/** How many elements an array of this shape has.
 *  @example size([2, 3]) // => 6 */
export const size = (shape: Sizes): number => shape.reduce((product, n) => product * n, 1)

/** Row-major strides, in elements.
 *  @example strides([2, 3, 4]) // => [12, 4, 1] */
export const strides = (shape: Sizes): readonly number[] => {
  const result = new Array<number>(shape.length)
  let stride = 1
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    result[axis] = stride
    stride *= shape[axis] ?? 1
  }
  return result
}

export const sameShape = (a: Sizes, b: Sizes): boolean => {
  if (a === b) return true
  if (a.length !== b.length) return false
  for (let axis = 0; axis < a.length; axis++) if (a[axis] !== b[axis]) return false
  return true
}

export const sameType = (a: ArrayType, b: ArrayType): boolean =>
  a.dtype === b.dtype && sameShape(a.shape, b.shape)

/** What is no size among them, −0 too, is shown as the value it is.
 *  @example showShape([2, 3]) // => '[2, 3]' */
export const showShape = (shape: Sizes): string => {
  for (let axis = 0; axis < shape.length; axis++)
    if (typeof shape[axis] !== 'number' || Object.is(shape[axis], -0))
      return `[${Array.from(shape, shown).join(', ')}]`
  return `[${shape.join(', ')}]`
}

/** @example showType({ shape: [2, 3], dtype: 'f32' }) // => 'f32[2, 3]' */
export const showType = ({ shape, dtype }: ArrayType): string => `${dtype}${showShape(shape)}`
