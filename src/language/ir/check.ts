// The doorman between rooms: every variable is defined once, before its uses, with the type its rule gives.
import { fail } from '../../prelude/index.ts'
import { type ArrayType, sameType, showType } from '../../shape/index.ts'
import { list, programsOf } from './program.ts'
import type { Equation, Program, Var } from './signature.ts'

/** The types of an equation's results, by the rules of its primitive. */
export type TypeOf = (equation: Equation) => readonly ArrayType[]

/** The program itself, if it is well formed; fails naming the equation otherwise. */
export const check =
  (typeOf: TypeOf) =>
  (program: Program): Program => {
    const defined = new Map<number, ArrayType>()
    const define = (v: Var, where: string): void => {
      if (defined.has(v.id))
        fail({
          where,
          must: 'must define a variable once',
          was: `%${v.id} again`,
          do: 'number the second anew',
        })
      defined.set(v.id, v.type)
    }
    const use = (v: Var, where: string): void => {
      const type = defined.get(v.id)
      if (type === undefined)
        fail({
          where,
          must: 'must use variables that are defined',
          was: `%${v.id}`,
          do: 'define it before, or make it an input',
        })
      else if (!sameType(type, v.type))
        fail({
          where,
          must: `%${v.id} must be ${showType(type)}`,
          was: showType(v.type),
          do: 'use it as it was defined',
        })
    }
    for (const input of program.inputs) define(input, 'program')
    for (const [i, equation] of program.equations.entries()) {
      const where = `equation ${i} (${equation.op})`
      for (const operand of list(equation.operands)) use(operand, where)
      for (const inner of programsOf(equation.params)) check(typeOf)(inner)
      const types = typeOf(equation)
      const results = list(equation.results)
      if (results.length !== types.length)
        fail({
          where,
          must: `must have ${types.length} results`,
          was: `${results.length}`,
          do: 'name a variable for each',
        })
      for (const [j, type] of types.entries()) {
        const result = results[j]
        if (result === undefined) continue
        if (!sameType(type, result.type))
          fail({
            where,
            must: `result must be ${showType(type)}`,
            was: showType(result.type),
            do: 'give its variable that type',
          })
        define(result, where)
      }
    }
    for (const output of program.outputs) use(output, 'program')
    return program
  }
