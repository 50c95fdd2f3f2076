// A program without the equations that no output needs.
import { list } from './program.ts'
import type { Program } from './signature.ts'

export const prune = (program: Program): Program => {
  const needed = new Set(program.outputs.map(({ id }) => id))
  const equations = [...program.equations]
    .reverse()
    .filter(({ operands, results }) => {
      if (!list(results).some(({ id }) => needed.has(id))) return false
      for (const { id } of list(operands)) needed.add(id)
      return true
    })
    .reverse()
  return { ...program, equations }
}

/** Which inputs the program uses. */
export const usedInputs = (program: Program): readonly boolean[] => {
  const used = new Set(program.outputs.map(({ id }) => id))
  for (const { operands } of program.equations) for (const { id } of list(operands)) used.add(id)
  return program.inputs.map(({ id }) => used.has(id))
}
