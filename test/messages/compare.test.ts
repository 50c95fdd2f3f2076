import { expect, test } from 'vitest'
import { compare } from './compare.ts'
import { type Diagnostic, diagnosticsOf, saying } from './diagnostic.ts'
import { expectationsOf } from './expectation.ts'

const typeTest = `
expectType<Tensor<[2]>>(add(x, 1))
//! add: must be a number (was 'one'); write 1
expectError(
  add(
    x,
    'one',
  ),
)
expectError(add(x))
`
const output = `types-test/add.test-d.ts(7,5): error TS2345: Argument of type 'string' is not assignable to parameter of type '"add: must be a number (was 'one'); write 1"'.
types-test/add.test-d.ts(10,13): error TS2554: Expected 2 arguments, but got 1.
  An argument for 'y' was not provided.
`
const said = diagnosticsOf(output)
const only = (...lines: readonly number[]): readonly Diagnostic[] =>
  said.filter(({ line }) => lines.includes(line))

test('an expectation reaches to the end of its statement', () =>
  expect(expectationsOf(typeTest)).toEqual([
    { says: "add: must be a number (was 'one'); write 1", first: 4, last: 9 },
    { says: 'a sentence on the line above, after //!', first: 10, last: 10 },
  ]))

test('a diagnostic says the sentence that is a type, or else all its text', () => {
  expect(said.map(saying)).toEqual([
    "add: must be a number (was 'one'); write 1",
    "TS2554: Expected 2 arguments, but got 1.\n  An argument for 'y' was not provided.",
  ])
})

test('a sentence that goes on in more lines is no sentence', () =>
  expect(saying({ file: 'a', line: 1, text: 'TS1: type \'"a: must be"\'.\n  more' })).toBe(
    'TS1: type \'"a: must be"\'.\n  more',
  ))

test('an optional parameter says its sentence too', () =>
  expect(
    saying({
      file: 'a',
      line: 1,
      text: 'TS1: parameter of type \'"a: b" | undefined\'.',
    }),
  ).toBe('a: b'))

test('a refusal without its sentence is a fault', () =>
  expect(compare('add.test-d.ts', typeTest, said)).toEqual({
    sentences: 2,
    faults: [
      "add.test-d.ts:10: must say\n  a sentence on the line above, after //!\nwas\n  TS2554: Expected 2 arguments, but got 1.\n  An argument for 'y' was not provided.",
    ],
  }))

test('what is accepted, or refused with other words, or twice, is a fault', () => {
  const one = typeTest.replace('\nexpectError(add(x))\n', '\n')
  expect(compare('a', one, only(7)).faults).toEqual([])
  expect(compare('a', one, []).faults).toEqual([
    "a:4: must say\n  add: must be a number (was 'one'); write 1\nwas\n  nothing",
  ])
  expect(compare('a', one.replace('write 1', 'write 2'), only(7)).faults).toHaveLength(1)
  expect(compare('a', one, [...only(7), ...only(7)]).faults).toHaveLength(1)
})

test('a refusal that nobody expects is a fault', () =>
  expect(compare('a', 'add(x)', [{ file: 'a', line: 1, text: 'TS1: no' }]).faults).toEqual([
    'a:1: must be accepted\nwas\n  TS1: no',
  ]))

test('a sentence that begins with a number of TypeScript is all the text, in all its lines', () => {
  const long = [{ file: 'a', line: 3, text: 'TS1: no\n  not at all' }]
  expect(compare('a', '//! TS1: no\n//!   not at all\nexpectError(x)', long).faults).toEqual([])
  expect(compare('a', '\n//! TS1: no\nexpectError(x)', long).faults).toHaveLength(1)
})

test('a sentence above no refusal is a fault', () =>
  expect(compare('a', '//! add: must be 1 (was 2)\nadd(x)', []).faults).toHaveLength(1))
