// One optimizer after another: the updates of the first are the gradients of the second.
import { fail } from '../prelude/index.ts'
import {
  type Chain,
  type Optimizer,
  optimizer,
  type Rule,
  type Transformation,
} from './transformation.ts'

type Links<Os> = {
  readonly [I in keyof Os]: Os[I] extends Optimizer<infer _>
    ? Os[I]
    : 'chain: must be optimizers (was a function); call it'
}
type KindsOf<Os> = { readonly [I in keyof Os]: Os[I] extends Optimizer<infer T> ? T : never }

/** Optimizers applied in order; the state is the list of theirs.
 *  @example chain(clipByGlobalNorm(1), scale(-0.1)).init([]) // => [{}, {}] */
export const chain = <const Os extends readonly unknown[]>(
  ...optimizers: Os extends Links<Os> ? Os : Links<Os>
): Optimizer<Chain<KindsOf<Os> & readonly Transformation[]>> => {
  const links = (optimizers as readonly unknown[]).map(linkOf)
  return optimizer({
    init: (params) => Object.freeze(links.map((link) => link.init(params))),
    update: (grads, state, params) => {
      const states = statesOf(links.length, state)
      const after: unknown[] = []
      const updates = links.reduce((given, link, i) => {
        const [changed, next] = link.update(given, states[i], params)
        after.push(next)
        return changed
      }, grads)
      return [updates, Object.freeze(after)]
    },
  })
}

const linkOf = (link: unknown): Rule =>
  typeof link === 'object' && link !== null && 'update' in link
    ? (link as Rule) // only `optimizer` makes what has an update
    : fail({
        where: 'chain',
        must: 'must be optimizers',
        was: typeof link === 'function' ? 'a function' : String(link),
        do: typeof link === 'function' ? 'call it' : 'give what sgd, scale or leafwise makes',
      })

const statesOf = (length: number, state: unknown): readonly unknown[] =>
  Array.isArray(state) && state.length === length
    ? state
    : fail({
        where: 'update',
        must: `'state' must be a list of ${length}, one for each optimizer of the chain`,
        was: Array.isArray(state) ? `${state.length}` : 'another value',
        do: 'take the state that init, or the last update, gave',
      })
