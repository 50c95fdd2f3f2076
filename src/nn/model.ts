// Whether trees are those of a model: its parameters, with references where the spec has them, and its state.
import { scalar } from '../ops/index.ts'
import { failAll, type Issue } from '../prelude/index.ts'
import { type Alias, places } from '../tree/index.ts'
import { checkedParams, checkedState } from './check.ts'
import { grownFrom } from './init.ts'
import { meaningOf } from './meaning.ts'
import type { Spec } from './spec.ts'

/** Fails, with all that is wrong, where these are not the parameters of the spec, or share otherwise than it says, or where
 *  a state that is given is not its state. */
export const demandModel = (op: string, spec: Spec, params: unknown, state?: unknown): void => {
  const means = meaningOf(spec, op)
  const { dtype } = checkedParams(op, means.plan, params)
  if (state !== undefined) checkedState(op, means.state, state, dtype ?? state)
  const given = new Map(places(params, op).map((place) => [place.path, place]))
  const leaf = scalar(0) // any: names are compared
  failAll(
    places(
      grownFrom(spec, () => leaf),
      op,
    ).flatMap((own): readonly Issue[] => {
      const is = given.get(own.path)
      return is === undefined || shown(is) === shown(own)
        ? []
        : [
            {
              where: op,
              must: `'${own.path}' must be ${shown(own)}, as in the spec`,
              was: shown(is),
              do: 'share in both alike: by ref, tie and untie',
            },
          ]
    }),
  )
}

const shown = ({ path, target, via }: Alias): string =>
  path === target
    ? 'a value of its own'
    : `a reference to '${target}'${via === 'same' ? '' : ' transposed'}`
