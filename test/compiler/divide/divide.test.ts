// Which kernels are cut, along which axis, and into what.
import { expect, test } from 'vitest'
import { divide } from '../../../src/compiler/divide/index.ts'
import type { Step } from '../../../src/compiler/ir/index.ts'
import { lower } from '../../../src/compiler/lower/index.ts'
import { cumulativeSum, dot, exp, iota } from '../../../src/language/primitives/index.ts'
import { type Body, trace } from '../../../src/language/trace/index.ts'
import { f32 } from '../../language/arrays.ts'

const stepsOf = (f: Body, shape: readonly number[], threads = 2): readonly Step[] =>
  divide(lower(trace('f', f, [{ shape, dtype: 'f32' }]).program), threads).steps

const parts = (steps: readonly Step[]): readonly unknown[] =>
  steps.map((step) =>
    step.kind === 'share' ? { count: step.count, shifts: step.shifts } : step.kind,
  )

const none = f32([])
const grown: Body = (x = none) => [exp(x)]
const squared: Body = (x = none) => [dot(x, x, { contract: [[1], [0]], batch: [[], []] })]
const summed: Body = (x = none) => [cumulativeSum(x, x.shape.length - 1, false)]
const places: Body = () => [exp(iota([100_000], 0, 'f32'))]

test('one thread has nothing to share', () => {
  expect(parts(stepsOf(grown, [1000, 100], 1))).toEqual(['run'])
})

test('work that takes less than sharing it is not shared', () => {
  expect(parts(stepsOf(grown, [1000]))).toEqual(['run'])
})

test('elements are cut into eight parts a thread, side by side', () => {
  expect(parts(stepsOf(grown, [100_000]))).toEqual([{ count: 16, shifts: [25_088, 25_088] }])
})

test('a product is cut by columns, whole panels of them: the left is read by all', () => {
  expect(parts(stepsOf(squared, [256, 256]))).toEqual([{ count: 16, shifts: [0, 64, 64] }])
})

test('running totals are cut into rows, not along the axis they run', () => {
  expect(parts(stepsOf(summed, [100_000]))).toEqual(['run'])
  expect(parts(stepsOf(summed, [1000, 100]))).toEqual([{ count: 6, shifts: [76_800, 76_800] }])
})

test('an axis along which elements know their place is not cut', () => {
  expect(parts(stepsOf(places, [1]))).toEqual(['run'])
})
