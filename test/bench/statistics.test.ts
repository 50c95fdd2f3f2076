import { expect, test } from 'vitest'
import { geometricMean, median, timesOf } from '../../bench/race/statistics.ts'

test('the median of an odd count is the value in the middle, whatever the order', () =>
  expect(median([5, 1, 3])).toBe(3))
test('the median of an even count is the mean of the two in the middle', () =>
  expect(median([4, 1, 3, 10])).toBe(3.5))
test('the median of nothing is no number', () => expect(median([])).toBeNaN())
test('twice as fast and half as fast are together as fast', () =>
  expect(geometricMean([2, 0.5])).toBe(1))
test('times are the median and the best', () =>
  expect(timesOf([3, 1, 2])).toEqual({ median: 2, best: 1 }))
