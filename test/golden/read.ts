// Reads a fixture of this folder: JSON whose "NaN", "Infinity", "-Infinity" and "-0" are numbers again.
import { readFileSync } from 'node:fs'

/** An array as the scripts write it: flat, row-major; bool as 0 and 1, f32 as the exact double. */
export interface Stored {
  readonly shape: readonly number[]
  readonly dtype: 'f32' | 'f64' | 'i32' | 'u32' | 'bool'
  readonly data: readonly number[]
}

/** What every fixture says of itself. */
export interface Meta {
  readonly script: string
  readonly versions: Readonly<Record<string, string>>
}

/** A case of ops.json: `out = op(...args, params)`; `grads[i]` is that of sum(out · weights) by `args[i]`. */
export interface OpCase {
  readonly op: string
  readonly args: readonly Stored[]
  readonly params: Readonly<Record<string, unknown>>
  readonly out: Stored
  readonly weights?: Stored
  readonly grads?: readonly (Stored | null)[]
  readonly note?: string
}

const words: ReadonlyMap<unknown, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['-0', -0],
])

/** The value of a fixture's text. */
export const decode = (text: string): unknown =>
  JSON.parse(text, (_, value: unknown) => words.get(value) ?? value)

/** The fixture of that name, such as `ops.json`, as what the README says it holds. */
export const read = <Fixture>(name: string): Fixture =>
  // read.test.ts holds the files to the shapes that the README gives them
  decode(readFileSync(new URL(name, import.meta.url), 'utf8')) as Fixture
