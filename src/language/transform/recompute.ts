// What is left for a linear program: what costs next to nothing is not left, but computed again there.
import { replay } from '../evaluate/index.ts'
import { list, type Program, prune, usedInputs, type Var } from '../ir/index.ts'
import type { Table, Value } from '../level/index.ts'
import { define, type Environment, lookUp, primitives, split } from '../primitives/index.ts'
import { trace } from '../trace/index.ts'

/** A program and what is linear of it: `known` gives its results, then residuals; `linear` takes those, then tangents. */
export interface Halves {
  readonly known: Program
  readonly linear: Program
  readonly residuals: number
}

const table: Table = primitives

/** The variables that cheap operations make of these, or of nothing. */
const cheapOf = ({ equations }: Program, from: readonly Var[]): ReadonlySet<number> => {
  const cheap = new Set<number>()
  const given = new Set(from.map(({ id }) => id))
  for (const { op, operands, results } of equations) {
    const rules = table[op]
    const again = rules.kind === 'firstOrder' && rules.facts.cheap
    if (again && list(operands).every(({ id }) => given.has(id) || cheap.has(id)))
      for (const { id } of list(results)) cheap.add(id)
  }
  return cheap
}

const unique = (variables: readonly Var[]): readonly Var[] => [
  ...new Map(variables.map((v) => [v.id, v])).values(),
]

const usingOnly = (program: Program): Program => {
  const used = usedInputs(program)
  return { ...program, inputs: program.inputs.filter((_, i) => used[i]) }
}

/** The same halves with fewer residuals: none that is cheap to compute from these inputs, which are there anyway, and none
 *  that nothing needs. */
export const recomputing = (
  known: Program,
  linear: Program,
  { results, from }: { readonly results: number; readonly from: readonly Var[] },
): Halves => {
  const [outputs = [], left = []] = split(known.outputs, results)
  const needed = usedInputs(prune(linear))
  const wanted = left.filter((_, i) => needed[i])
  const cheap = cheapOf(known, from)
  const again = unique(wanted.filter(({ id }) => cheap.has(id)))
  const making = usingOnly(prune({ ...known, outputs: again }))
  const kept = unique([...wanted.filter(({ id }) => !cheap.has(id)), ...making.inputs])
  const duals = linear.inputs.slice(left.length)
  const applying = {
    ...prune(linear),
    inputs: linear.inputs.filter((_, i) => i >= left.length || needed[i]),
  }
  const { program } = trace(
    'linearize',
    (...values) => {
      const [residuals = [], tangents = []] = split(values, kept.length)
      const environment: Environment<Value> = new Map()
      const find = (variables: readonly Var[]): readonly Value[] =>
        variables.map((v) => lookUp(environment, v))
      define(environment, kept, residuals)
      define(environment, again, replay(making, find(making.inputs)))
      return replay(applying, [...find(wanted), ...tangents])
    },
    [...kept, ...duals].map(({ type }) => type),
  )
  return {
    known: prune({ ...known, outputs: [...outputs, ...kept] }),
    linear: program,
    residuals: kept.length,
  }
}
