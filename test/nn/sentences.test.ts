// One mistake, one sentence: what the compiler says in types-test/nn.test-d.ts, the library says when that code runs.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const source = readFileSync('types-test/nn.test-d.ts', 'utf8')

/** The type test as a program: each refusal is put off, and all are given out in their order. */
const program = `${source
  .replace(/^import .* from 'tsd'$/m, '')
  .replaceAll(/^expectError\(/gm, 'refusals.push(() => ')}
`
const prelude = `
const ignore = (..._: readonly unknown[]): void => {}
const [expectAssignable, expectNotAssignable, expectType] = [ignore, ignore, ignore]
export const refusals: (() => unknown)[] = []
`

/** The program's refusals, from a bundle in which espalier is its source. */
const refusals = async (): Promise<readonly (() => unknown)[]> => {
  const folder = resolve('build/sentences')
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/nn.ts`, `${prelude}${program}`)
  await build({
    entryPoints: [`${folder}/nn.ts`],
    outfile: `${folder}/nn.mjs`,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    tsconfig: 'tsconfig.json',
    logLevel: 'warning',
  })
  const { refusals: all } = await import(pathToFileURL(`${folder}/nn.mjs`).href)
  return all
}

const said = [...source.matchAll(/^\/\/! (.+)$/gm)].map(([, text]) => text ?? '')

/** The number of arguments is TypeScript's own sentence; the function of a layer runs when the layer is applied. */
const isLate = (text: string): boolean => /^(TS\d|layer: its function)/.test(text)

test('every refusal of the types is one of the values, in the same words', async () => {
  const thunks = await refusals()
  expect(thunks.length).toBe(said.length)
  expect(thunks.length).toBeGreaterThanOrEqual(65)
  const answers = thunks.map((thunk) => {
    try {
      thunk()
      return 'nothing'
    } catch (error) {
      return error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'nothing'
    }
  })
  const pairs = said.map((text, i) => [text, answers[i]] as const)
  expect(pairs.filter(([text, answer]) => !isLate(text) && text !== answer)).toEqual([])
  console.log(`types-test/nn.test-d.ts: ${said.length} sentences said at run time too`)
})
