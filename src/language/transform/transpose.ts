// Turning linear programs around: ⟨transpose(f) y, x⟩ = ⟨y, f x⟩.
// Radul, Paszke, Frostig, Johnson & Maclaurin, You Only Linearize Once, 2022.
//
// Cotangents are added in reverse order of equations, and within one from left to right: this order shows in bits.
import { fail } from '../../prelude/index.ts'
import {
  type Equation,
  list,
  mapOperands,
  mapResults,
  type Op,
  type Program,
  type Var,
} from '../ir/index.ts'
import type {
  Interpreters,
  Rules,
  Table,
  Tangent,
  Transposed,
  TransposeProgram,
  Value,
} from '../level/index.ts'
import {
  addTangents,
  applied,
  define,
  type Environment,
  lookUp,
  orZeros,
  primitives,
} from '../primitives/index.ts'
import { trace } from '../trace/index.ts'

const table: Table = primitives

export interface Backward {
  /** For each input its value, or null where the program is linear in it. */
  readonly known: readonly (Value | null)[]
  /** For each result its cotangent. */
  readonly cotangents: readonly Tangent[]
  /** For each input what has been gathered before. */
  readonly gathered?: readonly Tangent[]
}

/** For each linear input of a program its cotangent, what was gathered included. */
export const transpose =
  (interpreters: () => Interpreters) =>
  (program: Program, { known, cotangents, gathered = [] }: Backward): readonly Tangent[] => {
    const values: Environment<Value> = new Map()
    const linear = new Set<number>()
    for (const [i, { id }] of program.inputs.entries()) {
      const value = known[i] ?? null
      if (value === null) linear.add(id)
      else values.set(id, value)
    }
    // forward: what is known is computed, what is linear is marked
    for (const equation of program.equations) {
      if (list(equation.operands).some(({ id }) => linear.has(id)))
        for (const { id } of list(equation.results)) linear.add(id)
      else define(values, list(equation.results), applied(table, equation, values))
    }
    // backward
    const totals: Environment<Value> = new Map()
    const add = (v: Var, tangent: Tangent): void => {
      const sum = linear.has(v.id) ? addTangents(totals.get(v.id) ?? null, tangent) : null
      if (sum !== null) totals.set(v.id, sum)
    }
    for (const [i, v] of program.inputs.entries()) add(v, gathered[i] ?? null)
    for (const [i, v] of program.outputs.entries()) add(v, cotangents[i] ?? null)
    for (const equation of [...program.equations].reverse())
      if (list(equation.results).some(({ id }) => totals.has(id) && linear.has(id)))
        pull(equation, { values, linear, totals, add }, interpreters())
    return program.inputs.map(({ id }) => totals.get(id) ?? null)
  }

interface State {
  readonly values: Environment<Value>
  readonly linear: ReadonlySet<number>
  readonly totals: Environment<Value>
  readonly add: (v: Var, tangent: Tangent) => void
}

/** Passes the cotangents of one equation's results to its linear operands. */
const pull = <P extends Op>(
  equation: Equation<P>,
  { values, linear, totals, add }: State,
  interpreters: Interpreters,
): void => {
  const rules: Rules<P> = table[equation.op]
  const site = {
    cotangents: mapResults<P, Var, Tangent>(equation.results, ({ id }) => totals.get(id) ?? null),
    operands: mapOperands<P, Var, Value | null>(equation.operands, (v) =>
      linear.has(v.id) ? null : lookUp(values, v),
    ),
    types: mapOperands<P, Var, Var['type']>(equation.operands, ({ type }) => type),
  }
  const operands = list<Var>(equation.operands)
  if (rules.kind === 'firstOrder') {
    if (rules.transpose === null)
      fail({
        where: rules.op,
        must: 'must be linear to be transposed',
        was: 'not linear',
        do: 'linearize it first',
      })
    else
      for (const [i, contribution] of list<Tangent>(
        rules.transpose(site, equation.params),
      ).entries()) {
        const operand = operands[i]
        if (operand !== undefined) add(operand, contribution)
      }
    return
  }
  // a variable that stands twice among the operands is gathered once
  const first = new Set<number>()
  const gathered = mapOperands<P, Var, Tangent>(equation.operands, ({ id }) => {
    if (!linear.has(id) || first.has(id)) return null
    first.add(id)
    return totals.get(id) ?? null
  })
  const sums = rules.transpose({ ...site, gathered }, equation.params, interpreters)
  for (const { id } of operands) if (linear.has(id)) totals.delete(id)
  for (const [i, sum] of list<Tangent>(sums).entries()) {
    const operand = operands[i]
    if (operand !== undefined) add(operand, sum)
  }
}

/** The program's transpose as a program. */
export const transposeProgram =
  (interpreters: () => Interpreters) =>
  (
    program: Program,
    { linear, cotangents, gathered, totals: wanted = [] }: TransposeProgram,
  ): Transposed => {
    const types = program.inputs.map(({ type }) => type)
    const pick = <T>(items: readonly T[], mask: readonly boolean[], holds = true): readonly T[] =>
      items.filter((_, i) => (mask[i] ?? false) === holds)
    const inputs = [
      ...pick(types, linear, false),
      ...pick(types, gathered),
      ...pick(
        program.outputs.map(({ type }) => type),
        cotangents,
      ),
    ]
    let totals: readonly boolean[] = []
    const { program: backward } = trace(
      'transpose',
      (...values) => {
        const rest = values[Symbol.iterator]()
        const next = (): Value => rest.next().value as Value // there are as many values as inputs
        const sums = transpose(interpreters)(program, {
          known: linear.map((holds) => (holds ? null : next())),
          gathered: gathered.map((holds) => (holds ? next() : null)),
          cotangents: cotangents.map((holds) => (holds ? next() : null)),
        })
        totals = sums.map((sum, i) => linear[i] === true && (sum !== null || wanted[i] === true))
        return sums.flatMap((sum, i) => {
          const type = types[i]
          return totals[i] && type !== undefined ? [orZeros(sum, type)] : []
        })
      },
      inputs,
    )
    return { program: backward, totals }
  }
