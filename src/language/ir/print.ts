// One notation for programs: stable, for it names variables in the order of their definition.
import { showShape, showType } from '../../shape/index.ts'
import { isProgram, list, programsOf } from './program.ts'
import type { Equation, Literal, Program, Var } from './signature.ts'

/** Constants of more elements show only how many. */
const shown = 8

/** The program as text: `(a:f32[2]) { b:f32[2] = exp a; return b }`, a line an equation. */
export const print = (program: Program): string => printed(program, '')

/** a … z, then aa, ab …: bijective numeration. */
const nameOf = (i: number): string =>
  i < 26 ? letter(i) : nameOf(Math.floor(i / 26) - 1) + letter(i % 26)
const letter = (i: number): string => String.fromCharCode(97 + i)

const printed = (program: Program, indent: string): string => {
  const names = new Map<number, string>()
  const define = (v: Var): string => {
    const name = nameOf(names.size)
    names.set(v.id, name)
    return `${name}:${showType(v.type)}`
  }
  const use = (v: Var): string => names.get(v.id) ?? '?'
  const inputs = program.inputs.map(define).join(', ')
  const lines = program.equations.map((equation) => {
    const operands = list(equation.operands).map(use)
    const results = list(equation.results).map(define).join(', ')
    const params = paramsOf(equation, `${indent}  `)
    return `${indent}  ${results} = ${[equation.op, ...operands].join(' ')}${params}\n`
  })
  const outputs = program.outputs.map(use).join(', ')
  return `(${inputs}) {\n${lines.join('')}${indent}  return ${outputs}\n${indent}}`
}

const paramsOf = (equation: Equation, indent: string): string => {
  const entries = Object.entries(equation.params).map(
    ([name, value]) => `${name}=${shownParam(value, indent)}`,
  )
  return entries.length === 0 ? '' : ` {${entries.join(', ')}}`
}

const shownParam = (value: unknown, indent: string): string => {
  if (Array.isArray(value)) return `[${value.map((x) => shownParam(x, indent)).join(', ')}]`
  if (typeof value !== 'object' || value === null) return `${value}`
  if (isProgram(value)) return printed(value, indent)
  if ('values' in value) return literal(value as Literal) // only literals have values
  return showType(value as Var['type']) // the types of a customLinear's tangents
}

const literal = ({ shape, dtype, values }: Literal): string => {
  const type = `${dtype}${showShape(shape)}`
  return values.length > shown
    ? `${type} of ${values.length}`
    : `${type} ${values.map(exact).join(' ')}`
}
const exact = (x: number): string => (Object.is(x, -0) ? '-0' : `${x}`)

/** How many equations a program has, those of the programs inside it included. */
export const count = (program: Program): number =>
  program.equations.reduce(
    (total, { params }) => programsOf(params).reduce((sum, inner) => sum + count(inner), total + 1),
    0,
  )
