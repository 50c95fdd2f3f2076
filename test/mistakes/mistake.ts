// A mistake beside what it says: the sentence is the key, so that a list reads as the rules of the library.
import { isLeft } from 'fp-ts/lib/Either.js'
import { attempt, type Issue, sentence } from '../../src/prelude/index.ts'

/** Calls by the sentences that they must fail with: thrown, or as a Left. Several sentences of one call are joined by lines. */
export type Mistakes = Readonly<Record<string, () => unknown>>

/** A function as JavaScript sees it: called with anything, as is what it gives. */
export interface Untyped {
  (...args: readonly unknown[]): Untyped
  readonly [name: string]: Untyped
}

export const untyped = (f: unknown): Untyped => f as Untyped

/** A room whose functions take anything: what TypeScript refuses must be refused at run time too. */
export const untypedRoom = <R extends object>(room: R): { readonly [K in keyof R]: Untyped } =>
  room as never

/** Everything that a call says, one sentence a line. An error that is not the library's own stays thrown. */
export const said = (run: () => unknown): string => {
  const answer = attempt(run)
  if (isLeft(answer)) return lines(answer.left)
  return refused(answer.right) ? lines(answer.right.left) : 'nothing was refused'
}

const lines = (issues: readonly Issue[]): string => issues.map(sentence).join('\n')

const refused = (x: unknown): x is { readonly left: readonly Issue[] } =>
  typeof x === 'object' && x !== null && '_tag' in x && x._tag === 'Left'

/** The rule behind a sentence: what is left without its place, names, sizes, shapes, dtypes and layers. */
export const ruleOf = (text: string): string =>
  text
    .replace(/^(?:einsum '[^']*'|[^:]*): (?:'[^']*': )?/, '')
    .replace(/ \(was .*\)(?=;|$)/s, '')
    .replace(/'[^']*'|"[^"]*"/g, '‘’')
    .replace(/\b\w+\([^)]*\)/g, 'layer')
    .replace(/\b(?:f32|f64|i32|u32|bool|key)\b/g, 'dtype')
    .replace(/\[[^\]]*\]/g, '[]')
    .replace(/-?\d+(?:\.\d+)?/g, '0')
