// Random programs: their derivatives are right, to the third, in every order of modes.
import { expect } from 'vitest'
import { add, mul } from '../../src/language/primitives/index.ts'
import type { Body } from '../../src/language/trace/index.ts'
import { gradient, tangents } from '../language/calculus.ts'
import { elements, type Values } from './law.ts'
import { all, cooked } from './random/cook.ts'
import { directions, holds, inReverse, moved, smooth, step } from './random/holds.ts'

/** (f(x + h dx) − f(x − h dx)) / 2h, all results in a row. */
const differences = (f: Body, xs: Values, dxs: Values): readonly number[] => {
  const [after, before] = [step, -step].map((by) => f(...moved(xs, dxs, by)).flatMap(elements))
  return (after ?? []).map((y, i) => (y - (before?.[i] ?? 0)) / (2 * step))
}
const close = (actual: readonly number[], expected: readonly number[]): void => {
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b))
  if (actual.length !== expected.length || !actual.every((a, i) => near(a, expected[i] ?? NaN)))
    expect(actual).toEqual(expected)
}

const inner = (xs: Values, ys: Values): number =>
  xs.flatMap(elements).reduce((total, x, i) => total + x * (ys.flatMap(elements)[i] ?? 0), 0)

/** ⟨f x, dx⟩. */
const along =
  (f: Body, dxs: Values): Body =>
  (...xs) => [
    f(...xs)
      .map((y, i) => all(mul(y, dxs[i] ?? y)))
      .reduce(add),
  ]

holds(
  'first and second derivatives agree with central differences, in every order of modes',
  smooth,
  60,
  (recipe, xs) => {
    const f = cooked(recipe)
    const dxs = directions(xs)
    const tangentOf = (g: Body): Body => tangents(g, ...dxs)
    const first = differences(f, xs, dxs)
    close([inner(gradient(f)(...xs), dxs)], first)
    close(tangentOf(f)(...xs).flatMap(elements), first)

    const second = differences(gradient(f), xs, dxs)
    // forward over reverse, reverse over forward, reverse over reverse
    close(tangentOf(gradient(f))(...xs).flatMap(elements), second)
    close(gradient(tangentOf(f))(...xs).flatMap(elements), second)
    close(gradient(along(gradient(f), dxs))(...xs).flatMap(elements), second)
  },
)

holds(
  'second derivatives through rules for cotangents agree with central differences',
  inReverse,
  40,
  (recipe, xs) => {
    const f = cooked(recipe)
    const dxs = directions(xs)
    const second = differences(gradient(f), xs, dxs)
    close(tangents(gradient(f), ...dxs)(...xs).flatMap(elements), second)
    close(gradient(along(gradient(f), dxs))(...xs).flatMap(elements), second)
  },
)

holds(
  'a third derivative agrees with central differences of the second',
  smooth,
  20,
  (recipe, xs) => {
    const dxs = directions(xs)
    const hessian = tangents(gradient(cooked(recipe)), ...dxs)
    close(tangents(hessian, ...dxs)(...xs).flatMap(elements), differences(hessian, xs, dxs))
  },
)
