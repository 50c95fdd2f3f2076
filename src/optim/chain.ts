// One optimizer after another: the updates of the first are the gradients of the second.
import { fail } from '../prelude/index.ts'
import { described } from '../tree/index.ts'
import {
  type Chain,
  foreign,
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
/** What a list of optimizers keeps, as one. */
export type ChainOf<Os> =
  KindsOf<Os> extends infer Ts extends readonly Transformation[] ? Chain<Ts> : never
type KindsOf<Os> = { readonly [I in keyof Os]: Os[I] extends Optimizer<infer T> ? T : never }

/** Optimizers applied in order; the state is the list of theirs.
 *  @example chain(clipByGlobalNorm(1), scale(-0.1)).init([]) // => [{}, {}] */
export const chain = <const Os extends readonly unknown[]>(
  ...optimizers: Os extends Links<Os> ? Os : Links<Os>
): Optimizer<ChainOf<Os>> => {
  const links = (optimizers as readonly unknown[]).map(linkOf)
  return optimizer({
    init: (params) => Object.freeze(links.map((link) => link.init(params))),
    update: (grads, state, params, place) => {
      const states = statesOf(links.length, state, place)
      const after: unknown[] = []
      const updates = links.reduce((given, link, i) => {
        const [changed, next] = link.update(given, states[i], params, `${place}.${i}`)
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
        was: described(link),
        do: typeof link === 'function' ? 'call it' : 'give what sgd, scale or leafwise makes',
      })

const statesOf = (length: number, state: unknown, place: string): readonly unknown[] =>
  Array.isArray(state) && state.length === length ? state : fail(foreign(place))
