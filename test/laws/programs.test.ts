// Every transformation has two forms, of functions and of programs: both give the same bits, and every program that
// one makes is well formed.
import { expect } from 'vitest'
import { check, evaluate } from '../../src/language/evaluate/index.ts'
import type { Op } from '../../src/language/ir/index.ts'
import type { Tangent } from '../../src/language/level/index.ts'
import { trace } from '../../src/language/trace/index.ts'
import { interpreters, jvp, linearize, transpose } from '../../src/language/transform/index.ts'
import { typeOf } from '../language/arrays.ts'
import type { Sample } from '../language/samples.ts'
import {
  applying,
  differentiable,
  fractional,
  law,
  masks,
  ops,
  reversible,
  rulesOf,
  same,
} from './law.ts'

const followed = ops.filter((op) => {
  const rules = rulesOf(op)
  return rules.kind === 'control' ? op !== 'customLinear' : rules.jvp !== 'zero'
})
const present = (tangents: readonly Tangent[]): readonly NonNullable<Tangent>[] =>
  tangents.filter((dx) => dx !== null)
const isThere = (tangents: readonly Tangent[]): readonly boolean[] =>
  tangents.map((dx) => dx !== null)

law(
  'jvp of a program is the program of jvp',
  { of: followed.filter((op) => op !== 'customVjp'), floor: 1200 },
  <P extends Op>(op: P, sample: Sample<P>) => {
    const { operands, params } = sample
    const f = applying(op, params)
    const { program } = trace('f', f, operands.map(typeOf))
    let cases = 0
    for (const mask of masks(differentiable(op, sample))) {
      const tangents = operands.map((x, i) => (mask[i] ? fractional(x, i + 1) : null))
      const [ys, dys] = jvp(f, operands, tangents)
      const forward = interpreters.jvp(program, mask)
      expect(forward.results).toEqual(isThere(dys))
      same(evaluate(check(forward.program), [...operands, ...present(tangents)]), [
        ...ys,
        ...present(dys),
      ])
      cases++
    }
    return cases
  },
)

law(
  'linearize and transpose of a program are the programs of linearize and transpose',
  { of: followed, floor: 1200 },
  <P extends Op>(op: P, sample: Sample<P>) => {
    if (!reversible(op, sample)) return 0
    const { operands, params } = sample
    const f = applying(op, params)
    const { program } = trace('f', f, operands.map(typeOf))
    let cases = 0
    for (const mask of masks(differentiable(op, sample))) {
      const eager = linearize(f, operands, mask)
      const { known, linear, residuals, results } = interpreters.linearize(program, mask)
      expect(results).toEqual(eager.mask)
      const made = evaluate(check(known), operands)
      const kept = made.slice(program.outputs.length)
      same(made.slice(0, program.outputs.length), eager.results)
      expect(kept.length).toBe(residuals)

      const duals = check(linear).inputs.slice(residuals)
      const { program: joined } = interpreters.tangent(program, mask)
      check(joined)
      if (op !== 'customVjp') {
        const tangents = duals.map(({ type }, i) => fractional(type, i))
        const expected = evaluate(eager.linear, [...eager.residuals, ...tangents])
        same(evaluate(linear, [...kept, ...tangents]), expected)
        same(evaluate(joined, [...operands, ...tangents]), expected)
      }

      const cotangents = linear.outputs.map(({ type }, i) => fractional(type, i + 3))
      const gathered = duals.map(({ type }, i) => (i % 2 === 0 ? fractional(type, i + 7) : null))
      const none = duals.map(() => null)
      const totals = (
        from: typeof linear,
        left: readonly NonNullable<Tangent>[],
      ): readonly Tangent[] =>
        transpose(from, {
          known: [...left, ...none],
          cotangents,
          gathered: [...left.map(() => null), ...gathered],
        }).slice(left.length)
      const expected = totals(eager.linear, eager.residuals)
      same(present(totals(linear, kept)), present(expected))
      const backward = interpreters.transpose(linear, {
        linear: linear.inputs.map((_, i) => i >= residuals),
        cotangents: cotangents.map(() => true),
        gathered: [...kept.map(() => false), ...isThere(gathered)],
      })
      expect(backward.totals.slice(residuals)).toEqual(isThere(expected))
      same(
        evaluate(check(backward.program), [...kept, ...present(gathered), ...cotangents]),
        present(expected),
      )
      cases++
    }
    return cases
  },
)
