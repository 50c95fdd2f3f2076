// The definition of a convolution, schoolbook: for each place the terms that the kernel meets there, in this
// order: channel, then kernel axes; a border is a zero that takes part, a hole is no term.
import {
  type ArrayType,
  dilatedLength,
  type Sizes,
  size,
  strides as stridesOf,
} from '../../shape/index.ts'
import { allocate, type Data } from '../../tensor/index.ts'
import type { Convolution } from '../ir/index.ts'
import type { NdArray } from '../level/index.ts'
import { convolutionBlocks, reduction } from '../scalar/index.ts'
import { addable } from './arithmetic.ts'
import { indexAt, places, range } from './index-space.ts'
import { bordered, channels, items, type Sliding, spatial } from './slide.ts'

/** The terms of one place: where they stand in x and in the kernel, and where their blocks end. */
interface Terms {
  readonly steps: ArrayLike<number>
  readonly own: readonly number[]
  readonly ends: readonly number[]
}

/** What is left of the terms at a place where some stand in the holes between the elements of x, along any axis. */
const withoutHoles = (
  { steps, own, ends }: Terms,
  place: Sizes,
  { shape, window, strides, low, dilation, inputDilation }: Sliding & { readonly shape: Sizes },
): Terms => {
  const hole = (axis: number, tap: number): boolean => {
    const apart = inputDilation[axis] ?? 1
    const from =
      (place[axis] ?? 0) * (strides[axis] ?? 1) + tap * (dilation[axis] ?? 1) - (low[axis] ?? 0)
    return from > 0 && from < dilatedLength(shape[axis] ?? 0, apart) && from % apart !== 0
  }
  const taps = size(window)
  const full = Array.from({ length: taps }, (_, tap) =>
    indexAt(tap, window).every((index, axis) => !hole(axis, index)),
  )
  const kept = own.filter((term) => full[term % taps])
  return {
    steps: kept.map((term) => steps[term] ?? 0),
    own: kept,
    ends: ends.map((end) => kept.filter((term) => term < end).length),
  }
}

/** What `conv` gives: the sum of each place. */
export const convolved = (x: NdArray, kernel: NdArray, how: Convolution, y: ArrayType): Data => {
  const { strides, dilation, inputDilation, groups, batchGroups } = how
  const result = allocate(y.dtype, size(y.shape))
  if (result.length === 0) return result
  const wide = bordered(x, 0, {
    low: [0, 0, ...how.low],
    high: [0, 0, ...how.high],
    inputDilation: [1, 1, ...inputDilation],
  })
  const [itemStep = 0, channelStep = 0, ...steps] = stridesOf(wide.shape)
  const [depth, window, outputs] = [channels(kernel), spatial(kernel), spatial(y)]
  const scaled = (by: Sizes): Sizes => steps.map((n, axis) => n * (by[axis] ?? 1))
  const count = depth * size(window)
  const terms: Terms = {
    steps: places([depth, ...window], [channelStep, ...scaled(dilation)]),
    own: range(count),
    ends: convolutionBlocks(depth, window),
  }
  const sliding = { ...how, window, shape: spatial(x) }
  const apart = inputDilation.some((n) => n > 1)
  const starts = places(outputs, scaled(strides))
  const sum = reduction[addable('conv', x.dtype)].dotIn
  const perGroup = items(kernel) / (groups * batchGroups)
  for (const [place, start] of starts.entries()) {
    const here = apart ? withoutHoles(terms, indexAt(place, outputs), sliding) : terms
    for (let item = 0; item < items(y); item++)
      for (let feature = 0; feature < items(kernel); feature++) {
        const group = Math.floor(feature / perGroup)
        const from =
          batchGroups > 1
            ? (group * items(y) + item) * itemStep
            : item * itemStep + group * depth * channelStep
        result[(item * items(kernel) + feature) * starts.length + place] = sum(
          { data: wide.data, start: from + start, offsets: here.steps },
          { data: kernel.data, start: feature * count, offsets: here.own },
          here.ends,
        )
      }
  }
  return result
}
