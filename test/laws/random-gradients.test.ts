// Random programs: a gradient is the same to the bit in every form in which its function can be written.
import { expect } from 'vitest'
import { check, evaluate, replay } from '../../src/language/evaluate/index.ts'
import { add, full } from '../../src/language/primitives/index.ts'
import type { Body } from '../../src/language/trace/index.ts'
import { interpreters, vmap } from '../../src/language/transform/index.ts'
import { stack } from '../language/arrays.ts'
import { gradient } from '../language/calculus.ts'
import { elements, finite, fractional, same, type Values } from './law.ts'
import { cooked, type Form } from './random/cook.ts'
import { directions, everything, holds, inReverse, moved, traced } from './random/holds.ts'

holds(
  'a gradient has the same bits plain, through call, through checkpoint, in chunks and traced',
  everything,
  80,
  (recipe, xs) => {
    const expected = gradient(cooked(recipe))(...xs)
    expect(finite(expected)).toBe(true)
    for (const form of ['call', 'checkpoint', 'chunks'] as const)
      same(gradient(cooked(recipe, form))(...xs), expected)
    same(evaluate(traced(gradient(cooked(recipe)), xs), xs), expected)
  },
)

holds(
  'a gradient of a gradient has the same bits plain, through call and traced; through checkpoint and in chunks to 1e-12',
  inReverse,
  60,
  (recipe, given) => {
    const xs = moved(given, directions(given), 0.5) // where no product is exact
    const second = (form?: Form): Body => gradient(gradient(cooked(recipe, form)))
    const expected = second()(...xs)
    expect(finite(expected)).toBe(true)
    same(second('call')(...xs), expected)
    same(evaluate(traced(second(), xs), xs), expected)
    for (const form of ['checkpoint', 'chunks'] as const)
      expect(distance(second(form)(...xs), expected)).toBeLessThanOrEqual(1e-12)
  },
)

/** The largest difference, on the scale of the largest element of each array. */
const distance = (actual: Values, expected: Values): number =>
  Math.max(
    ...expected.map((x, i) => {
      const scale = Math.max(1, ...elements(x).map(Math.abs))
      const others = elements(actual[i] ?? x)
      return Math.max(...elements(x).map((e, j) => Math.abs(e - (others[j] ?? Number.NaN)) / scale))
    }),
  )

holds(
  'a gradient has the same bits where a program takes one value twice',
  everything,
  60,
  (recipe, xs) => {
    const twice =
      (f: Body): Body =>
      (x, row, table) =>
        f(...[x, row, row, table].flatMap((y) => y ?? []))
    const program = traced(cooked(recipe), [...xs.slice(0, 2), ...xs.slice(1)])
    const replayed = twice((...inputs) => replay(program, inputs))
    same(gradient(replayed)(...xs), gradient(twice(cooked(recipe)))(...xs))
  },
)

holds(
  'vmap of a gradient has the bits of a loop, and the gradient of vmap its numbers',
  everything,
  60,
  (recipe, xs) => {
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
  },
)
