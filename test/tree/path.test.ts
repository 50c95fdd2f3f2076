import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sentence } from '../../src/prelude/index.ts'
import { byPath, bySegment, joined, nameIssue, ordered, segments } from '../../src/tree/index.ts'

test('an index stands before a name, indices by number, names by code point', () =>
  expect(ordered(['b', '10', 'a', '2', '\u{1F600}', '\uFF5E', 'B', '01'])).toEqual([
    '2',
    '10',
    '01',
    'B',
    'a',
    'b',
    '\uFF5E',
    '\u{1F600}',
  ]))

test('a name stands before a name that continues it', () =>
  expect(ordered(['ab', 'a', 'a b'])).toEqual(['a', 'a b', 'ab']))

test('paths are compared segment by segment', () =>
  expect(['a.b', 'a b.c', '10.x', '2.y', 'a'].sort(byPath)).toEqual([
    '2.y',
    '10.x',
    'a',
    'a.b',
    'a b.c',
  ]))

test('the order of segments is total', () => {
  const name = fc.oneof(fc.string({ unit: 'binary' }), fc.nat().map(String))
  fc.assert(
    fc.property(name, name, name, (a, b, c) => {
      expect(Math.sign(bySegment(a, b))).toBe(-Math.sign(bySegment(b, a)) + 0)
      expect(bySegment(a, b) === 0).toBe(a === b)
      if (bySegment(a, b) <= 0 && bySegment(b, c) <= 0)
        expect(bySegment(a, c)).toBeLessThanOrEqual(0)
    }),
  )
})

test('names that are no index are in the order of their UTF-32', () => {
  const utf32 = (s: string): string =>
    [...s].map((c) => (c.codePointAt(0) ?? 0).toString(16).padStart(8, '0')).join('')
  const name = fc.string({ unit: 'binary', minLength: 1 }).map((s) => `n${s}`)
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(bySegment(a, b) < 0).toBe(utf32(a) < utf32(b))
    }),
  )
})

test('a path is its segments joined', () => {
  expect(segments('0.block 1.0.bias')).toEqual(['0', 'block 1', '0', 'bias'])
  expect(segments('')).toEqual([])
  expect(joined(segments('0.block 1.0.bias'))).toBe('0.block 1.0.bias')
})

test.each([
  ['', "named: a name must not be empty (was ''); write a letter"],
  ['__proto__', "named: a name must not be '__proto__' (was '__proto__'); choose another"],
  ['a.b', "named: a name must hold no '.' (was 'a.b'); nest instead"],
  ['block *', "named: a name must hold no '*' (was 'block *'); a pattern uses it"],
  ['12', "named: a name must be no number (was '12'); add a letter"],
  [' 1', "named: a name must be no number (was ' 1'); add a letter"],
  ['0x1f', "named: a name must be no number (was '0x1f'); add a letter"],
  [
    'a\uD800',
    "named: a name must be well-formed Unicode (was 'a\uD800'); remove the lone surrogate",
  ],
])('the name %j is refused', (name, message) => {
  const issue = nameIssue('named', name)
  expect(issue && sentence(issue)).toBe(message)
})

test.each(['weight', 'block 1', '2d', 'Infinity', '1e999', '重み', '\u{1F600}', 'constructor'])(
  'the name %j is good',
  (name) => expect(nameIssue('named', name)).toBeUndefined(),
)
