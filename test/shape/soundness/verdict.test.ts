import { expect, test } from 'vitest'
import type { AbstractCase } from './abstract.ts'
import { falsehood } from './verdict.ts'

const call = (want: readonly number[] | string): AbstractCase => ({
  concrete: { rule: 'flatten', args: [[]], want },
  types: [],
  names: { a: 5, b: 7 },
})

test('sizes, unknowns, names and open shapes are true of what they stand for', () => {
  for (const printed of [
    '[2, 5]',
    '[2, number]',
    '[2, number | "a"]',
    'number[]',
    '[...number[], 5]',
    '[2, ...number[], 5]',
  ])
    expect([printed, falsehood(call([2, 5]), printed)]).toEqual([printed, null])
  expect(falsehood(call([]), '[]')).toBe(null)
  expect(falsehood(call([1, 1]), '1[]')).toBe(null)
})

test('another size, name or rank is false', () => {
  expect(falsehood(call([2, 5]), '[2, 6]')).toBe('it has other sizes')
  expect(falsehood(call([2, 5]), '[2, number | "b"]')).toBe('it has other sizes')
  expect(falsehood(call([2, 5]), '[...number[], 6]')).toBe('it has other sizes')
  expect(falsehood(call([2, 5]), '1[]')).toBe('it has other sizes')
  expect(falsehood(call([2, 5]), '[2]')).toBe('it has another rank')
  expect(falsehood(call([2]), '[2, ...number[], 2]')).toBe('it has another rank')
  expect(falsehood(call([2, 5]), 'never')).toBe('it has another rank')
})

test('a refusal of what runs is false, of what fails is not', () => {
  expect(falsehood(call([2, 5]), '"flatten: must not"')).toBe('it is refused, but runs')
  expect(falsehood(call('flatten: must not'), '"flatten: must not"')).toBe(null)
  expect(falsehood(call('flatten: must not'), '[2]')).toBe(null)
})
