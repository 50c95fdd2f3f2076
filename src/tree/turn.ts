// The named transform of a reference: the last two axes exchanged, so that it means the same for a batch of trees.
import { transpose } from '../ops/index.ts'
import { type AnyTensor, Handle } from '../tensor/index.ts'
import { isHole, type Via } from './node.ts'

/** The value as a reference shows it; undefined where it has no two axes to exchange. What a part lacks stays a hole. */
export const turned = (value: unknown, via: Via): unknown => {
  if (via === 'same' || isHole(value)) return value
  return value instanceof Handle && value.shape.length >= 2 ? transposed(value) : undefined
}

/** Twice transposed is the same. */
export const both = (a: Via, b: Via): Via => (a === b ? 'same' : 'transposed')

const transposed = (matrix: Handle): Handle => {
  const axes = matrix.shape.map((_, axis) => axis)
  const [rows = 0, columns = 0] = axes.splice(-2)
  return transpose(matrix as AnyTensor, [...axes, columns, rows])
}
