// What trains must be given an optimizer.
import { fail, isFunction } from '../prelude/index.ts'
import { described } from '../tree/index.ts'

/** Fails for what is no optimizer. */
export const demandOptimizer = (where: string, x: unknown): void => {
  if (
    typeof x !== 'object' ||
    x === null ||
    !('update' in x && isFunction(x.update) && 'init' in x && isFunction(x.init))
  )
    fail({
      where,
      must: 'must be given an optimizer',
      was: described(x),
      do: typeof x === 'function' ? 'call it' : 'give what sgd, adam or leafwise makes',
    })
}
