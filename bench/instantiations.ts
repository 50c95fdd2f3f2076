// What a type costs its user: the instantiations that a file with it takes, less those of the same file without it. Counts,
// unlike times, are the same on every run and machine.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compilers, consumerOptions, emitDeclarations, tsc } from '../test/messages/compiler.ts'

const home = 'build/instantiations'

/** Files that import the package's declarations from `../dist/…`, with and without what is measured. */
export interface Subject {
  readonly without: string
  readonly with: string
}

const count = (compiler: string, text: string): number => {
  writeFileSync(join(home, 'src/main.ts'), text)
  const output = tsc(compiler, '-p', home, '--extendedDiagnostics')
  const found = /^Instantiations:\s+(\d+)/m.exec(output)?.[1]
  if (found === undefined || /error TS/.test(output)) throw new Error(output)
  return Number(found)
}

/** The instantiations of each subject under each compiler. */
export const instantiations = <Name extends string>(
  subjects: Readonly<Record<Name, Subject>>,
): ReadonlyMap<Name, readonly number[]> => {
  rmSync(home, { recursive: true, force: true })
  mkdirSync(join(home, 'src'), { recursive: true })
  emitDeclarations(join(home, 'dist'))
  writeFileSync(join(home, 'tsconfig.json'), JSON.stringify(consumerOptions(['src'])))
  const names = Object.keys(subjects) as Name[] // a record of them
  return new Map(
    names.map((name) => [
      name,
      Object.values(compilers).map(
        (compiler) =>
          count(compiler, subjects[name].with) - count(compiler, subjects[name].without),
      ),
    ]),
  )
}

/** Prints a line for each subject: its instantiations under each compiler. */
export const measureInstantiations = (subjects: Readonly<Record<string, Subject>>): void => {
  const width = Math.max(...Object.keys(subjects).map((name) => name.length))
  const versions = Object.keys(compilers).map((version) => version.padStart(8))
  console.log(`  ${'instantiations under TypeScript'.padEnd(width)}${versions.join('')}`)
  for (const [name, costs] of instantiations(subjects)) {
    const columns = costs.map((cost) => `${cost}`.padStart(8))
    console.log(`  ${name.padEnd(width)}${columns.join('')}`)
  }
}
