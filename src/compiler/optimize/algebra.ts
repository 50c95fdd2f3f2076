// Rewrites that keep every bit: no x + 0 → x (it would lose −0 + 0 = 0), no reassociation.
import {
  type Equation,
  type Literal,
  list,
  type Program,
  type Var,
} from '../../language/ir/index.ts'
import { eachBody } from './bodies.ts'

/** What a rewrite may look at: the equation that made a variable, and the number that fills it, if one does. */
interface Context {
  readonly source: (v: Var) => Equation | undefined
  readonly filled: (v: Var) => number | undefined
}

/** The variable that the result equals, if it equals one. */
type Rewrite = (equation: Equation, context: Context) => Var | undefined

const identities: Readonly<Record<string, Rewrite>> = {
  'x · 1 → x': (equation, { filled }) => {
    if (equation.op !== 'mul') return undefined
    const [x, y] = equation.operands
    return filled(y) === 1 ? x : filled(x) === 1 ? y : undefined
  },
  'x / 1 → x': (equation, { filled }) =>
    equation.op === 'div' && filled(equation.operands[1]) === 1 ? equation.operands[0] : undefined,
  'x + −0 → x': (equation, { filled }) => {
    if (equation.op !== 'add') return undefined
    const [x, y] = equation.operands
    return Object.is(filled(y), -0) ? x : Object.is(filled(x), -0) ? y : undefined
  },
  'x − 0 → x': (equation, { filled }) =>
    equation.op === 'sub' && Object.is(filled(equation.operands[1]), 0)
      ? equation.operands[0]
      : undefined,
  '−(−x) → x': (equation, { source }) => {
    if (equation.op !== 'neg') return undefined
    const inner = source(equation.operands[0])
    return inner?.op === 'neg' ? inner.operands[0] : undefined
  },
  'reshape to its own shape → x': (equation) => {
    if (equation.op !== 'reshape') return undefined
    const [x] = equation.operands
    return `${x.type.shape}` === `${equation.params.shape}` ? x : undefined
  },
  'transpose there and back → x': (equation, { source }) => {
    if (equation.op !== 'transpose') return undefined
    const inner = source(equation.operands[0])
    if (inner?.op !== 'transpose') return undefined
    const back = equation.params.permutation.map((axis) => inner.params.permutation[axis])
    return back.every((axis, i) => axis === i) ? inner.operands[0] : undefined
  },
}

export const algebra = (program: Program): Program => {
  const sources = new Map<number, Equation>()
  const same = new Map<number, Var>()
  const renamed = (v: Var): Var => same.get(v.id) ?? v
  const source = (v: Var): Equation | undefined => sources.get(v.id)
  const filled = (v: Var): number | undefined => {
    const equation = source(v)
    if (equation?.op === 'broadcast') return filled(equation.operands[0])
    return equation?.op === 'constant' ? only(equation.params.value) : undefined
  }
  const equations = program.equations.flatMap((original): readonly Equation[] => {
    const operands = list<Var>(original.operands).map(renamed)
    const equation = eachBody({ ...original, operands } as unknown as Equation, algebra) // renamed alone
    const [result] = list<Var>(equation.results)
    for (const rewrite of Object.values(identities)) {
      const equal = rewrite(equation, { source, filled })
      if (equal === undefined || result === undefined) continue
      same.set(result.id, equal)
      return []
    }
    for (const { id } of list<Var>(equation.results)) sources.set(id, equation)
    return [equation]
  })
  return { inputs: program.inputs, equations, outputs: program.outputs.map(renamed) }
}

const only = ({ values, dtype }: Literal): number | undefined =>
  values.length === 1 && dtype !== 'key' ? values[0] : undefined
