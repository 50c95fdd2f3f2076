// ⟨transpose f y, x⟩ = ⟨y, f x⟩, for every choice of the operands in which a primitive has a derivative.
import { expect } from 'vitest'
import { evaluate } from '../../src/language/evaluate/index.ts'
import type { Op } from '../../src/language/ir/index.ts'
import type { Tangent } from '../../src/language/level/index.ts'
import { linearize, transpose } from '../../src/language/transform/index.ts'
import type { Sample } from '../language/samples.ts'
import {
  applying,
  differentiable,
  elements,
  law,
  masks,
  ops,
  reversible,
  rulesOf,
  type Values,
  whole,
} from './law.ts'

interface Inner {
  readonly value: number
  /** The sum of the absolute values of its terms. */
  readonly scale: number
}
const inner = (xs: readonly Tangent[], ys: readonly Tangent[]): Inner => {
  const terms = xs.flatMap((x, i) => {
    const y = ys[i] ?? null
    const others = y === null ? [] : elements(y)
    return x === null ? [] : elements(x).map((e, j) => e * (others[j] ?? 0))
  })
  return {
    value: terms.reduce((total, term) => total + term, 0),
    scale: terms.reduce((total, term) => total + Math.abs(term), 0),
  }
}

const transposed = ops.filter((op) => {
  const rules = rulesOf(op)
  // the linear program of a customVjp can only be transposed
  return rules.kind === 'control'
    ? !op.startsWith('customVjp') && op !== 'customLinear'
    : rules.jvp !== 'zero'
})

law(
  'the transpose is the adjoint',
  { of: transposed, floor: 1050 },
  <P extends Op>(op: P, sample: Sample<P>) => {
    if (!reversible(op, sample)) return 0
    const { operands, params } = sample
    const rules = rulesOf(op)
    // whole numbers stay whole in what only moves and adds them
    const exact = rules.kind === 'firstOrder' && rules.jvp === 'linear'
    const mayBe = differentiable(op, sample).map(
      (may, i) => may && (exact || operands[i]?.dtype === 'f64'),
    )
    let cases = 0
    for (const mask of masks(mayBe)) {
      const { linear, residuals } = linearize(applying(op, params), operands, mask)
      if (linear.outputs.length === 0) continue
      const xs = linear.inputs.slice(residuals.length).map(({ type }, i) => whole(type, i))
      const ys = linear.outputs.map(({ type }, i) => whole(type, i + 4))
      const images: Values = evaluate(linear, [...residuals, ...xs])
      const totals = transpose(linear, {
        known: [...residuals, ...xs.map(() => null)],
        cotangents: ys,
      }).slice(residuals.length)
      const [back, forth] = [inner(totals, xs), inner(ys, images)]
      const tolerance = exact ? 0 : 1e-12 * Math.max(back.scale, forth.scale)
      // where one side is NaN, so is the other
      if (!(Math.abs(back.value - forth.value) <= tolerance)) expect(back.value).toBe(forth.value)
      cases++
    }
    return cases
  },
)
