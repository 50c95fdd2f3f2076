import { expect, test } from 'vitest'
import { claimsOf, compilePage, withAssertions } from './page.ts'

const page = (...lines: readonly string[]): string => ['# Title', ...lines].join('\n')
const compiled = (...lines: readonly string[]): readonly string[] =>
  compilePage('docs/page.md', page(...lines), './reader.ts')
    .split('\n')
    .slice(1)

test('prose becomes empty lines and no line moves', () =>
  expect(compiled('Prose.', '```ts', 'const x = 1', '```', 'Prose.')).toEqual([
    '',
    '$page.begins();',
    'const x = 1',
    '',
    '',
  ]))

test('an expression with a value becomes an assertion on its line', () =>
  expect(withAssertions('\nf(x) // => [1, 2]')).toBe(
    '\nconst $2 = (f(x)); $page.shows(2, $2, ([1, 2])); // => [1, 2]',
  ))

test('a name with a value keeps its declaration', () =>
  expect(withAssertions('const y = f(x) // => 3')).toBe(
    'const y = f(x); $page.shows(1, y, (3)); // => 3',
  ))

test('a claim may stand under a statement of several lines', () =>
  expect(withAssertions('f(\n  x,\n)\n// => 3')).toBe(
    'const $4 = (f(\n  x,\n)); $page.shows(4, $4, (3));\n// => 3',
  ))

test('a claim inside a block is asserted there', () =>
  expect(withAssertions('if (b) {\n  y // => 3\n}')).toBe(
    'if (b) {\n  const $2 = (y); $page.shows(2, $2, (3)); // => 3\n}',
  ))

test('a value goes on in indented comments, a message line by line', () => {
  const value = 'f()\n// => { a: 1,\n//      b: 2 }\n// prose'
  expect(claimsOf(value)[0]?.says).toBe('{ a: 1, b: 2 }')
  const message = 'f() // throws: a: must be 1 (was 2)\n//   b: must be 1 (was 3)'
  expect(claimsOf(message)[0]?.says).toBe('a: must be 1 (was 2)\nb: must be 1 (was 3)')
})

test('an error is claimed with its whole message', () =>
  expect(withAssertions('const y = f(0) // throws: f: must be 1 (was 0)')).toBe(
    '$page.throws(1, () => { const y = f(0) }, "f: must be 1 (was 0)"); // throws: f: must be 1 (was 0)',
  ))

test('a text block after a ts block is what that block printed', () =>
  expect(compiled('```ts', 'console.log(1)', '```', '', '```text', '1', '```')).toEqual([
    '$page.begins();',
    'console.log(1)',
    '',
    '',
    '$page.printed(6, "1");',
    '',
    '',
  ]))

test('a text block after prose claims nothing', () =>
  expect(compiled('```ts', 'f()', '```', 'Prose.', '```text', '1', '```').join()).not.toContain(
    'printed',
  ))

test('a claim that would check nothing is refused', () => {
  expect(() => withAssertions('\n// => 3')).toThrow(
    new Error('line 2: a claim must follow a statement'),
  )
  expect(() => withAssertions('const [a] = f() // => 3')).toThrow(
    new Error('line 1: a value must be claimed of an expression or of one name'),
  )
})

test('a page starts with its title', () =>
  expect(() => compilePage('docs/page.md', '```ts\n```', './reader.ts')).toThrow(
    new Error('docs/page.md: must start with its title'),
  ))
