// Compiles the type tests with the command line of any TypeScript: each refusal must be one message, which says its sentence.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compare, type Report } from './compare.ts'
import { consumerOptions, emitDeclarations, tsc } from './compiler.ts'
import { type Diagnostic, diagnosticsOf } from './diagnostic.ts'

const home = 'build/messages'

/** Lays the type tests beside fresh declarations of the package, so that a stale dist/ cannot answer for it. */
export const layOut = (): void => {
  rmSync(home, { recursive: true, force: true })
  mkdirSync(home, { recursive: true })
  cpSync('types-test', join(home, 'types-test'), { recursive: true })
  cpSync('package.json', join(home, 'package.json'))
  writeFileSync(join(home, 'tsconfig.json'), JSON.stringify(consumerOptions(['types-test'])))
  emitDeclarations(join(home, 'dist'))
}

/** Checks every type test that is laid out, with the compiler at this path. */
export const check = (compiler: string): Report => {
  const said = diagnosticsOf(tsc(compiler, '-p', home))
  const files = readdirSync(join(home, 'types-test'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.test-d.ts'),
  )
  const isIn = (file: string, one: Diagnostic): boolean => one.file.endsWith(`types-test/${file}`)
  const reports = files.map((file) =>
    compare(
      file,
      readFileSync(join(home, 'types-test', file), 'utf8'),
      said.filter((one) => isIn(file, one)),
    ),
  )
  const elsewhere = said.filter((one) => !files.some((file) => isIn(file, one)))
  return {
    sentences: reports.reduce((sum, { sentences }) => sum + sentences, 0),
    faults: [...reports.flatMap(({ faults }) => faults), ...elsewhere.map(({ text }) => text)],
  }
}
