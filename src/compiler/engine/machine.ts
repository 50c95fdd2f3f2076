// What programs run on: one memory, the threads of the host, and its vectors. All is made when the first program needs it.
import {
  type Census,
  hiring,
  type Programs,
  probe,
  programs,
  type Verdict,
  widen,
} from '../backend/index.ts'
import { kernelsOf, type Routine } from '../ir/index.ts'

export interface Settings {
  /** How many threads share the work of a program, at most. */
  readonly threads: number
  /** Whether the engine is told to make wide vectors: it changes no bit, but is a flag of the whole process. */
  readonly wideVectors: boolean
}

/** So many threads are used if nothing is said: more find no work in steps of the sizes that are measured. */
const USUAL_THREADS = 8
/** Each thread takes memory of the process; nobody gets more. */
export const MOST_THREADS = 64

const host = hiring()
let now: Settings = {
  threads: Math.min(USUAL_THREADS, host?.parallelism ?? 1),
  wideVectors: false,
}
let all: Programs | undefined
let isWidened: boolean | undefined
let verdict: Verdict | undefined

export const settings = (): Settings => now

/** What is said here holds for programs that are compiled from now on. */
export const configure = (some: Partial<Settings>): void => {
  const { threads = now.threads, wideVectors = now.wideVectors } = some
  now = { threads, wideVectors }
  if (now.wideVectors) isWidened ??= widen()
}

/** All compiled programs. */
export const machine = (): Programs => {
  all ??= programs(host)
  return all
}

/** Whether the products of a routine are written for wide vectors: the first one decides, by being tried. */
export const isWide = (routine: Routine): boolean => {
  if (!now.wideVectors || isWidened !== true) return false
  if (!kernelsOf(routine).some(({ kind }) => kind === 'product')) return false
  verdict ??= probe()
  return verdict.chosen
}

export interface Description extends Settings, Census {
  /** What came of wide vectors: none are asked for, the engine has none, none were tried yet, or what trying them gave. */
  readonly vectors: 'narrow' | 'not to be had' | 'not tried yet' | Verdict
}

export const describe = (): Description => ({
  ...now,
  ...machine().census(),
  vectors: !now.wideVectors
    ? 'narrow'
    : isWidened !== true
      ? 'not to be had'
      : (verdict ?? 'not tried yet'),
})
