// Calls undone: what is computed again of a body is the same whether its equations stand in it or in a call.
import { type Equation, list, type Program, remembered, type Var } from '../../ir/index.ts'
import { nextId } from './programs.ts'

/** The program with the bodies of its calls in their place; those within loops and branches stay. */
export const inlined: (program: Program) => Program = remembered((program) => {
  if (!program.equations.some(({ op }) => op === 'call')) return program
  let id = nextId(program)
  const equations: Equation[] = []
  /** Writes the equations of a body that takes these; what it gives. */
  const write = (body: Program, inputs: readonly Var[], name: (v: Var) => Var): readonly Var[] => {
    const names = new Map(body.inputs.map((v, i) => [v.id, inputs[i] ?? v]))
    const named = (v: Var): Var => names.get(v.id) ?? v
    for (const equation of body.equations) {
      const operands = list<Var>(equation.operands).map(named)
      const results = list<Var>(equation.results)
      const made =
        equation.op === 'call' ? write(equation.params.body, operands, fresh) : results.map(name)
      for (const [i, { id: own }] of results.entries()) {
        const variable = made[i]
        if (variable !== undefined) names.set(own, variable)
      }
      if (equation.op !== 'call')
        equations.push({ ...equation, operands, results: made } as unknown as Equation) // renamed alone
    }
    return body.outputs.map(named)
  }
  const fresh = ({ type }: Var): Var => ({ id: id++, type })
  return {
    inputs: program.inputs,
    outputs: write(program, program.inputs, (v) => v),
    equations,
  }
})
