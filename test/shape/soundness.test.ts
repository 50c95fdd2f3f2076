// The types are right about calls of which they know less than happens: they refuse none that runs, and promise no other shape.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compilers, consumerOptions, tsc } from '../messages/compiler.ts'
import { casesFrom, randomFrom } from './agreement/draw.ts'
import { type AbstractCase, abstracted } from './soundness/abstract.ts'
import { falsehood } from './soundness/verdict.ts'

const home = 'build/soundness'

const show = ({ concrete: { rule, args, want }, types }: AbstractCase, printed: string): string =>
  `${rule}<${types.join(', ')}>\n  is    ${printed}\n  gives ${JSON.stringify(want)} for ${JSON.stringify(args)}`

/** What the compiler makes of each call, in its own words. */
const printedTypes = (cases: readonly AbstractCase[]): readonly string[] => {
  const lines = cases.map(
    ({ concrete: { rule }, types }, i) =>
      `export const result${i} = the<Outcome<'${rule}', [${types.join(', ')}]>>()`,
  )
  const head = `import type { Outcome } from '../../test/shape/agreement/types.ts'\ndeclare const the: <T>() => T\n`
  mkdirSync(home, { recursive: true })
  writeFileSync(`${home}/calls.ts`, head + lines.join('\n'))
  writeFileSync(`${home}/tsconfig.json`, JSON.stringify(consumerOptions(['calls.ts'])))
  const emit = '--noEmit false --declaration --emitDeclarationOnly --rootDir . --noErrorTruncation'
  const errors = tsc(compilers['7.0'], '-p', home, '--outDir', `${home}/out`, ...emit.split(' '))
  if (errors !== '') throw new Error(errors)
  const printed = readFileSync(`${home}/out/build/soundness/calls.d.ts`, 'utf8')
  return cases.map((_, i) => new RegExp(`result${i}: (.*);`).exec(printed)?.[1] ?? 'nothing')
}

test('types refuse no call that runs, and promise no shape but that of its result', () => {
  const seed = Date.now() % 2 ** 31
  const random = randomFrom(seed)
  const cases = casesFrom(seed, 12).map((one) => abstracted(random, one))
  const printed = printedTypes(cases)
  const falsehoods = cases.flatMap((one, i) => {
    const fault = falsehood(one, printed[i] ?? 'nothing')
    return fault === null ? [] : [`${fault}: ${show(one, printed[i] ?? 'nothing')}`]
  })
  console.log(`soundness: ${cases.length} calls, seed ${seed}`)
  expect(falsehoods.join('\n')).toBe('')
  expect(cases.length).toBeGreaterThan(200)
}, 120_000)
