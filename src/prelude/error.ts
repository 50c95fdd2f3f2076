// A mistake in a program throws this one error; a mistake in a file is its issues, as a Left.
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import { type Issue, type Issues, sentence } from './issue.ts'

/** Everything that is wrong at once, one sentence a line. */
export class EspalierError extends Error {
  override readonly name = 'EspalierError'
  readonly issues: Issues

  constructor(issues: Issues) {
    super(issues.map(sentence).join('\n'))
    this.issues = issues
  }
}

/** Throws the issues as one error. */
export const fail = (...issues: Issues): never => {
  throw new EspalierError(issues)
}

/** Runs what may fail and gives its issues as a `Left`; an error that is not the library's own stays thrown.
 *  @example attempt(() => 6 * 7) // => { _tag: 'Right', right: 42 } */
export const attempt = <A>(run: () => A): Either<NonEmptyArray<Issue>, A> => {
  try {
    return right(run())
  } catch (error) {
    if (!(error instanceof EspalierError)) throw error
    const [first, ...rest] = error.issues
    return left([first, ...rest])
  }
}
