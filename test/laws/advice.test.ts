// Law 7 where the types speak: what the editor says of a mistake ends with what to do, as every error does (it cannot be built
// without: test/prelude/issue.test.ts).
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { table } from '../shape/agreement/table.ts'

const grammar = /^[^\n]+?: [^\n]*\bmust [^\n]+ \(was [^\n]+\); [^\n]+$/

/** The sentences of the type tests, but TypeScript's own, and paths, which stand where another was meant. */
const said = readdirSync('types-test').flatMap((name) =>
  [...readFileSync(`types-test/${name}`, 'utf8').matchAll(/^\s*\/\/! (?!TS\d| )(.+: .+)$/gm)].map(
    ([, text]) => text ?? '',
  ),
)

test('every sentence of the editor says what to do', () => {
  console.log(`advice: ${said.length} sentences of the editor`)
  expect(said.length).toBeGreaterThan(400)
  expect(said.filter((text) => !grammar.test(text))).toEqual([])
})

test('every sentence of a shape rule says what to do', () => {
  const refused = table.flatMap(({ want }): readonly string[] =>
    typeof want === 'string' ? [want] : [],
  )
  expect(refused.length).toBeGreaterThan(100)
  expect(refused.filter((text) => !grammar.test(text))).toEqual([])
})
