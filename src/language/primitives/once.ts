// An equation names a value that its programs capture once, however often it was given: then what is gathered for the
// value is one sum, in the order of the equations inside, and a program means the same to the bit however it was written.
import {
  type Equation,
  list,
  type Op,
  type Operands,
  type Params,
  type Program,
  type Var,
} from '../ir/index.ts'
import type { Once, Rules, Table } from '../level/index.ts'

const shared = new WeakMap<Program, Map<string, Program>>()

/** The program whose i-th input is its first[i]-th too. */
const sharing = (table: Table, program: Program, first: readonly number[]): Program => {
  const known = shared.get(program) ?? new Map<string, Program>()
  shared.set(program, known)
  const key = first.join()
  const made = known.get(key) ?? renamed(table, program, first)
  known.set(key, made)
  return made
}

const renamed = (table: Table, program: Program, first: readonly number[]): Program => {
  const names = new Map<number, Var>()
  for (const [i, v] of program.inputs.entries()) {
    const same = program.inputs[first[i] ?? i]
    if (same !== undefined && same !== v) names.set(v.id, same)
  }
  const name = (v: Var): Var => names.get(v.id) ?? v
  return {
    inputs: program.inputs.filter(({ id }) => !names.has(id)),
    equations: program.equations.map((equation) => {
      const operands = list<Var>(equation.operands).map(name)
      return withOnce(table, { ...equation, operands } as unknown as Equation) // renamed alone
    }),
    outputs: program.outputs.map(name),
  }
}

const withOnce = <P extends Op>(table: Table, equation: Equation<P>): Equation<P> => {
  const rules: Rules<P> = table[equation.op]
  const [operands, params] = namedOnce(table, rules, equation.operands, equation.params)
  return { ...equation, operands, params }
}

/** The operands and parameters of an equation that names what it captures once. */
export const namedOnce = <P extends Op>(
  table: Table,
  rules: Rules<P>,
  operands: Operands<P, Var>,
  params: Params<P>,
): readonly [Operands<P, Var>, Params<P>] => {
  if (rules.kind === 'firstOrder') return [operands, params]
  const once: Once = (variables) => {
    const ids = variables.map(({ id }) => id)
    const first = ids.map((id) => ids.indexOf(id))
    const values = variables.filter((_, i) => first[i] === i)
    return values.length === variables.length
      ? { values, share: (program) => program }
      : { values, share: (program) => sharing(table, program, first) }
  }
  return rules.once(operands, params, once)
}
