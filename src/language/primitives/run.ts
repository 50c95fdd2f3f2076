// Runs a program on concrete arrays, each equation by its primitive's own definition: the meaning of a program.
import { fail } from '../../prelude/index.ts'
import {
  type Equation,
  list,
  mapOperands,
  type Op,
  type Operands,
  type Program,
  type Results,
  type Var,
} from '../ir/index.ts'
import { bindAll, type NdArray, type Rules, type Table, type Value } from '../level/index.ts'

/** Values by variable. */
export type Environment<T> = Map<number, T>

export const lookUp = <T>(environment: Environment<T>, { id }: Var): T => {
  const value = environment.get(id)
  return value === undefined
    ? fail({
        where: 'program',
        must: 'must define its variables before their uses',
        was: `%${id}`,
        do: 'move the equation that defines it up',
      })
    : value
}

/** Defines variables one by one. */
export const define = <T>(
  environment: Environment<T>,
  variables: readonly Var[],
  values: readonly T[],
): void => {
  for (const [i, v] of variables.entries()) {
    const value = values[i]
    if (value !== undefined) environment.set(v.id, value)
  }
}

/** The results of a program on arrays. */
export const run = (
  table: Table,
  program: Program,
  inputs: readonly NdArray[],
): readonly NdArray[] => {
  const environment: Environment<NdArray> = new Map()
  define(environment, program.inputs, inputs)
  for (const equation of program.equations)
    define(environment, list(equation.results), evaluated(table, equation, environment))
  return program.outputs.map((v) => lookUp(environment, v))
}

const evaluated = <P extends Op>(
  table: Table,
  equation: Equation<P>,
  environment: Environment<NdArray>,
): readonly NdArray[] => {
  const rules: Rules<P> = table[equation.op]
  const operands: Operands<P, NdArray> = mapOperands<P, Var, NdArray>(equation.operands, (v) =>
    lookUp(environment, v),
  )
  const types: Results<P, Var['type']> = rules.type(operands, equation.params)
  const data = list(rules.evaluate(operands, equation.params, types))
  return list(types).map(({ shape, dtype }, i) => ({ shape, dtype, data: data[i] ?? noData }))
}
const noData = new Float32Array(0)

/** Applies a program to values, equation by equation, each at the level where it belongs. */
export const replay = (
  table: Table,
  program: Program,
  inputs: readonly Value[],
): readonly Value[] => {
  const environment: Environment<Value> = new Map()
  define(environment, program.inputs, inputs)
  for (const equation of program.equations)
    define(environment, list(equation.results), applied(table, equation, environment))
  return program.outputs.map((v) => lookUp(environment, v))
}

/** The results of one equation on values. */
export const applied = <P extends Op>(
  table: Table,
  equation: Equation<P>,
  environment: Environment<Value>,
): readonly Value[] => {
  const rules: Rules<P> = table[equation.op]
  const operands = mapOperands<P, Var, Value>(equation.operands, (v) => lookUp(environment, v))
  return list(bindAll(rules, equation.params, operands))
}
