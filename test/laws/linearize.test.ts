// Two ways to a tangent: what linearize leaves, run at a tangent, is what jvp gives there, to the bit.
import { expect } from 'vitest'
import { evaluate } from '../../src/language/evaluate/index.ts'
import type { Op } from '../../src/language/ir/index.ts'
import { jvp, linearize } from '../../src/language/transform/index.ts'
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
  // a customVjp has no tangents
  return rules.kind === 'control'
    ? !['customVjp', 'customLinear'].includes(op)
    : rules.jvp !== 'zero'
})

law(
  'linearize gives the bits of jvp',
  { of: followed, floor: 1200 },
  <P extends Op>(op: P, sample: Sample<P>) => {
    if (!reversible(op, sample)) return 0
    const { operands, params } = sample
    let cases = 0
    const f = applying(op, params)
    for (const mask of masks(differentiable(op, sample))) {
      const tangents = operands.map((x, i) => (mask[i] ? fractional(x, i + 1) : null))
      const [results, expected] = jvp(f, operands, tangents)
      const split = linearize(f, operands, mask)
      same(split.results, results)
      expect(split.mask).toEqual(expected.map((dy) => dy !== null))
      same(
        evaluate(split.linear, [...split.residuals, ...tangents.filter((dx) => dx !== null)]),
        expected.filter((dy) => dy !== null),
      )
      cases++
    }
    return cases
  },
)
