// Functions that must give two things at once.
import { type Fill, fail, fill } from '../prelude/index.ts'
import type { Box } from '../shape/index.ts'
import { type Described, described } from '../tree/index.ts'

const pair = {
  where: '{op}',
  must: '{what} must give a pair {pair}',
  was: '{given}',
  do: '{do}',
} as const

/** Which function it is, and what it must give: `[carry, y]`. */
export interface Pair {
  readonly op: string
  readonly what: string
  readonly pair: string
  readonly do: string
}

/** What the function gave.  Fails where it is no pair. */
export const pairOf = (words: Pair, given: unknown): readonly [unknown, unknown] =>
  Array.isArray(given) && given.length === 2
    ? [given[0], given[1]]
    : fail(fill(pair, { ...words, given: described(given) }))

/** The sentence of what is no pair. */
export type PairFault<P extends Pair, R> =
  Box<R> extends Box<readonly [unknown, unknown]>
    ? never
    : Fill<typeof pair, P & { readonly given: Described<R> }>

export type First<R> = R extends readonly [infer A, unknown] ? A : never
export type Second<R> = R extends readonly [unknown, infer B] ? B : never
