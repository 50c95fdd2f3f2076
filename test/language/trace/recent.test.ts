import { expect, test } from 'vitest'
import { capacity, recent } from '../../../src/language/trace/recent.ts'

test('what was added is found until it is the least recent of too many', () => {
  const numbers = recent<number>()
  for (let n = 0; n < capacity; n++) numbers.add(n)
  const find = (n: number): number | undefined => numbers.find((item) => item === n)
  expect(find(0)).toBe(0)
  numbers.add(capacity)
  expect([find(0), find(1), find(2), find(capacity)]).toEqual([0, undefined, 2, capacity])
})

test('the most recently found is looked at first', () => {
  const letters = recent<string>()
  for (const letter of ['a', 'b', 'c']) letters.add(letter)
  const seen = (wanted: string): readonly string[] => {
    const met: string[] = []
    letters.find((letter) => {
      met.push(letter)
      return letter === wanted
    })
    return met
  }
  expect(seen('a')).toEqual(['c', 'b', 'a'])
  expect(seen('a')).toEqual(['a'])
  expect(seen('d')).toEqual(['a', 'c', 'b'])
})
