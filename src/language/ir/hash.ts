// Structural identity of programs: the names of variables do not count, −0, NaN and infinities do.
import { isProgram, list } from './program.ts'
import type { Equation, Program, Var } from './signature.ts'

/** A text that two programs share exactly when they are equal but for the names of variables. */
export const canonical = (program: Program): string => {
  const numbers = new Map<number, number>()
  const define = (v: Var): string => {
    numbers.set(v.id, numbers.size)
    return `${v.type.dtype}[${v.type.shape}]`
  }
  const use = (v: Var): string => `${numbers.get(v.id)}`
  const inputs = program.inputs.map(define)
  const equations = program.equations.map((equation: Equation) => {
    const operands = list(equation.operands).map(use)
    return `${equation.op}(${operands})${text(equation.params)}:${list(equation.results).map(define)}`
  })
  return `(${inputs}){${equations.join(';')}}(${program.outputs.map(use)})`
}

/** Parameters as a text that equal ones share. */
export const canonicalParams = (params: object): string => text(params)

const text = (x: unknown): string => {
  if (typeof x === 'number') return Object.is(x, -0) ? '-0' : `${x}`
  if (typeof x !== 'object' || x === null) return JSON.stringify(x)
  if (Array.isArray(x)) return `[${x.map(text)}]`
  if (isProgram(x)) return canonical(x)
  const entries = Object.entries(x).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([name, value]) => `${name}=${text(value)}`)}}`
}

/** Whether two programs are equal but for the names of variables. */
export const sameProgram = (a: Program, b: Program): boolean => canonical(a) === canonical(b)

/** A short number for a program, equal for equal programs: FNV-1a of its canonical text, 32 bits. */
export const hash = (program: Program): number => {
  let state = 0x811c9dc5
  for (const character of canonical(program))
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return state >>> 0
}
