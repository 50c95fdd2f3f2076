// What programs run on: one memory, and the threads of the host. It is made when the first program needs it.
import { hiring, type Programs, programs } from '../backend/index.ts'

export interface Settings {
  /** How many threads share the work of a program, at most. */
  readonly threads: number
}

/** More threads than this find no work in steps of the sizes that are measured. */
const MOST_THREADS = 8

const host = hiring()
let now: Settings = { threads: Math.min(MOST_THREADS, host?.parallelism ?? 1) }
let all: Programs | undefined

export const settings = (): Settings => now

/** What is said here holds for programs that are compiled from now on. */
export const configure = (some: Partial<Settings>): void => {
  now = { ...now, ...some }
}

/** All compiled programs. */
export const machine = (): Programs => {
  all ??= programs(host)
  return all
}
