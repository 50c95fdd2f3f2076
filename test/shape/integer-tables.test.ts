import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('the tables are those that the script writes', () => {
  mkdirSync('build', { recursive: true })
  execFileSync(process.execPath, ['scripts/integer-tables.mjs', 'build/integer-tables.ts'])
  expect(readFileSync('src/shape/integer-tables.ts', 'utf8')).toBe(
    readFileSync('build/integer-tables.ts', 'utf8'),
  )
})
