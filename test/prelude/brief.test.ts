// Values shown in messages: short, whatever they are.
import { expect, test } from 'vitest'
import { brief, cut } from '../../src/prelude/index.ts'

test('a short value is shown as JSON has it', () =>
  expect(brief({ a: [1, 'b', null, true], c: {} })).toBe('{"a":[1,"b",null,true],"c":{}}'))

test('what JSON cannot say is named', () =>
  expect(brief([undefined, () => 1, -0, new Map(), Number.NaN])).toBe(
    '[nothing,a function,-0,a Map,NaN]',
  ))

test('a long text is cut, and no character in two', () => {
  expect(brief('x'.repeat(1000), 10)).toBe('"xxxxxxxx…')
  expect(cut('abcdef', 4)).toBe('abc…')
  expect(cut('a😀bcd', 3)).toBe('a…')
  expect(cut('abcd', 4)).toBe('abcd')
})

test('a cyclic value ends, and so does one nested a million deep', () => {
  const cyclic: Record<string, unknown> = {}
  cyclic.a = cyclic
  expect(brief(cyclic, 12)).toBe('{"a":{"a":{…')
  let deep: unknown = 0
  for (let i = 0; i < 1_000_000; i++) deep = [deep]
  expect(brief(deep, 5)).toBe('[[[[…')
})
