// One step of training as a pure function of a run and a batch, and the run it starts from. A run is a plain tree: print it,
// save it, batch it, go back to it.

import { type Differentiable, valueAndGrad } from '../functions/index.ts'
import { applyUpdates, type Optimizer, type StateOf, type Transformation } from '../optim/index.ts'
import { demandFunction, demandRecord, refuse } from '../prelude/index.ts'
import { foldIn } from '../random/index.ts'
import type { Key } from '../tensor/index.ts'
import { demandOptimizer } from './optimizer.ts'

/** Parameters and what the optimizer keeps beside them. */
export interface Run<P, S> {
  readonly params: P
  readonly opt: S
}

/** The run before any step. */
export const start = <T extends Transformation>(
  optimizer: Optimizer<T>,
): (<P>(params: P) => Run<P, StateOf<T, P>>) => {
  demandOptimizer('start', optimizer)
  return (params) => Object.freeze({ params, opt: optimizer.init(params) })
}

/** A step of training: the run after the gradient of a batch's loss has been stepped along, and that loss, taken before.
 *  Where the loss gives a pair, the gradient is that of its first, and the step gives the pair. */
export const step = <P, B, R, T extends Transformation>(
  loss: Differentiable<P, readonly [batch: B], R>,
  optimizer: Optimizer<T>,
): ((run: Run<P, StateOf<T, P>>, batch: B) => readonly [Run<P, StateOf<T, P>>, R]) => {
  demandOptimizer('step', optimizer)
  demandFunction('step', 'loss', loss)
  return (run, batch) => {
    demandRecord('step', 'run', run)
    const [value, gradients] = valueAndGrad<P, readonly [B], R>(loss)(run.params, batch)
    return [stepped('step', optimizer, run, gradients), value]
  }
}

/** The run after a gradient. */
const stepped = <P, T extends Transformation>(
  where: string,
  optimizer: Optimizer<T>,
  { params, opt }: Run<P, StateOf<T, P>>,
  gradients: P,
): Run<P, StateOf<T, P>> => {
  const given: unknown = optimizer.update(gradients, opt, params)
  if (!Array.isArray(given) || given.length !== 2)
    refuse(where, 'optimizer must give a pair [updates, state]', given, 'return both')
  const [updates, next] = given as unknown as readonly [P, StateOf<T, P>] // as Optimizer says
  return Object.freeze({ params: applyUpdates(params, updates), opt: next })
}

/** What a layer with state, or with randomness, is applied in. */
export interface Context<M> {
  readonly state: M
  readonly key: Key
}

/** A run of a model that has state of its own, such as running means, or draws at random. */
export interface StatefulRun<P, S, M> extends Run<P, S>, Context<M> {}

/** A step of training a model with state: the loss is given the context, and gives its value and the next state. A step draws
 *  from the first of the two keys that the run's is split into; the second is the next run's. */
export const statefulStep = <P, B, M, L, T extends Transformation>(
  loss: Differentiable<P, readonly [batch: B, context: Context<M>], readonly [L, M]>,
  optimizer: Optimizer<T>,
): ((
  run: StatefulRun<P, StateOf<T, P>, M>,
  batch: B,
) => readonly [StatefulRun<P, StateOf<T, P>, M>, L]) => {
  demandOptimizer('statefulStep', optimizer)
  demandFunction('statefulStep', 'loss', loss)
  return (run, batch) => {
    demandRecord('statefulStep', 'run', run)
    const context: Context<M> = { state: run.state, key: foldIn(run.key, 0) }
    const differentiate = valueAndGrad<P, readonly [B, Context<M>], readonly [L, M]>(loss)
    const [[value, state], gradients] = differentiate(run.params, batch, context)
    const next = stepped('statefulStep', optimizer, run, gradients)
    return [Object.freeze({ ...next, state, key: foldIn(run.key, 1) }), value]
  }
}
