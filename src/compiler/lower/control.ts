// Control flow: bodies that run once are part of the program around them; loops and branches are routines of their own.
import type { ControlOp, Program, Var } from '../../language/ir/index.ts'
import { size } from '../../shape/index.ts'
import type { Routine } from '../ir/index.ts'
import type { Lazy } from './lazy.ts'
import { storedType } from './lazy.ts'
import { type Lowering, lying } from './lowering.ts'
import { operand, type Rule, type Rules } from './rule.ts'
import { dense } from './views.ts'

/** How programs become arrays and routines: lowering hands itself in. */
export interface Programs {
  /** The results of a program whose steps are part of this routine. */
  readonly inline: (
    program: Program,
    inputs: readonly Lazy[],
    lowering: Lowering,
  ) => readonly Lazy[]
  readonly routine: (program: Program) => Routine
}

/** Row-major blocks of arrays. */
const blocks = (xs: readonly Lazy[], lowering: Lowering): readonly number[] =>
  xs.map((x) => whole(x, lowering))

/** The block of an array that is all of it. */
const whole = (x: Lazy, lowering: Lowering): number => {
  const { place } = dense(x, lowering)
  if (lowering.isWhole(place)) return place.block
  const copy = lowering.reserve(x)
  lowering.write(lying(place), copy)
  return copy.block
}

const reserved = (
  results: readonly unknown[],
  lowering: Lowering,
): readonly (Lazy & { readonly block: number })[] =>
  (results as readonly Var[]).map(({ type }) => {
    const place = lowering.reserve(storedType(type))
    return { ...lying(place), block: place.block }
  })

export const control = ({ inline, routine }: Programs): Rules<ControlOp> => {
  const once: Rule<'call' | 'checkpoint' | 'customJvp' | 'customVjp'> = (
    operands,
    { params: { body } },
    lowering,
  ) => inline(body, operands, lowering)
  return {
    call: once as Rule<'call'>,
    checkpoint: once as Rule<'checkpoint'>,
    customJvp: once as Rule<'customJvp'>,
    customVjp: once as Rule<'customVjp'>,
    customLinear: (_, { params: { name } }) => {
      throw new RangeError(`${name}: only transpose reads a customLinear`)
    },
    scan: (operands, { params, results }, lowering) => {
      const { body, length, captures, carries, reverse } = params
      const inputs = blocks(operands, lowering)
      const made = reserved(results, lowering)
      lowering.push({
        kind: 'scan',
        body: routine(body),
        length,
        reverse,
        captures: inputs.slice(0, captures),
        carries: inputs.slice(captures, captures + carries),
        slices: inputs.slice(captures + carries),
        last: made.slice(0, carries).map(({ block }) => block),
        stacked: made.slice(carries).map(({ block }) => block),
      })
      return made
    },
    while: (operands, { params, results }, lowering) => {
      const { test, body, limit } = params
      const [forTest, forBody] = params.captures
      const inputs = blocks(operands, lowering)
      const made = reserved(results, lowering)
      lowering.push({
        kind: 'while',
        test: routine(test),
        body: routine(body),
        captures: [inputs.slice(0, forTest), inputs.slice(forTest, forTest + forBody)],
        carries: inputs.slice(forTest + forBody),
        last: made.map(({ block }) => block),
        limit,
      })
      return made
    },
    cond: (operands, { params: { onTrue, onFalse }, results }, lowering) => {
      const [predicate = 0, ...inputs] = blocks(operands, lowering)
      const made = reserved(results, lowering)
      lowering.push({
        kind: 'cond',
        lanes: size(operand(operands, 0).shape),
        predicate,
        branches: [routine(onTrue), routine(onFalse)],
        operands: inputs,
        results: made.map(({ block }) => block),
      })
      return made
    },
  }
}
