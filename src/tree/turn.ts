// The named transform of a reference: a matrix with its axes exchanged. The one place to say how a matrix is transposed.
import { allocate, dataOf, Handle } from '../tensor/index.ts'
import type { Via } from './node.ts'

/** The value as the reference shows it.  Anything but a matrix has no transpose: undefined. */
export const turned = (value: unknown, via: Via): unknown => {
  if (via === 'same') return value
  return isMatrix(value) ? transposed(value) : undefined
}

export const isMatrix = (value: unknown): value is Handle =>
  value instanceof Handle && value.shape.length === 2 && value.dtype !== 'key'

/** Twice transposed is the same. */
export const both = (a: Via, b: Via): Via => (a === b ? 'same' : 'transposed')

const transposed = (matrix: Handle): Handle => {
  const [rows = 0, columns = 0] = matrix.shape
  const from = dataOf(matrix)
  const to = allocate(matrix.dtype, from.length)
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) to[j * rows + i] = from[i * columns + j] ?? 0
  return new Handle([columns, rows], matrix.dtype, to)
}
