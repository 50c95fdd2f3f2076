// Weights that shrink: decay that is decoupled from the gradient's scale where it stands after it.
// Loshchilov & Hutter, Decoupled Weight Decay Regularization, 2019.
import type { Predicate } from 'fp-ts/lib/Predicate.js'
import { add, mul } from '../ops/index.ts'
import { aFunction, demandNumber, optionsOf } from '../prelude/index.ts'
import type { Optimizer, Stateless } from './transformation.ts'
import { wholeTree } from './whole-tree.ts'

export interface DecayOptions {
  /** The paths whose leaves decay; all, unless given: `matching(net, role('weight'))`. */
  readonly mask?: Predicate<string>
}

/** Adds weightDecay · parameter to each gradient.  Fails for a negative decay. */
export const addDecayedWeights = (
  weightDecay: number,
  options: DecayOptions = {},
): Optimizer<Stateless> => {
  demandNumber('addDecayedWeights', 'weightDecay', weightDecay, 'notNegative')
  const { mask } = optionsOf<DecayOptions>('addDecayedWeights', { mask: aFunction }, options)
  return decayed(weightDecay, mask)
}

/** {@link addDecayedWeights} of what was checked. */
export const decayed = (
  weightDecay: number,
  mask: Predicate<string> = () => true,
): Optimizer<Stateless> =>
  wholeTree(({ gradients, parameters, paths }) =>
    gradients.map((gradient, i) => {
      const parameter = parameters[i]
      return parameter !== undefined && mask(paths[i] ?? '')
        ? add(gradient, mul(parameter, weightDecay))
        : gradient
    }),
  )
