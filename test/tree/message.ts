// The whole message of an error: vitest's toThrow is content with a part of it.
import { EspalierError } from '../../src/prelude/index.ts'

/** What a mistake says; an error that is not the library's own stays thrown. */
export const messageOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    if (error instanceof EspalierError) return error.message
    throw error
  }
  return 'nothing was thrown'
}
