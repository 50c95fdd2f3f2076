// The named transform of a reference: the last two axes exchanged, so that it means the same for a batch of trees.
// The one place that says how a matrix is transposed.
import { allocate, dataOf, Handle } from '../tensor/index.ts'
import { isHole, type Via } from './node.ts'

/** The value as a reference shows it; undefined where it has no two axes to exchange. What a part lacks stays a hole. */
export const turned = (value: unknown, via: Via): unknown => {
  if (via === 'same' || isHole(value)) return value
  return value instanceof Handle && value.shape.length >= 2 ? transposed(value) : undefined
}

/** Twice transposed is the same. */
export const both = (a: Via, b: Via): Via => (a === b ? 'same' : 'transposed')

const transposed = (matrix: Handle): Handle => {
  const [rows = 0, columns = 0] = matrix.shape.slice(-2)
  const width = matrix.dtype === 'key' ? 2 : 1
  const from = dataOf(matrix)
  const to = allocate(matrix.dtype, from.length / width)
  for (let at = 0; at < from.length; at += rows * columns * width)
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++)
        for (let k = 0; k < width; k++)
          to[at + (j * rows + i) * width + k] = from[at + (i * columns + j) * width + k] ?? 0
  return new Handle([...matrix.shape.slice(0, -2), columns, rows], matrix.dtype, to)
}
