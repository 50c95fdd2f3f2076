// WebAssembly gives the bits of evaluate on folds, chains and orders of random arrays, however their elements lie.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluate } from '../../src/language/evaluate/index.ts'
import type { Value } from '../../src/language/level/index.ts'
import {
  add,
  argMax,
  argMin,
  broadcast,
  cumulativeSum,
  mul,
  reduceMax,
  reduceMin,
  reverse,
  slice,
  sort,
  sum,
  transpose,
} from '../../src/language/primitives/index.ts'
import type { Body } from '../../src/language/trace/index.ts'
import { trace } from '../../src/language/trace/index.ts'
import { type DType, size } from '../../src/shape/index.ts'
import { array, f32, typeOf } from '../language/arrays.ts'
import { special } from '../language/samples/sample.ts'
import { compiled, inParts } from './compiled.ts'
import { same, type Values } from './law.ts'

const agrees = (f: Body, xs: Values): void => {
  const { program } = trace('f', f, xs.map(typeOf))
  const expected = evaluate(program, xs)
  same(compiled(program, xs), expected)
  same(compiled(program, xs, inParts), expected)
}

/** Numbers without a pattern, the special ones among them as often as is said. */
const scattered = (
  dtype: DType,
  shape: readonly number[],
  seed: number,
  specials: number,
): Value => {
  let state = seed
  const next = (): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    return state / 2 ** 32
  }
  const odd = special[dtype]
  const integer = dtype !== 'f32' && dtype !== 'f64'
  const values = Array.from({ length: Math.max(1, size(shape)) }, () => {
    if (next() < specials) return odd[Math.floor(next() * odd.length)] ?? 0
    if (dtype === 'bool') return next() < 0.5 ? 1 : 0
    return integer ? Math.floor(next() * 2 ** 31) : (next() - 0.3) * 2 ** Math.floor(8 * next())
  })
  return array(dtype, shape, ...values)
}

type View = (x: Value) => Value
interface Recipe {
  readonly shape: readonly number[]
  readonly dtype: DType
  readonly seed: number
  readonly specials: number
  readonly views: readonly { readonly kind: string; readonly pick: number }[]
  readonly axes: number
}

/** A way to look at x: its elements stay where they are. */
const viewOf =
  ({ kind, pick }: Recipe['views'][number]): View =>
  (x) => {
    const rank = x.shape.length
    const axis = pick % Math.max(1, rank)
    if (kind === 'transpose') {
      const order = [...x.shape.keys()]
      return transpose(x, [...order.slice(axis), ...order.slice(0, axis)])
    }
    if (kind === 'reverse') return rank === 0 ? x : reverse(x, [axis])
    if (kind === 'broadcast') {
      const at = pick % (rank + 1)
      return broadcast(x, [...x.shape.slice(0, at), 2 + (pick % 2), ...x.shape.slice(at)], [at])
    }
    const from = x.shape.map((n, i) => (i === axis && n > 1 ? 1 : 0))
    const by = x.shape.map((_, i) => (i === axis ? 1 + (pick % 3) : 1))
    return slice(x, from, x.shape, by)
  }

const viewed = ({ views }: Recipe, x: Value): Value =>
  views.reduce(
    (y, view) => (y.shape.length < 4 || view.kind !== 'broadcast' ? viewOf(view)(y) : y),
    x,
  )

const lengths = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 20 }) },
  { weight: 1, arbitrary: fc.integer({ min: 21, max: 600 }) },
  { weight: 1, arbitrary: fc.constantFrom(16, 17, 32, 255, 256, 257, 512, 513) },
)
/** Shapes of at most so many elements: what is too much becomes short. */
const shapes = fc.array(lengths, { minLength: 1, maxLength: 4 }).map((shape) => {
  const kept: number[] = []
  for (const n of shape) kept.push(size(kept) * n > 6000 ? 3 : n)
  return kept
})
const recipes = (dtypes: readonly DType[]): fc.Arbitrary<Recipe> =>
  fc.record({
    shape: shapes,
    dtype: fc.constantFrom(...dtypes),
    seed: fc.nat(),
    specials: fc.constantFrom(0, 0, 0.001, 0.3),
    views: fc.array(
      fc.record({
        kind: fc.constantFrom('transpose', 'reverse', 'broadcast', 'slice'),
        pick: fc.nat(11),
      }),
      { maxLength: 3 },
    ),
    axes: fc.nat(15),
  })

const holds = (
  name: string,
  dtypes: readonly DType[],
  f: (x: Value, axes: number) => Values,
): void =>
  test(`${name} of random arrays has the bits of evaluate`, { timeout: 120_000 }, () => {
    let elements = 0
    fc.assert(
      fc.property(recipes(dtypes), (recipe) => {
        const x = scattered(recipe.dtype, recipe.shape, recipe.seed, recipe.specials)
        elements += size(x.shape)
        agrees((y) => f(viewed(recipe, y ?? x), recipe.axes), [x])
      }),
      { seed: 20264, numRuns: 150 },
    )
    expect(elements).toBeGreaterThan(50_000)
  })

const numbers: readonly DType[] = ['f32', 'f32', 'f64', 'i32', 'u32']
const ordered: readonly DType[] = [...numbers, 'bool']
const subset = (x: Value, mask: number): readonly number[] =>
  [...x.shape.keys()].filter((axis) => (mask >> axis) & 1)
const filled = (x: Value, mask: number): readonly number[] =>
  subset(x, mask).filter((axis) => x.shape[axis] !== 0)
const oneOf = (x: Value, pick: number): number => pick % x.shape.length

holds('sum', numbers, (x, axes) => [sum(x, subset(x, axes))])
holds('a sum of computed elements', ['f32', 'f64'], (x, axes) => {
  const row = sum(x, subset(x, axes))
  const centered = add(x, broadcast(row, x.shape, subset(x, axes)))
  return [sum(mul(centered, x), subset(x, axes)), row]
})
holds('reduceMax', ordered, (x, axes) => [reduceMax(x, filled(x, axes))])
holds('reduceMin', ordered, (x, axes) => [reduceMin(x, filled(x, axes))])
holds('argMax', ordered, (x, pick) =>
  x.shape[oneOf(x, pick)] === 0 ? [] : [argMax(x, oneOf(x, pick))],
)
holds('argMin', ordered, (x, pick) =>
  x.shape[oneOf(x, pick)] === 0 ? [] : [argMin(x, oneOf(x, pick))],
)
holds('cumulativeSum', numbers, (x, pick) => [cumulativeSum(x, oneOf(x, pick), pick > 7)])
holds('sort', ordered, (x, pick) => sort([x, reverse(x, [oneOf(x, pick)])], oneOf(x, pick)))

test.each([
  [17, '405c21a2'],
  [257, '40c41a82'],
  [1000, '40ef88fa'],
  [4097, '410e5358'],
])('the sum of 1/(i + 1), %i terms, is the known one', (count, bits) => {
  const x = f32([count], ...Array.from({ length: count }, (_, i) => 1 / (i + 1)))
  const [total] = compiled(trace('f', (y) => [sum(y ?? x, [0])], [typeOf(x)]).program, [x])
  const word = new Uint32Array(new Float32Array([...(total ?? [])].map(Number)).buffer)
  expect([...word].map((w) => w.toString(16))).toEqual([bits])
})
