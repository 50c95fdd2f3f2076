import { expect, test } from 'vitest'
import { cliffs } from '../../bench/race/cliff.ts'

/** Results of tasks with these times. */
const sweep = (name: string, times: Readonly<Record<number, number>>) =>
  Object.entries(times).map(([size, seconds]) => ({
    task: `${name} ${size}`,
    times: { median: seconds, best: seconds },
  }))

test('times that grow with the work have no cliff', () =>
  expect(cliffs(sweep('exp', { 1: 10, 2: 20, 3: 30 }))).toEqual([]))
test('times that do not grow have none', () =>
  expect(cliffs(sweep('exp', { 1: 10, 2: 10, 3: 10 }))).toEqual([]))
test('a product may take as much longer as it has more terms', () =>
  expect(cliffs(sweep('product 2 2', { 1: 1, 2: 8 }))).toEqual([]))
test('a size that is slower than the next larger is a cliff', () =>
  expect(cliffs(sweep('exp', { 15: 32, 16: 16 }))).toEqual([{ size: 15, height: 2 }]))
test('a size whose elements cost more than those of the next smaller is a cliff', () =>
  expect(cliffs(sweep('exp', { 2: 2, 4: 12 }))).toEqual([{ size: 4, height: 3 }]))
test('the highest cliff stands first', () =>
  expect(cliffs(sweep('exp', { 1: 1, 2: 4, 3: 18 })).map(({ size }) => size)).toEqual([3, 2]))
