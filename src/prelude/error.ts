// A mistake in a program throws this one error; a mistake in a file is its issues, as a Left.
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import { type Issue, type Issues, sentence } from './issue.ts'
import { isFunction, isPlain, shown } from './shown.ts'

/** Everything that is wrong at once, one sentence a line. */
export class EspalierError extends Error {
  override readonly name = 'EspalierError'
  readonly issues: Issues

  constructor(issues: Issues) {
    super(demandIssues(issues).map(sentence).join('\n'))
    this.issues = issues
  }
}

const demandIssues = (issues: unknown): Issues =>
  Array.isArray(issues) && issues.length > 0 && Array.from(issues).every(isIssue)
    ? (issues as unknown as Issues) // as was asked
    : fail({
        where: 'EspalierError',
        must: 'issues must be an array of one or more, each with where, must, was and do',
        was: shown(issues),
        do: 'write [{ where, must, was, do }]',
      })

const isIssue = (x: unknown): boolean => {
  if (!isPlain(x)) return false
  const { where, must, was, do: advice } = x
  return [where, must, was, advice].every((part) => typeof part === 'string')
}

/** Throws the issues as one error. */
export const fail = (...issues: Issues): never => {
  throw new EspalierError(issues)
}

/** Throws the issues as one error, where there are any. */
export const failAll = (issues: readonly Issue[]): void => {
  const [first, ...rest] = issues
  if (first !== undefined) throw new EspalierError([first, ...rest])
}

/** Runs what may fail and gives its issues as a `Left`; an error that is not the library's own stays thrown.
 *  @example attempt(() => 6 * 7) // => { _tag: 'Right', right: 42 } */
export const attempt = <A>(run: () => A): Either<NonEmptyArray<Issue>, A> => {
  try {
    if (!isFunction(run))
      fail({
        where: 'attempt',
        must: 'what is run must be a function',
        was: shown(run),
        do: 'write attempt(() => …)',
      })
    return right(run())
  } catch (error) {
    if (!(error instanceof EspalierError)) throw error
    const [first, ...rest] = error.issues
    return left([first, ...rest])
  }
}
