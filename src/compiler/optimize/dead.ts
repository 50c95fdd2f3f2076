// Equations that no result needs are left out.
import { type Program, prune } from '../../language/ir/index.ts'
import { eachBody } from './bodies.ts'

export const dead = (program: Program): Program => {
  const needed = prune(program)
  return { ...needed, equations: needed.equations.map((equation) => eachBody(equation, dead)) }
}
