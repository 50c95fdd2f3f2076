// optimize preserves bits: on every sample of every primitive, and on random programs, their gradients and their batches.
import { expect } from 'vitest'
import { algebra, dead, optimize, share } from '../../src/compiler/optimize/index.ts'
import { check, evaluate } from '../../src/language/evaluate/index.ts'
import { count, type Op, type Program, print } from '../../src/language/ir/index.ts'
import { trace } from '../../src/language/trace/index.ts'
import { vmap } from '../../src/language/transform/index.ts'
import { typeOf } from '../language/arrays.ts'
import { gradient } from '../language/calculus.ts'
import type { Sample } from '../language/samples.ts'
import { applying, law, ops, runs, same, type Values } from './law.ts'
import { cooked } from './random/cook.ts'
import { everything, holds, traced } from './random/holds.ts'

/** Each pass alone and all together: well formed, of the same bits, no longer than before, and done after one time. */
const preserved = (program: Program, xs: Values): void => {
  const expected = evaluate(program, xs)
  for (const pass of [algebra, share, dead, optimize]) {
    const simpler = check(pass(program))
    same(evaluate(simpler, xs), expected)
    expect(count(simpler)).toBeLessThanOrEqual(count(program))
  }
  const once = optimize(program)
  expect(print(optimize(once))).toBe(print(once))
}

law(
  'optimize preserves bits',
  { of: ops.filter(runs), floor: 1600 },
  <P extends Op>(op: P, { operands, params }: Sample<P>) => {
    const { program } = trace('f', applying(op, params), operands.map(typeOf))
    preserved(program, operands)
    return 1
  },
)

holds(
  'optimize preserves the bits of random programs and their gradients',
  everything,
  40,
  (recipe, xs) => {
    const f = cooked(recipe)
    preserved(traced(f, xs), xs)
    preserved(traced(gradient(f), xs), xs)
    const lanes = xs.map(() => true)
    const all = vmap((...ys) => ys, xs, { batched: xs.map(() => false), size: 2 })
    preserved(
      traced((...inputs) => vmap(f, inputs, { batched: lanes, size: 2 }), all),
      all,
    )
  },
)
