// The `@example expression // => value` lines of a source file as a module, each on its own line. An example
// sees what its file exports, then its room, the root, the public rooms, the others and `pipe`: the nearest first.
import { join } from 'node:path'
import { claimsOf, preamble, withAssertions } from './page.ts'

const example = /^.*@example (.+ \/\/ (?:=>|throws:) .+?)\s*(?:\*\/)?\s*$/

/** The lines of a source file, all empty but its examples. */
const examplesOf = (source: string): readonly string[] =>
  source.split('\n').map((line) => example.exec(line)?.[1] ?? '')

/** How many examples of a source file are run. */
export const countExamples = (source: string): number =>
  claimsOf(examplesOf(source).join('\n')).length

/** The door of the room that a file is in, which may be some folders up. */
const doorOf = (path: string, rooms: readonly string[]): string => {
  const [nearest = ''] = rooms
    .filter((room) => path.startsWith(`src/${room}/`))
    .sort((a, b) => b.length - a.length)
  return join('src', nearest, 'index.ts')
}

/** The doors that an example may use, the nearest first. */
export const doorsOf = (path: string, rooms: readonly string[]): readonly string[] => [
  path,
  doorOf(path, rooms),
  'src/index.ts',
  ...rooms.map((room) => `src/${room}/index.ts`),
  'fp-ts/lib/function.js',
]

/** A door, and the names of the values that it exports. */
export interface Door {
  readonly specifier: string
  readonly names: readonly string[]
}

/** Types that examples name: they stand in no list of a door's values. */
const types: readonly string[] = ['Key', 'Params', 'Tensor']

/** The examples as a module: one import for each name that they use, from the nearest door that has it. */
export const compileExamples = (
  path: string,
  source: string,
  doors: readonly Door[],
  reader: string,
): string => {
  const [, ...lines] = examplesOf(source)
  const words = new Set(lines.join('\n').match(/[A-Za-z_$][\w$]*/g))
  const imports = [...words].flatMap((word) => {
    const door = doors.find(({ names }) => names.includes(word))
    if (types.includes(word)) return [`import type { ${word} } from 'espalier'; `]
    return door === undefined ? [] : [`import { ${word} } from ${JSON.stringify(door.specifier)}; `]
  })
  const body = withAssertions(['', ...lines].join('\n'))
    .split('\n')
    .slice(1)
  // a scope for each; the claim, by now an assertion, would comment the brace out
  const blocks = body.map((line) => line.replace(/^(.+) \/\/ (?:=>|throws:) .+$/, '{ $1 }'))
  return [`${imports.join('')}${preamble(path, reader)}`, ...blocks].join('\n')
}
