// The digest of every portable check, and of all of them.
import { checks, ofText } from './checks.ts'

export type Digests = Readonly<Record<string, string>>

/** The digest of every portable check, by name. */
export const digests = (): Digests =>
  Object.fromEntries(Object.entries(checks).map(([name, check]) => [name, check()]))

/** One digest for all. */
export const total = (all: Digests): string =>
  ofText(
    Object.entries(all)
      .map(([name, digest]) => `${name} ${digest}\n`)
      .join(''),
  )
