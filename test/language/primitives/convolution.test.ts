// A convolution and the windows beside their formulas, written another way: place by place, term by term.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Convolution, Window } from '../../../src/language/ir/index.ts'
import type { Value } from '../../../src/language/level/index.ts'
import { conv, windowArgMax, windowMax, windowSum } from '../../../src/language/primitives/index.ts'
import { convolutionBlocks } from '../../../src/language/scalar/index.ts'
import type { Sizes } from '../../../src/shape/index.ts'
import { elements, same } from '../../laws/law.ts'
import { array, f32, f64 } from '../arrays.ts'

/** All indices of a shape, row-major. */
const indices = (shape: Sizes): readonly Sizes[] =>
  shape.reduce<readonly Sizes[]>(
    (all, n) => all.flatMap((index) => Array.from({ length: n }, (_, i) => [...index, i])),
    [[]],
  )
const reading = (x: Value): ((index: Sizes) => number) => {
  const values = elements(x)
  return (index) =>
    values[index.reduce((sum, i, axis) => sum * (x.shape[axis] ?? 0) + i, 0)] ?? Number.NaN
}
const plain = (rank: number): Convolution => ({
  strides: Array(rank).fill(1),
  low: Array(rank).fill(0),
  high: Array(rank).fill(0),
  dilation: Array(rank).fill(1),
  inputDilation: Array(rank).fill(1),
  groups: 1,
  batchGroups: 1,
})

/** What a tap meets along one axis: an element, the border, or a hole. */
const met = (n: number, apart: number, position: number): number | 'border' | 'hole' => {
  if (position < 0 || n === 0 || position > (n - 1) * apart) return 'border'
  return position % apart === 0 ? position / apart : 'hole'
}

/** The formula: Σ over channels and taps, in the blocks of the law, rounded after every operation. */
const byTheFormula = (x: Value, k: Value, how: Convolution): Value => {
  const [atX, atK] = [reading(x), reading(k)]
  const [items = 0, , ...lengths] = x.shape
  const [features = 0, depth = 0, ...window] = k.shape
  const rest = lengths.map((n, i) => {
    const long = n === 0 ? 0 : (n - 1) * (how.inputDilation[i] ?? 1) + 1
    const reach = ((window[i] ?? 1) - 1) * (how.dilation[i] ?? 1) + 1
    const room = long + (how.low[i] ?? 0) + (how.high[i] ?? 0) - reach
    return room < 0 ? 0 : Math.floor(room / (how.strides[i] ?? 1)) + 1
  })
  const shape = [items / how.batchGroups, features, ...rest]
  const ends = convolutionBlocks(depth, window)
  const values = indices(shape).map(([item = 0, feature = 0, ...place]) => {
    const group = Math.floor(feature / (features / how.groups / how.batchGroups))
    let [total, sum] = [0, 0]
    for (const [i, [channel = 0, ...tap]] of indices([depth, ...window]).entries()) {
      const where = tap.map((t, a) =>
        met(
          lengths[a] ?? 0,
          how.inputDilation[a] ?? 1,
          (place[a] ?? 0) * (how.strides[a] ?? 1) + t * (how.dilation[a] ?? 1) - (how.low[a] ?? 0),
        ),
      )
      const inItem = how.batchGroups > 1 ? group * (shape[0] ?? 0) + item : item
      const inChannel = how.batchGroups > 1 ? channel : group * depth + channel
      const number = where.filter((w) => typeof w === 'number')
      const left = number.length < where.length ? 0 : atX([inItem, inChannel, ...number])
      if (!where.includes('hole'))
        sum = Math.fround(sum + Math.fround(left * atK([feature, channel, ...tap])))
      if (!ends.includes(i + 1)) continue
      total = Math.fround(total + sum)
      sum = 0
    }
    return total
  })
  return values.length === 0 ? f32(shape, 0) : f32(shape, ...values)
}

const size = (max: number, min = 1): fc.Arbitrary<number> => fc.integer({ min, max })
const axis = fc.record({
  n: size(5, 0),
  k: size(3),
  stride: size(3),
  low: size(3, -2),
  high: size(3, -2),
  dilation: size(3),
  apart: size(3),
})
const cases = fc.record({
  axes: fc.array(axis, { maxLength: 2 }),
  groups: fc.constantFrom([1, 1], [2, 1], [1, 2], [3, 1]),
  items: size(2),
  depth: size(2),
  features: size(2),
  seed: size(100),
})

test('a convolution is its formula, to the bit, for every stride, border, dilation and group', () => {
  let filled = 0
  fc.assert(
    fc.property(
      cases,
      ({ axes, groups: [groups = 1, batchGroups = 1], items, depth, features, seed }) => {
        const numbers = Array.from({ length: 97 }, (_, i) =>
          Math.fround(Math.sin(i * 1.7 + seed) * 3),
        )
        const x = f32([items * batchGroups, depth * groups, ...axes.map(({ n }) => n)], ...numbers)
        const k = f32(
          [features * groups * batchGroups, depth, ...axes.map((a) => a.k)],
          ...numbers.slice(5),
        )
        const how = {
          strides: axes.map(({ stride }) => stride),
          low: axes.map(({ low }) => low),
          high: axes.map(({ high }) => high),
          dilation: axes.map(({ dilation }) => dilation),
          inputDilation: axes.map(({ apart }) => apart),
          groups,
          batchGroups,
        }
        const y = conv(x, k, how)
        if (!y.shape.includes(0)) filled++
        same([y], [byTheFormula(x, k, how)])
      },
    ),
    { numRuns: 400, seed: 4 },
  )
  expect(filled).toBeGreaterThan(200)
})

test('terms are added in blocks of whole kernels, so that no bit depends on the places', () => {
  const numbers = Array.from({ length: 997 }, (_, i) => Math.fround(1 / (i + 1) - 0.01))
  for (const [channels, window] of [
    [11, [5, 5]],
    [2, [20, 20]],
    [300, [1, 1]],
    [1, [300]],
    [3, [2, 10, 20]],
  ] as const) {
    const x = f32([1, channels, ...window], ...numbers)
    const k = f32([2, channels, ...window], ...numbers.slice(3))
    same([conv(x, k, plain(window.length))], [byTheFormula(x, k, plain(window.length))])
  }
})

test('a border is a zero that takes part, and a hole is no term', () => {
  const x = f32([1, 1, 2], 1, 2)
  const infinite = f32([1, 1, 2], Infinity, 1)
  const bordered = { ...plain(1), low: [1], high: [0] }
  expect(elements(conv(x, infinite, bordered))).toEqual([NaN, Infinity])
  const apart = { ...plain(1), inputDilation: [2] }
  expect(elements(conv(x, infinite, apart))).toEqual([Infinity, 2])
})

test('a border of one axis beside a hole of another is a hole', () => {
  const x = f32([1, 1, 1, 2], 1, 1)
  const how = { ...plain(2), low: [1, 0], inputDilation: [1, 2] }
  const y = conv(x, f32([1, 1, 1, 1], Infinity), how)
  expect(elements(y)).toEqual([NaN, 0, NaN, Infinity, 0, Infinity])
})

const window = (sizes: Sizes, how: Partial<Window> = {}): Window => ({
  window: sizes,
  strides: sizes.map(() => 1),
  low: sizes.map(() => 0),
  high: sizes.map(() => 0),
  dilation: sizes.map(() => 1),
  ...how,
})

test('the sum of a window is the chain in index order', () => {
  const [huge, small] = [2 ** 24, 1]
  const x = f32([2, 2], huge, small, small, -huge)
  const slide = { ...window([2, 2]), inputDilation: [1, 1] }
  expect(elements(windowSum(x, slide))).toEqual([0])
  expect(elements(windowSum(f32([2, 2], small, huge, -huge, small), slide))).toEqual([1])
})

test('the largest of a window is an element, −0 below +0, NaN above all', () => {
  const x = f64([5], -0, 0, -1, NaN, 7)
  const y = windowMax(x, window([2], { low: [1], high: [1] }))
  same([y], [f64([6], -0, 0, 0, NaN, NaN, 7)])
})

test('where the largest stands is counted in its lane', () => {
  const x = array('f32', [2, 2, 2], 1, 5, 3, 2, 8, 4, 6, 7)
  const how = window([1, 2, 2], { low: [0, 1, 0] })
  expect(elements(windowArgMax(x, { ...how, lanes: 0 }))).toEqual([1, 1, 4, 4])
  expect(elements(windowArgMax(x, { ...how, lanes: 1 }))).toEqual([1, 1, 0, 0])
})
