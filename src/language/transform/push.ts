// Pushing tangents through one operation: what jvp and linearize have in common.
import { isFloat } from '../../shape/index.ts'
import {
  list,
  mapOperands,
  mapResults,
  type Op,
  type Operands,
  type Params,
  type Results,
} from '../ir/index.ts'
import {
  bindAll,
  type Control,
  type FirstOrder,
  type Rules,
  type Tangent,
  type Value,
} from '../level/index.ts'
import { zeros } from '../primitives/index.ts'

export interface Site<P extends Op> {
  readonly operands: Operands<P, Value>
  readonly tangents: Operands<P, Tangent>
}
export type Pushed<P extends Op> = readonly [Results<P, Value>, Results<P, Tangent>]

const noTangents = <P extends Op>(results: Results<P, Value>): Pushed<P> => [
  results,
  mapResults<P, Value, Tangent>(results, () => null),
]

/** The results of an operation and their tangents; control flow does it in the way of the transformation. */
export const push = <P extends Op>(
  rules: Rules<P>,
  params: Params<P>,
  site: Site<P>,
  through: (rules: Control<P>) => Pushed<P>,
): Pushed<P> => {
  const { operands, tangents } = site
  if (list(tangents).every((tangent) => tangent === null))
    return noTangents<P>(bindAll(rules, params, operands))
  if (rules.kind === 'control') return through(rules)
  const results = bindAll(rules, params, operands)
  if (rules.jvp === 'zero') return noTangents<P>(results)
  if (rules.jvp === 'linear') return [results, linearly(rules, params, site, results)]
  return [results, rules.jvp({ tangents, operands, results }, params)]
}

/** The tangent of a linear operation: itself, on the tangents of floats. */
const linearly = <P extends Op>(
  rules: FirstOrder<P>,
  params: Params<P>,
  { operands, tangents }: Site<P>,
  results: Results<P, Value>,
): Results<P, Tangent> => {
  const floating = list<Value>(results).some(({ dtype }) => isFloat(dtype))
  if (!floating) return mapResults<P, Value, Tangent>(results, () => null)
  const duals = list<Tangent>(tangents)
  const moved = mapOperands<P, Value, Value>(operands, (x, i) =>
    isFloat(x.dtype) ? (duals[i] ?? zeros(x)) : x,
  )
  return bindAll(rules, params, moved)
}
