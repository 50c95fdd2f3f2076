// The threads that work on the programs of one memory. Workers are hired when a program first has work for them, and join
// when they are ready.
import type { Memory } from '../host.ts'
import { CODE, JOINED, LENGTH, LIMIT, PATIENT, PROGRAM } from './board.ts'
import type { Hiring } from './hire.ts'

/** A module whose kernels threads share: its number, where its bytes lie, and how many threads may take part. */
export interface Shared {
  readonly program: number
  readonly code: number
  readonly length: number
  readonly threads: number
}

export interface Team {
  /** Says which program comes next. */
  readonly turn: (shared: Shared) => void
  /** Says that the bytes of a program's module may be overwritten. */
  readonly forget: (program: number) => void
  /** How many workers have joined. */
  readonly joined: () => number
}

/** Whether this thread may wait: the main thread of a page may not. */
const mayWait = (): boolean => {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1)
    return true
  } catch {
    return false
  }
}

/** Workers for each thread of the host, at most: bits are the same with fewer, and more would only take turns. */
const CROWD = 4

export const team = (memory: Memory, { hire, parallelism }: Hiring): Team => {
  let workers = 0
  let now = 0
  let buffer: ArrayBufferLike | undefined
  let words: Int32Array = new Int32Array()
  const board = (): Int32Array => {
    if (buffer !== memory.buffer) {
      buffer = memory.buffer
      words = new Int32Array(buffer, 0, 256)
    }
    return words
  }
  board()[PATIENT / 4] = mayWait() ? 1 : 0
  return {
    turn: ({ program, code, length, threads }) => {
      while (workers < Math.min(threads - 1, CROWD * parallelism))
        hire({ memory, thread: ++workers })
      if (now === program) return
      // 0 while it changes: who reads in between reads again
      Atomics.store(board(), PROGRAM / 4, 0)
      Atomics.store(board(), CODE / 4, code)
      Atomics.store(board(), LENGTH / 4, length)
      Atomics.store(board(), LIMIT / 4, threads)
      Atomics.store(board(), PROGRAM / 4, program)
      now = program
    },
    forget: (program) => {
      if (now !== program) return
      Atomics.store(board(), PROGRAM / 4, 0)
      now = 0
    },
    joined: () => Atomics.load(board(), JOINED / 4),
  }
}
