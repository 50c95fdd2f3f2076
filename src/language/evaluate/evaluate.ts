// Runs a program with each primitive's own meaning: the oracle of every backend.

import type { ArrayType } from '../../shape/index.ts'
import { Handle } from '../../tensor/index.ts'
import {
  check as checkWith,
  type Equation,
  list,
  mapOperands,
  type Op,
  type Program,
  type Var,
} from '../ir/index.ts'
import { arrayOf, type Rules, type Table, type Value } from '../level/index.ts'
import { primitives, replay as replayWith, run } from '../primitives/index.ts'

const table: Table = primitives

/** The results of a program on concrete values. */
export const evaluate = (program: Program, inputs: readonly Value[]): readonly Value[] =>
  run(table, program, inputs.map(arrayOf)).map(
    ({ shape, dtype, data }) => new Handle(shape, dtype, data),
  )

/** Applies a program to values, equation by equation, each at the level where it belongs. */
export const replay = (program: Program, inputs: readonly Value[]): readonly Value[] =>
  replayWith(table, program, inputs)

const typeOf = <P extends Op>(equation: Equation<P>): readonly ArrayType[] => {
  const rules: Rules<P> = table[equation.op]
  const operands = mapOperands<P, Var, ArrayType>(equation.operands, ({ type }) => type)
  return list(rules.type(operands, equation.params))
}

/** The program itself, if every equation has the types that its rule gives; fails naming the equation otherwise. */
export const check = (program: Program): Program => checkWith(typeOf)(program)
