// Options are one record of known names, each in its domain.
import { expect, test } from 'vitest'
import { attempt, demandNumber, optionsOf, sentence, shown } from '../../src/prelude/index.ts'

interface Options {
  readonly rate: number
  readonly mode?: 'a' | 'b'
}
const said = (given: unknown): readonly string[] => {
  const answer = attempt(() =>
    optionsOf<Options>('op', { rate: 'positive', mode: ['a', 'b'] }, given, ['rate']),
  )
  return answer._tag === 'Left' ? answer.left.map(sentence) : []
}

test('what is in its domain is given back', () => {
  const options = { rate: 1 }
  expect(optionsOf<Options>('op', { rate: 'positive', mode: ['a'] }, options)).toBe(options)
  expect(optionsOf('op', {}, undefined)).toEqual({})
})

test('all that is wrong is said at once', () => {
  expect(said({ mode: 'c', rat: 1 })).toEqual([
    "op: must have the option 'rate' (was without); give it",
    'op: mode must be one of a, b (was "c"); write \'a\'',
    "op: must have no option 'rat' (was with it); choose one of rate, mode",
  ])
  expect(said({ rate: Number.NaN })).toEqual([
    'op: rate must be positive and finite (was NaN); write a number such as 0.5',
  ])
})

test('a list, a class instance and a number are no record', () => {
  for (const [given, was] of [
    [[1], 'an array of 1'],
    [new Map(), 'a Map'],
    [3, '3'],
    [null, 'null'],
  ])
    expect(said(given)).toEqual([`op: options must be one record (was ${was}); name them`])
})

test('a name of every object is no option', () =>
  expect(said({ rate: 1, toString: 1 })).toEqual([
    "op: must have no option 'toString' (was with it); choose one of rate, mode",
  ]))

test('a number is held to its kind', () => {
  expect(demandNumber('op', 'x', 0.5, 'share')).toBe(0.5)
  expect(() => demandNumber('op', 'x', undefined, 'share')).toThrow(
    'op: x must be from 0 to 1 (was nothing); write a number such as 0.5',
  )
})

test('values are shown in few words', () =>
  expect([-0, 'a', () => 1, 3n, {}, new Float32Array(1), Symbol('s')].map(shown)).toEqual([
    '-0',
    '"a"',
    'a function',
    '3n',
    'an object',
    'a Float32Array',
    'Symbol(s)',
  ]))
