// Derivatives are limits: forward and in reverse they agree with central differences, in f64 and away from kinks.
import { expect } from 'vitest'
import type { Op } from '../../src/language/ir/index.ts'
import type { Tangent, Value } from '../../src/language/level/index.ts'
import type { Body } from '../../src/language/trace/index.ts'
import { jvp, vjp } from '../../src/language/transform/index.ts'
import { f64 } from '../language/arrays.ts'
import type { Sample } from '../language/samples.ts'
import {
  applying,
  elements,
  finite,
  fractional,
  law,
  masks,
  ops,
  reversible,
  rulesOf,
  type Values,
} from './law.ts'

const step = 2 ** -17

const moved = (x: Value, dx: Tangent, by: number): Value => {
  if (dx === null) return x
  const direction = elements(dx)
  return f64(x.shape, ...elements(x).map((e, i) => e + by * (direction[i] ?? 0)))
}

/** (f(x + h dx) − f(x − h dx)) / 2h for each result in f64. */
const differences = (
  f: Body,
  xs: Values,
  dxs: readonly Tangent[],
): readonly (readonly number[])[] => {
  const at = (by: number): Values => f(...xs.map((x, i) => moved(x, dxs[i] ?? null, by)))
  const [after, before] = [at(step), at(-step)]
  return after.map((y, i) => {
    const z = before[i] ?? y
    const from = elements(z)
    return y.dtype === 'f64' ? elements(y).map((e, j) => (e - (from[j] ?? 0)) / (2 * step)) : []
  })
}

const close = (actual: number, expected: number): void => {
  if (!(Math.abs(actual - expected) <= 1e-6 * Math.max(1, Math.abs(expected))))
    expect(actual).toBe(expected)
}

const isDouble = (values: Values): readonly boolean[] => values.map(({ dtype }) => dtype === 'f64')
const inner = (xs: readonly number[], ys: readonly number[]): number =>
  xs.reduce((total, x, i) => total + x * (ys[i] ?? 0), 0)

// of what is not differentiable anywhere there are no smooth samples
const followed = ops.filter((op) => {
  const rules = rulesOf(op)
  return op !== 'customLinear' && (rules.kind === 'control' || rules.jvp !== 'zero')
})

law(
  'jvp agrees with central differences',
  { of: followed.filter((op) => op !== 'customVjp'), floor: 400 },
  <P extends Op>(op: P, sample: Sample<P>) => {
    const { operands, params, smooth } = sample
    if (!smooth || !finite(operands)) return 0
    const f = applying(op, params)
    let cases = 0
    for (const mask of masks(isDouble(operands))) {
      const tangents = operands.map((x, i) => (mask[i] ? fractional(x, i + 1) : null))
      const [, dys] = jvp(f, operands, tangents)
      for (const [i, expected] of differences(f, operands, tangents).entries()) {
        const dy = dys[i] ?? null
        const actual = dy === null ? [] : elements(dy)
        for (const [j, e] of expected.entries()) close(actual[j] ?? 0, e)
      }
      cases++
    }
    return cases
  },
)

law(
  'vjp agrees with central differences',
  { of: followed, floor: 400 },
  <P extends Op>(op: P, sample: Sample<P>) => {
    const { operands, params, smooth } = sample
    if (!smooth || !finite(operands) || !reversible(op, sample)) return 0
    const f = applying(op, params)
    let cases = 0
    for (const mask of masks(isDouble(operands))) {
      const tangents = operands.map((x, i) => (mask[i] ? fractional(x, i + 1) : null))
      const [ys, pullback] = vjp(f, operands, mask)
      const cotangents = ys.map((y, i) => (y.dtype === 'f64' ? fractional(y, i + 5) : null))
      const totals = pullback(cotangents)
      const along = tangents.map((dx, i): number => {
        const total = totals[i] ?? null
        return dx === null || total === null ? 0 : inner(elements(total), elements(dx))
      })
      const expected = differences(f, operands, tangents).map((dy, i) => {
        const ct = cotangents[i] ?? null
        return ct === null ? 0 : inner(dy, elements(ct))
      })
      close(
        along.reduce((a, b) => a + b, 0),
        expected.reduce((a, b) => a + b, 0),
      )
      cases++
    }
    return cases
  },
)
