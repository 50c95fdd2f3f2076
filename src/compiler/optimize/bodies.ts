// A pass over the programs inside an equation.
import { type Equation, isProgram, type Program } from '../../language/ir/index.ts'

/** The equation with a pass applied to each program it holds. */
export const eachBody = (equation: Equation, pass: (program: Program) => Program): Equation => {
  const entries = Object.entries(equation.params)
  if (!entries.some(([, value]) => isProgram(value))) return equation
  const params = Object.fromEntries(
    entries.map(([name, value]) => [name, isProgram(value) ? pass(value) : value]),
  )
  return { ...equation, params } as unknown as Equation // only programs have changed
}
