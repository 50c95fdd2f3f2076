// Operands given once, results made once. A body that returns what it was given, or the same value twice, is applied
// to the rest alone: then cotangents are added in the order in which they would be without the body.
import { list, type Program, type Var } from '../ir/index.ts'
import type { Value } from '../level/index.ts'

export interface Unified {
  readonly program: Program
  readonly operands: readonly Value[]
  /** All results of the body, from those of the unified program. */
  readonly results: (made: readonly Value[]) => readonly Value[]
}

interface Forwarding {
  readonly program: Program
  /** Where each result comes from: an input, or a result of the program. */
  readonly sources: readonly { readonly from: 'input' | 'result'; readonly index: number }[]
}

const forwardings = new WeakMap<Program, Forwarding>()

/** The program without results that are its inputs or stand twice. */
const forwarded = (program: Program): Forwarding => {
  const known = forwardings.get(program)
  if (known !== undefined) return known
  const outputs: Var[] = []
  const sources = program.outputs.map(({ id }, i): Forwarding['sources'][number] => {
    const input = program.inputs.findIndex((v) => v.id === id)
    if (input >= 0) return { from: 'input', index: input }
    const again = outputs.findIndex((v) => v.id === id)
    if (again >= 0) return { from: 'result', index: again }
    return { from: 'result', index: outputs.push(...program.outputs.slice(i, i + 1)) - 1 }
  })
  const forwarding = {
    program: outputs.length < sources.length ? { ...program, outputs } : program,
    sources,
  }
  forwardings.set(program, forwarding)
  return forwarding
}

/** The program with one input for each value, however often it is given. */
const merged = (
  program: Program,
  operands: readonly Value[],
): readonly [Program, readonly Value[]] => {
  const unique = [...new Set(operands)]
  if (unique.length === operands.length) return [program, operands]
  const first = new Map<number, Var>()
  for (const [i, v] of program.inputs.entries()) {
    const [same = v] = program.inputs.slice(operands.indexOf(operands[i] as Value)) // i is an operand's place
    first.set(v.id, same)
  }
  const renamed = (v: Var): Var => first.get(v.id) ?? v
  const equations = program.equations.map(
    (equation) =>
      ({
        ...equation,
        operands: list<Var>(equation.operands).map(renamed),
      }) as unknown as typeof equation, // renamed alone
  )
  const inputs = program.inputs.filter((v) => renamed(v) === v)
  return [{ inputs, equations, outputs: program.outputs.map(renamed) }, unique]
}

export const unify = (body: Program, given: readonly Value[]): Unified => {
  const [single, operands] = merged(body, given)
  const { program, sources } = forwarded(single)
  return {
    program,
    operands,
    results: (made) =>
      sources.flatMap(({ from, index }) =>
        (from === 'input' ? operands : made).slice(index, index + 1),
      ),
  }
}
