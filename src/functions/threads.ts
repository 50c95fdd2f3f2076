// How many threads may be asked for.
import { MOST_THREADS } from '../compiler/engine/index.ts'
import type { Others } from '../prelude/index.ts'

export const someThreads: Others = {
  what: `a whole number from 1 to ${MOST_THREADS}`,
  holds: (x) => Number.isInteger(x) && Number(x) >= 1 && Number(x) <= MOST_THREADS,
  do: 'write as many as the machine has, or leave it out',
}
