// Splitting a function at a point into what is known there and a linear program of the tangents.
// The primals are computed as usual, so that plain `if` and `while` on them work.

import { replay } from '../evaluate/index.ts'
import { type Equation, list, type Program, prune, type Var } from '../ir/index.ts'
import type {
  Interpreters,
  Linearized,
  Mask,
  Table,
  Tangent,
  Value,
  WithTangents,
} from '../level/index.ts'
import { within } from '../level/index.ts'
import { primitives, zeros } from '../primitives/index.ts'
import { Recorder, trace } from '../trace/index.ts'
import { DualLevel, pushThrough } from './dual.ts'

export interface Linearization {
  readonly results: readonly Value[]
  /** Which results depend on the tangents. */
  readonly mask: Mask
  /** Residuals, then the tangents of the inputs in the mask → the tangents of the results in `mask`. */
  readonly linear: Program
  readonly residuals: readonly Value[]
}

/** f at a point, linear in the inputs that the mask names. `wanted` results get a tangent, −0 where there is none. */
export const linearize =
  (interpreters: () => Interpreters) =>
  (
    f: (...inputs: readonly Value[]) => readonly Value[],
    primals: readonly Value[],
    mask: Mask,
    wanted: Mask = [],
  ): Linearization => {
    const recorder = new Recorder('linearize')
    const level = new DualLevel('linearize', (rules, params, site) =>
      rules.linearize(site, params, interpreters()),
    )
    const inputs = primals.map((x, i): Tangent => (mask[i] ? recorder.input(x) : null))
    const [results, pushed] = pushThrough(level, f, primals, inputs)
    const tangents = pushed.map((tangent, i): Tangent => {
      const result = results[i]
      return tangent ?? (wanted[i] && result ? within(recorder, () => zeros(result)) : null)
    })
    const present = (items: readonly Tangent[]): readonly Value[] => items.filter((x) => x !== null)
    const { program, captured } = recorder.close(present(inputs), present(tangents))
    return { results, mask: tangents.map((x) => x !== null), linear: program, residuals: captured }
  }

/** A program split in two: see {@link Linearized}. */
export const linearizeProgram =
  (interpreters: () => Interpreters) =>
  (program: Program, mask: Mask, wanted: Mask = []): Linearized => {
    let linear: Program | undefined
    let results: Mask = []
    const { program: known } = trace(
      'linearize',
      (...inputs) => {
        const split = linearize(interpreters)((...xs) => replay(program, xs), inputs, mask, wanted)
        linear = split.linear
        results = split.mask
        return [...split.results, ...split.residuals]
      },
      program.inputs.map(({ type }) => type),
    )
    const traced = linear ?? known // the function above has run
    return recomputing(known, traced, program.outputs.length, results)
  }

const table: Table = primitives

/** Moves cheap equations behind residuals into the linear program, so that their results need not be kept, and drops
 *  what nothing needs. */
const recomputing = (known: Program, linear: Program, count: number, results: Mask): Linearized => {
  const sources = new Map<number, Equation>()
  for (const equation of known.equations)
    for (const { id } of list(equation.results)) sources.set(id, equation)
  const given = new Set(known.inputs.map(({ id }) => id))
  const kept = new Map<number, Var>() // the linear program's variable of a value of the known one
  const moved: Equation[] = []
  const outputs = known.outputs.slice(0, count)
  const used = prune(linear)
  const needed = new Set(used.outputs.map(({ id }) => id))
  for (const { operands } of used.equations) for (const { id } of list(operands)) needed.add(id)

  let id =
    1 +
    Math.max(
      -1,
      ...linear.inputs.map((v) => v.id),
      ...linear.equations.flatMap(({ results: rs }) => list<Var>(rs).map((v) => v.id)),
    )
  const residuals: { readonly value: Var; readonly variable: Var }[] = []
  const keep = (value: Var, variable: Var): void => {
    if (!isRecomputed(value)) {
      residuals.push({ value, variable })
      return
    }
    const equation = sources.get(value.id)
    if (equation === undefined) return
    const operands = list<Var>(equation.operands).map((operand) => variableOf(operand))
    moved.push({ ...equation, operands, results: [variable] } as unknown as Equation) // operands are renamed alone
  }
  const variableOf = (value: Var): Var => {
    const known = kept.get(value.id)
    if (known !== undefined) return known
    const variable = { id: id++, type: value.type }
    kept.set(value.id, variable)
    keep(value, variable)
    return variable
  }
  const isRecomputed = (value: Var): boolean => {
    const equation = sources.get(value.id)
    if (equation === undefined) return false
    const rules = table[equation.op]
    const operands = list<Var>(equation.operands)
    return (
      rules.kind === 'firstOrder' &&
      rules.facts.cheap &&
      list(equation.results).length === 1 &&
      operands.every((operand) => given.has(operand.id) || isRecomputed(operand))
    )
  }
  const residualInputs = linear.inputs.slice(0, known.outputs.length - count)
  for (const [i, variable] of residualInputs.entries()) {
    const value = known.outputs[count + i]
    if (value === undefined || !needed.has(variable.id)) continue
    kept.set(value.id, variable)
  }
  for (const [i, variable] of residualInputs.entries()) {
    const value = known.outputs[count + i]
    if (value !== undefined && needed.has(variable.id)) keep(value, variable)
  }
  return {
    known: prune({ ...known, outputs: [...outputs, ...residuals.map(({ value }) => value)] }),
    linear: {
      inputs: [
        ...residuals.map(({ variable }) => variable),
        ...linear.inputs.slice(residualInputs.length),
      ],
      equations: [...ordered(moved), ...used.equations],
      outputs: used.outputs,
    },
    residuals: residuals.length,
    results,
  }
}

/** Equations so that each stands after those it needs. */
const ordered = (equations: readonly Equation[]): readonly Equation[] => {
  const result: Equation[] = []
  const byResult = new Map(
    equations.flatMap((equation) =>
      list<Var>(equation.results).map((v) => [v.id, equation] as const),
    ),
  )
  const placed = new Set<Equation>()
  const place = (equation: Equation): void => {
    if (placed.has(equation)) return
    placed.add(equation)
    for (const { id } of list<Var>(equation.operands)) {
      const source = byResult.get(id)
      if (source !== undefined) place(source)
    }
    result.push(equation)
  }
  for (const equation of equations) place(equation)
  return result
}

/** Inputs, then tangents → the tangents of results alone: known and linear equations in one program. */
export const tangentProgram =
  (interpreters: () => Interpreters) =>
  (program: Program, mask: Mask): WithTangents => {
    const { known, linear, results } = linearizeProgram(interpreters)(program, mask)
    const types = program.inputs.map(({ type }) => type)
    const { program: joined } = trace(
      'tangent',
      (...inputs) => {
        const values = replay(known, inputs.slice(0, types.length))
        return replay(linear, [
          ...values.slice(program.outputs.length),
          ...inputs.slice(types.length),
        ])
      },
      [...types, ...types.filter((_, i) => mask[i])],
    )
    return { program: prune(joined), results }
  }
