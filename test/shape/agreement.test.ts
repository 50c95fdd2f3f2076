// Types and values say the same: on a committed table of cases, and on new ones in every run.
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { agree } from './agreement/agree.ts'
import { type Case, casesFrom, moduleOf } from './agreement/draw.ts'
import { outcome, rules } from './agreement/rules.ts'
import { table } from './agreement/table.ts'

const committed: readonly Case[] = table

test('the values give what the table says', () => {
  const given = committed.map(({ rule, args }) => ({ rule, args, want: outcome(rule, args) }))
  expect(given).toEqual(committed)
})

test('the types give what the table says', () => expect(agree).toBe(true))

test('the table has shapes and sentences of every rule', () => {
  expect(committed.length).toBeGreaterThanOrEqual(300)
  for (const rule of rules) {
    const wants = committed.filter((one) => one.rule === rule).map(({ want }) => typeof want)
    const kinds = rule === 'arithmetic' ? ['object'] : ['object', 'string']
    expect([rule, ...new Set(wants)].sort()).toEqual([rule, ...kinds].sort())
  }
})

test('types and values agree on new cases', () => {
  const seed = Date.now() % 2 ** 31
  const home = 'build/agreement'
  mkdirSync(home, { recursive: true })
  writeFileSync(
    `${home}/table.ts`,
    `${moduleOf(casesFrom(seed, 4), `seed ${seed}`)}
import type { Disagreements } from '../../test/shape/agreement/types.ts'
export const agree: [Disagreements<typeof table>] extends [never] ? true : Disagreements<typeof table> = true
`,
  )
  const config = {
    extends: '../../tsconfig.json',
    compilerOptions: { isolatedDeclarations: false },
    include: ['table.ts'],
  }
  writeFileSync(`${home}/tsconfig.json`, JSON.stringify(config))
  const tsc = ['node_modules/typescript/bin/tsc', '-p', home, '--noErrorTruncation']
  expect(spawnSync(process.execPath, tsc, { encoding: 'utf8' }).stdout).toBe('')
}, 120_000)
