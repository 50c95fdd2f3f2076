// A type test as a program: what the compiler refuses there must be refused by the values too, in the same words.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const prelude = `
const ignore = (..._: readonly unknown[]): void => {}
const [expectAssignable, expectError, expectNotAssignable, expectType] = [ignore, ignore, ignore, ignore]
export const refusals: (() => unknown)[] = []
`

/** What is said of one mistake: by the types, and by the values. */
export interface Said {
  readonly types: string
  readonly values: string
}

/** Runs types-test/NAME.test-d.ts: all of it, its refusals last, each alone, but for those inside of functions (of sizes that only
 *  a caller knows). In the program espalier is its source. */
export const refusalsOf = async (name: string): Promise<readonly Said[]> => {
  const source = readFileSync(`types-test/${name}.test-d.ts`, 'utf8')
  const program = source
    .replace(/^import .* from 'tsd'$/m, '')
    .replaceAll(/^expectError\(/gm, 'refusals.push(() => ')
  const folder = resolve('build/sentences')
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/${name}.ts`, `${prelude}${program}`)
  await build({
    entryPoints: [`${folder}/${name}.ts`],
    outfile: `${folder}/${name}.mjs`,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    tsconfig: 'tsconfig.json',
    logLevel: 'warning',
  })
  const { refusals }: { readonly refusals: readonly (() => unknown)[] } = await import(
    pathToFileURL(`${folder}/${name}.mjs`).href
  )
  // further lines of one sentence are indented
  const types = [...source.matchAll(/^\/\/! (\S.*)$/gm)].map(([, text]) => text ?? '')
  if (types.length !== refusals.length)
    throw new Error(
      `${name}: must have a sentence for each refusal (was ${types.length} and ${refusals.length})`,
    )
  return types.map((text, i) => ({ types: text, values: answer(refusals[i]) }))
}

/** The first line of what a run says. */
const answer = (run: (() => unknown) | undefined): string => {
  try {
    run?.()
    return 'nothing'
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'nothing'
  }
}
