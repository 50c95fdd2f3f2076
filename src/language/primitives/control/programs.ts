// Programs as data: the small surgery that the rules of control flow need.

import { fail } from '../../../prelude/index.ts'
import type { ArrayType } from '../../../shape/index.ts'
import { isFloat, sameType, showType } from '../../../shape/index.ts'
import {
  type Equation,
  list,
  type Op,
  type Params,
  type Program,
  type Var,
} from '../../ir/index.ts'
import type { Mask, Tangent } from '../../level/index.ts'

export const typesOf = (variables: readonly Var[]): readonly ArrayType[] =>
  variables.map(({ type }) => type)

/** The items in the mask. */
export const chosen = <T>(items: readonly T[], mask: Mask): readonly T[] =>
  items.filter((_, i) => mask[i])

/** Items at the places of a mask, null elsewhere. */
export const placed = <T>(items: readonly T[], mask: Mask): readonly (T | null)[] => {
  const rest = items[Symbol.iterator]()
  return mask.map((holds) => (holds ? (rest.next().value as T) : null)) // as many items as the mask has places
}

/** The tangents that are not zero. */
export const present = <T>(items: readonly (T | null)[]): readonly T[] =>
  items.filter((x) => x !== null)
export const isPresent = (tangents: readonly Tangent[]): Mask => tangents.map((x) => x !== null)
export const either = (a: Mask, b: Mask): Mask => a.map((x, i) => x || (b[i] ?? false))
export const all = (items: readonly unknown[], value = true): Mask => items.map(() => value)

/** Splits a list at these lengths; the last part is the rest. */
export const split = <T>(
  items: readonly T[],
  ...lengths: readonly number[]
): readonly (readonly T[])[] => {
  let start = 0
  const parts = lengths.map((length) => {
    const part = items.slice(start, start + length)
    start += length
    return part
  })
  return [...parts, items.slice(start)]
}

/** Larger than the number of every variable of the program. */
export const nextId = (program: Program): number => {
  let last = -1
  for (const { id } of program.inputs) last = Math.max(last, id)
  for (const { results } of program.equations)
    for (const { id } of list(results)) last = Math.max(last, id)
  return last + 1
}

/** New variables that the program does not have. */
export const freshVars = (program: Program, types: readonly ArrayType[]): readonly Var[] => {
  const first = nextId(program)
  return types.map((type, i) => ({ id: first + i, type }))
}

/** The program with inputs of these types, which it ignores, at a place among its own. */
export const ignoring = (
  program: Program,
  place: number,
  types: readonly ArrayType[],
): Program => ({
  ...program,
  inputs: [
    ...program.inputs.slice(0, place),
    ...freshVars(program, types),
    ...program.inputs.slice(place),
  ],
})

/** The program with further outputs of these types, ones where they are floats: they stand for the residuals that a
 *  branch does not make, so that no NaN comes from it. */
export const withOnes = (program: Program, types: readonly ArrayType[]): Program => {
  const scalars = freshVars(
    program,
    types.map(({ dtype }) => ({ shape: [], dtype })),
  )
  const first = nextId(program) + types.length
  const ones = types.map((type, i) => ({ id: first + i, type }))
  const equations = types.flatMap(({ shape, dtype }, i): readonly Equation[] => {
    const [scalar, one] = [scalars[i], ones[i]]
    if (scalar === undefined || one === undefined) return [] // there is one of each for every type
    const words = dtype === 'key' ? [0, 0] : [isFloat(dtype) ? 1 : 0]
    const axes = shape.map((_, axis) => axis)
    return [
      {
        op: 'constant',
        params: { value: { shape: [], dtype, values: words } },
        operands: [],
        results: [scalar],
      },
      { op: 'broadcast', params: { shape, axes }, operands: [scalar], results: [one] },
    ]
  })
  return {
    inputs: program.inputs,
    equations: [...program.equations, ...equations],
    outputs: [...program.outputs, ...ones],
  }
}

/** Fails unless the operands are what the program takes. */
export const mustTake = (where: Op, program: Program, operands: readonly ArrayType[]): void => {
  if (operands.length !== program.inputs.length)
    fail({
      where,
      must: `must be given ${program.inputs.length} operands`,
      was: `${operands.length}`,
      do: 'pass one for each input of the body',
    })
  for (const [i, { type }] of program.inputs.entries()) {
    const operand = operands[i]
    if (operand !== undefined && !sameType(operand, type))
      fail({
        where,
        must: `operand ${i} must be ${showType(type)}`,
        was: showType(operand),
        do: 'trace the body for what it is given',
      })
  }
}

/** Fails unless a step gives the carries of the next. */
export const mustCarry = (where: Op, { outputs }: Program, carries: number): void => {
  if (outputs.length < carries)
    fail({
      where,
      must: `body must give ${carries} carries`,
      was: `${outputs.length} results`,
      do: 'return each carry',
    })
}

export type Emit = <P extends Op>(
  op: P,
  params: Params<P>,
  operands: readonly Var[],
  results: readonly ArrayType[],
) => readonly Var[]

/** A program written equation by equation. */
export const build = (
  types: readonly ArrayType[],
  body: (emit: Emit, inputs: readonly Var[]) => readonly Var[],
): Program => {
  let id = 0
  const fresh = (type: ArrayType): Var => ({ id: id++, type })
  const inputs = types.map(fresh)
  const equations: Equation[] = []
  const emit: Emit = (op, params, operands, results) => {
    const variables = results.map(fresh)
    equations.push({ op, params, operands, results: variables } as unknown as Equation) // as the caller's rule types it
    return variables
  }
  return { inputs, equations, outputs: body(emit, inputs) }
}
