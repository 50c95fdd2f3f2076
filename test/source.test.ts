// How the source reads: what it may not say, and how long its files are.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { faultsOf } from './source/faults.ts'

const files: readonly { readonly path: string; readonly text: string }[] = readdirSync('src', {
  recursive: true,
  encoding: 'utf8',
})
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join('src', name))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }))

const lengths: readonly number[] = files
  .map(({ text }) => text.trimEnd().split('\n').length)
  .sort((a, b) => a - b)

test('the test reads the source', () => expect(files.length).toBeGreaterThan(5))

for (const { path, text } of files)
  test(`${path} says nothing that the house forbids`, () => expect(faultsOf(text)).toEqual([]))

test('files are short: the median at most 150 lines, the longest at most 400', () => {
  const median = lengths[lengths.length >> 1] ?? 0
  const longest = lengths.at(-1) ?? 0
  console.log(`src: ${lengths.length} files, median ${median} lines, longest ${longest}`)
  expect(median).toBeLessThanOrEqual(150)
  expect(longest).toBeLessThanOrEqual(400)
})

test('a file begins by saying what it is', () => {
  const silent = files.filter(({ text }) => !text.startsWith('// ')).map(({ path }) => path)
  expect(silent).toEqual([])
})

test('a file is named by what it holds, in kebab-case', () => {
  const vague = /\b(?:utils?|helpers?|common|misc|manager)\b/
  const odd = files.filter(({ path }) => !/^[a-z0-9/-]+\.ts$/.test(path) || vague.test(path))
  expect(odd.map(({ path }) => path)).toEqual([])
})
