// The step itself.
import { add } from '../ops/index.ts'
import { leavesLike, leavesOf, withLeaves } from './leaves.ts'
import type { Like } from './transformation.ts'

/** The parameters with the updates added: a new tree of their type.  Fails where the trees differ.
 *  @example applyUpdates({ w: scalar(1) }, { w: scalar(0.5) }) // => { w: scalar(1.5) } */
export const applyUpdates = <P, U>(
  params: P,
  updates: Like<U, P, 'applyUpdates', 'updates'>,
): P => {
  const changes = leavesLike('applyUpdates', 'updates', params, updates)
  const stepped = leavesOf(params).map((parameter, i) => add(parameter, changes[i] ?? 0)) // one for each
  return withLeaves(params, stepped) as P // the same structure and types
}
