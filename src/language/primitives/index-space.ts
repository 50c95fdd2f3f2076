// Walking row-major arrays: the places of a view's elements in what it views.
import { type Sizes, size, strides } from '../../shape/index.ts'

/** For each element of a row-major array of this shape, offset + Σ index · step: where it stands elsewhere. */
export const places = (shape: Sizes, steps: readonly number[], offset = 0): Int32Array => {
  const result = new Int32Array(size(shape))
  if (result.length === 0) return result
  result[0] = offset
  let filled = 1
  // axis by axis from the last: the block filled so far, repeated and shifted
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = shape[axis] ?? 1
    const step = steps[axis] ?? 0
    for (let i = 1; i < length; i++)
      for (let j = 0; j < filled; j++) result[i * filled + j] = (result[j] ?? 0) + i * step
    filled *= length
  }
  return result
}

/** The axes of this rank that are not listed. */
export const otherAxes = (rank: number, axes: readonly number[]): readonly number[] =>
  range(rank).filter((axis) => !axes.includes(axis))

export const range = (length: number, from = 0): readonly number[] =>
  Array.from({ length }, (_, i) => from + i)

/** The list without the places named. */
export const without = <T>(items: readonly T[], places: readonly number[]): readonly T[] =>
  items.filter((_, i) => !places.includes(i))

/** The items at these places. */
export const pick = <T>(items: readonly T[], places: readonly number[]): readonly T[] =>
  places.flatMap((place) => items.slice(place, place + 1))

/** The index of a row-major place.
 *  @example indexAt(5, [2, 3]) // => [1, 2] */
export const indexAt = (place: number, shape: Sizes): Sizes => {
  const steps = strides(shape)
  return shape.map((n, axis) => Math.floor(place / (steps[axis] ?? 1)) % n)
}
