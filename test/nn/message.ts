// The whole message of a mistake.
import { isLeft } from 'fp-ts/lib/Either.js'
import { attempt, sentence } from '../../src/prelude/index.ts'

/** Every sentence of the error that f throws, one a line. */
export const message = (f: () => unknown): string => {
  const answer = attempt(f)
  return isLeft(answer) ? answer.left.map(sentence).join('\n') : 'no error'
}

/** A function that takes anything: what TypeScript refuses must be refused at run time too. */
export const untyped = (f: unknown): ((...args: readonly unknown[]) => unknown) =>
  f as (...args: readonly unknown[]) => unknown
