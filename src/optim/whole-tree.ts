// Optimizers that keep nothing and see all leaves at once.
import type { AnyTensor } from '../tensor/index.ts'
import { paths } from '../tree/index.ts'
import { floating, leavesLike, leavesOf, withLeaves } from './leaves.ts'
import {
  type Optimizer,
  optimizer,
  ruleOf,
  type Stateless,
  type Transformation,
} from './transformation.ts'

/** The leaves of gradients and parameters, in leaf order, with their paths. */
export interface Leaves {
  readonly gradients: readonly AnyTensor[]
  readonly parameters: readonly AnyTensor[]
  readonly paths: readonly string[]
}

/** An optimizer from the updates of all leaves. */
export const wholeTree = (
  updates: (leaves: Leaves) => readonly AnyTensor[],
): Optimizer<Stateless> =>
  optimizer({
    init: (params) => {
      floating(params)
      return Object.freeze({})
    },
    update: (grads, state, params) => {
      const gradients = leavesLike('update', 'grads', params, grads)
      const leaves = { gradients, parameters: leavesOf(params), paths: paths(params) }
      return [withLeaves(grads, updates(leaves)), state]
    },
  })

/** An optimizer that changes each gradient by itself. */
export const eachGradient = (f: (gradient: AnyTensor) => AnyTensor): Optimizer<Stateless> =>
  wholeTree(({ gradients }) => gradients.map(f))

/** Gives gradients as they are: the neutral element of {@link chain}. */
export const identity = (): Optimizer<Stateless> => eachGradient((gradient) => gradient)

/** An optimizer that is given what a stateless one makes of the gradients; the state is its own. */
export const behind = <T extends Transformation>(
  first: Optimizer<Stateless>,
  second: Optimizer<T>,
): Optimizer<T> => {
  const [before, rule] = [ruleOf(first), ruleOf(second)]
  return optimizer({
    init: rule.init,
    update: (grads, state, params, place) =>
      rule.update(before.update(grads, {}, params, place)[0], state, params, place),
  })
}
