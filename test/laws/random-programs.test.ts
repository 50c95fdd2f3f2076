// Random programs: what a transformation makes of a program is well formed, means what it says, and has one text.
import { expect } from 'vitest'
import { check, evaluate, replay } from '../../src/language/evaluate/index.ts'
import { canonical, hash, print } from '../../src/language/ir/index.ts'
import { full } from '../../src/language/primitives/index.ts'
import { interpreters, jvp } from '../../src/language/transform/index.ts'
import { gradient } from '../language/calculus.ts'
import { same } from './law.ts'
import { cooked } from './random/cook.ts'
import { directions, everything, holds, traced, withTangents } from './random/holds.ts'

holds(
  'whatever a transformation makes of a program is well formed, and means what it says',
  withTangents,
  60,
  (recipe, xs) => {
    const f = cooked(recipe)
    const program = traced(f, xs)
    const dxs = directions(xs)
    const mask = xs.map(() => true)
    const [ys, dys] = jvp(f, xs, dxs)
    const tangent = dys.filter((dy) => dy !== null)
    same(evaluate(check(interpreters.jvp(program, mask).program), [...xs, ...dxs]), [
      ...ys,
      ...tangent,
    ])
    const { known, linear, residuals } = interpreters.linearize(program, mask)
    const [y, ...kept] = evaluate(check(known), xs)
    same(y === undefined ? [] : [y], ys)
    same(evaluate(check(linear), [...kept, ...dxs]), tangent)
    same(evaluate(check(interpreters.tangent(program, mask).program), [...xs, ...dxs]), tangent)
    const { program: backward, totals } = interpreters.transpose(linear, {
      linear: linear.inputs.map((_, i) => i >= residuals),
      cotangents: tangent.map(() => true),
      gathered: linear.inputs.map(() => false),
    })
    const gathered = evaluate(check(backward), [...kept, ...ys.map((z) => full(z, 1))])
    same(
      gathered,
      gradient(f)(...xs).filter((_, i) => totals[residuals + i]),
    )
  },
)

holds('a random program has one text', everything, 60, (recipe, xs) => {
  const [program, again] = [traced(cooked(recipe), xs), traced(cooked(recipe), xs)]
  const replayed = traced((...inputs) => replay(program, inputs), xs)
  for (const other of [again, replayed]) {
    expect(print(other)).toBe(print(program))
    expect(canonical(other)).toBe(canonical(program))
    expect(hash(other)).toBe(hash(program))
  }
})
