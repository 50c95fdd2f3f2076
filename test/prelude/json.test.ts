// What a strict reader looks for in a JSON text.
import { expect, test } from 'vitest'
import { survey } from '../../src/prelude/index.ts'

test('names that stand twice in one object are found at every level, each once', () =>
  expect(
    survey('{"a":{"b":1,"c":"b","b":2,"b":3},"d":[{"a":1},{"a":2,"\\u0061":3}],"a":4}').repeated,
  ).toEqual([['a', 'b'], ['d', 'a'], ['a']]))

test('names and signs inside texts are no names and no signs', () =>
  expect(survey('{"a":"{\\"a\\":1,\\"a\\":2}\\\\","b":"1.5"}')).toEqual({
    repeated: [],
    fractional: [],
    depth: 1,
  }))

test('numbers with a point or an exponent are found by their names', () =>
  expect(survey('{"a":{"shape":[2,4.0,1.5]},"b":[1e0],"c":10,"d":-2.5}').fractional).toEqual([
    ['a', 'shape'],
    ['b'],
    ['d'],
  ]))

test('ten million characters, or a million levels, take one pass, or the test would not end', () => {
  const long = survey(`{"a":"${'\\"'.repeat(5_000_000)}","a":1}`)
  expect(long.repeated).toEqual([['a']])
  expect(survey('['.repeat(1_000_000)).depth).toBe(1_000_000)
})
