// The whole message of a mistake, so that tests compare all of it.
import { EspalierError } from '../../src/prelude/index.ts'

/** What the library says of this; 'accepted' if it says nothing. Other errors stay thrown. */
export const refusal = (run: () => unknown): string => {
  try {
    run()
    return 'accepted'
  } catch (error) {
    if (!(error instanceof EspalierError)) throw error
    return error.message
  }
}
