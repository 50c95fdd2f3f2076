// Equal equations are computed once. Bodies are programs of their own: nothing merges across a checkpoint.
import {
  canonicalParams,
  type Equation,
  list,
  type Program,
  type Var,
} from '../../language/ir/index.ts'
import { eachBody } from './bodies.ts'

export const share = (program: Program): Program => {
  const known = new Map<string, Equation>()
  const same = new Map<number, Var>()
  const renamed = (v: Var): Var => same.get(v.id) ?? v
  const equations = program.equations.flatMap((equation): readonly Equation[] => {
    const operands = list<Var>(equation.operands).map(renamed)
    const key = `${equation.op}(${operands.map(({ id }) => id)})${canonicalParams(equation.params)}`
    const twin = known.get(key)
    if (twin !== undefined) {
      const results = list<Var>(twin.results)
      for (const [i, { id }] of list<Var>(equation.results).entries()) {
        const result = results[i]
        if (result !== undefined) same.set(id, result)
      }
      return []
    }
    const kept = eachBody({ ...equation, operands } as unknown as Equation, share) // operands are renamed alone
    known.set(key, kept)
    return [kept]
  })
  return { inputs: program.inputs, equations, outputs: program.outputs.map(renamed) }
}
