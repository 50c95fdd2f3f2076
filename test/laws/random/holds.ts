// How a law is asked of random programs.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { check } from '../../../src/language/evaluate/index.ts'
import { count, type Program } from '../../../src/language/ir/index.ts'
import { type Body, trace } from '../../../src/language/trace/index.ts'
import { f64, typeOf } from '../../language/arrays.ts'
import { elements, fractional, type Values } from '../law.ts'
import { cooked } from './cook.ts'
import { type Language, type Recipe, recipes } from './recipe.ts'

export const everything: Language = { smooth: false, tangents: false }
export const withTangents: Language = { smooth: false, tangents: true }
/** Smooth, with functions that have a rule for cotangents alone. */
export const inReverse: Language = { smooth: true, tangents: false }
export const smooth: Language = { smooth: true, tangents: true }

const coordinate = fc.double({ min: -1.5, max: 1.5, noNaN: true })
const inputs: fc.Arbitrary<Values> = fc
  .array(coordinate, { minLength: 10, maxLength: 10 })
  .map((xs) => [f64([], ...xs), f64([3], ...xs.slice(1)), f64([2, 3], ...xs.slice(4))])

/** Tests that a law holds of this many random programs, the same ones every time. */
export const holds = (
  law: string,
  language: Language,
  runs: number,
  property: (recipe: Recipe, xs: Values) => void,
): void =>
  test(law, { timeout: 120_000 }, () => {
    let equations = 0
    let programs = 0
    fc.assert(
      fc.property(recipes(language), inputs, (recipe, xs) => {
        programs++
        equations += count(trace('f', cooked(recipe), xs.map(typeOf)).program)
        property(recipe, xs)
      }),
      { seed: 20260, numRuns: runs },
    )
    console.log(`${law}: ${programs} programs, ${equations} equations`)
    expect(programs).toBeGreaterThanOrEqual(runs)
    expect(equations).toBeGreaterThanOrEqual(40 * runs)
  })

export const traced = (f: Body, xs: Values): Program => check(trace('f', f, xs.map(typeOf)).program)

export const step: number = 2 ** -17
/** The point, so far in these directions. */
export const moved = (xs: Values, dxs: Values, by: number): Values =>
  xs.map((x, i) => {
    const direction = elements(dxs[i] ?? x)
    return f64(x.shape, ...elements(x).map((e, j) => e + by * (direction[j] ?? 0)))
  })
export const directions = (xs: Values): Values => xs.map((x, i) => fractional(x, i + 2))
