// Random programs: whatever is composed of the language, its derivatives are right, and the same to the bit in
// every form in which it can be written.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { check, evaluate, replay } from '../../src/language/evaluate/index.ts'
import { canonical, count, hash, type Program, print } from '../../src/language/ir/index.ts'
import { add, full, mul } from '../../src/language/primitives/index.ts'
import { type Body, trace } from '../../src/language/trace/index.ts'
import { interpreters, jvp, vjp, vmap } from '../../src/language/transform/index.ts'
import { f64, stack, typeOf } from '../language/arrays.ts'
import { elements, finite, fractional, same, type Values } from './law.ts'
import { all, cooked } from './random/cook.ts'
import { type Language, type Recipe, recipes } from './random/recipe.ts'

const everything: Language = { smooth: false, tangents: false }
const withTangents: Language = { smooth: false, tangents: true }
const smooth: Language = { smooth: true, tangents: true }

const coordinate = fc.double({ min: -1.5, max: 1.5, noNaN: true })
const inputs: fc.Arbitrary<Values> = fc
  .array(coordinate, { minLength: 10, maxLength: 10 })
  .map((xs) => [f64([], ...xs), f64([3], ...xs.slice(1)), f64([2, 3], ...xs.slice(4))])

/** The law holds of this many random programs, the same ones every time. */
const holds = (
  language: Language,
  runs: number,
  property: (recipe: Recipe, xs: Values) => void,
): void => {
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
  console.log(`${expect.getState().currentTestName}: ${programs} programs, ${equations} equations`)
  expect(programs).toBeGreaterThanOrEqual(runs)
  expect(equations).toBeGreaterThanOrEqual(20 * runs)
}

const gradient =
  (f: Body): Body =>
  (...xs) => {
    const [ys, pullback] = vjp(
      f,
      xs,
      xs.map(() => true),
    )
    const totals = pullback(ys.map((y) => full(y, 1)))
    return xs.map((x, i) => totals[i] ?? full(x, 0))
  }

const traced = (f: Body, xs: Values): Program => check(trace('f', f, xs.map(typeOf)).program)

test('a gradient has the same bits plain, through call, through checkpoint, in chunks and traced', () =>
  holds(everything, 150, (recipe, xs) => {
    const expected = gradient(cooked(recipe))(...xs)
    expect(finite(expected)).toBe(true)
    for (const form of ['call', 'checkpoint', 'chunks'] as const)
      same(gradient(cooked(recipe, form))(...xs), expected)
    same(evaluate(traced(gradient(cooked(recipe)), xs), xs), expected)
  }))

const step = 2 ** -17
const moved = (xs: Values, dxs: Values, by: number): Values =>
  xs.map((x, i) => {
    const direction = elements(dxs[i] ?? x)
    return f64(x.shape, ...elements(x).map((e, j) => e + by * (direction[j] ?? 0)))
  })
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

const tangents =
  (f: Body, dxs: Values): Body =>
  (...xs) => {
    const [ys, dys] = jvp(f, xs, dxs)
    return ys.map((y, i) => dys[i] ?? full(y, 0))
  }
const directions = (xs: Values): Values => xs.map((x, i) => fractional(x, i + 2))
const inner = (xs: Values, ys: Values): number =>
  xs.flatMap(elements).reduce((total, x, i) => total + x * (ys.flatMap(elements)[i] ?? 0), 0)

test('first and second derivatives agree with central differences, in every order of modes', () =>
  holds(smooth, 120, (recipe, xs) => {
    const f = cooked(recipe)
    const dxs = directions(xs)
    const tangentOf = (g: Body): Body => tangents(g, dxs)
    const first = differences(f, xs, dxs)
    close([inner(gradient(f)(...xs), dxs)], first)
    close(tangentOf(f)(...xs).flatMap(elements), first)

    const second = differences(gradient(f), xs, dxs)
    // forward over reverse, reverse over forward, reverse over reverse
    close(tangentOf(gradient(f))(...xs).flatMap(elements), second)
    close(gradient(tangentOf(f))(...xs).flatMap(elements), second)
    const along: Body = (...at) => [
      gradient(f)(...at)
        .map((g, i) => all(mul(g, dxs[i] ?? g)))
        .reduce(add),
    ]
    close(gradient(along)(...xs).flatMap(elements), second)
  }))

test('a third derivative agrees with central differences of the second', () =>
  holds(smooth, 30, (recipe, xs) => {
    const dxs = directions(xs)
    const hessian = tangents(gradient(cooked(recipe)), dxs)
    close(tangents(hessian, dxs)(...xs).flatMap(elements), differences(hessian, xs, dxs))
  }))

test('vmap of a gradient has the bits of a loop, and the gradient of vmap its numbers', () =>
  holds(everything, 100, (recipe, xs) => {
    const f = cooked(recipe)
    // the number differs from lane to lane, the row too in every other program
    const batched = xs.map((_, i) => i === 0 || (i === 1 && recipe.length % 2 === 0))
    const lanes = [0, 1, 2].map((lane) =>
      xs.map((x, i) => (batched[i] ? (moved([x], [fractional(x, lane)], 0.5)[0] ?? x) : x)),
    )
    const wide = xs.map((x, i) =>
      batched[i]
        ? stack(
            lanes.flatMap((lane) => lane.slice(i, i + 1)),
            x,
          )
        : x,
    )
    const batch =
      (g: Body): Body =>
      (...inputs) =>
        vmap(g, inputs, { batched, size: 3 })
    const looped = lanes.map((lane) => gradient(f)(...lane))
    const expected = xs.map((x, i) =>
      stack(
        looped.flatMap((gs) => gs.slice(i, i + 1)),
        x,
      ),
    )
    same(batch(gradient(f))(...wide), expected)
    // a zero's sign depends on the operation that is transposed, of a lane or of all
    const numbers = (found: Values): Values =>
      found.flatMap((x, i) => (batched[i] ? [add(x, full(x, 0))] : []))
    same(numbers(gradient(batch(f))(...wide)), numbers(expected))
    const program = traced(f, xs)
    const inBatch = check(interpreters.batch(program, batched, 3))
    same(evaluate(inBatch, wide), batch(f)(...wide))
  }))

test('whatever a transformation makes of a program is well formed, and means what it says', () =>
  holds(withTangents, 100, (recipe, xs) => {
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
  }))

test('a random program has one text', () =>
  holds(everything, 100, (recipe, xs) => {
    const [program, again] = [traced(cooked(recipe), xs), traced(cooked(recipe), xs)]
    const replayed = traced((...inputs) => replay(program, inputs), xs)
    for (const other of [again, replayed]) {
      expect(print(other)).toBe(print(program))
      expect(canonical(other)).toBe(canonical(program))
      expect(hash(other)).toBe(hash(program))
    }
  }))
