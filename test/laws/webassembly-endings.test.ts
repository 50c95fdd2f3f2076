// WebAssembly gives the bits of evaluate where more is made of products before they are stored: biases, residuals,
// activations, what is kept of them beside, and views of all that.
import fc from 'fast-check'
import { test } from 'vitest'
import { evaluate } from '../../src/language/evaluate/index.ts'
import type { Value } from '../../src/language/level/index.ts'
import {
  add,
  broadcast,
  compare,
  conv,
  dot,
  full,
  max,
  mul,
  neg,
  reshape,
  select,
  sum,
  tanh,
  transpose,
} from '../../src/language/primitives/index.ts'
import { type Body, trace } from '../../src/language/trace/index.ts'
import type { Sizes } from '../../src/shape/index.ts'
import { array, typeOf } from '../language/arrays.ts'
import { compiled, inParts } from './compiled.ts'
import { same, type Values } from './law.ts'

const agrees = (f: Body, xs: Values): void => {
  const { program } = trace('f', f, xs.map(typeOf))
  const expected = evaluate(program, xs)
  same(compiled(program, xs), expected)
  same(compiled(program, xs, inParts), expected)
}

/** Numbers without a pattern, NaN and infinities among them now and then. */
const scattered = (dtype: 'f32' | 'f64', shape: Sizes, seed: number): Value => {
  let state = seed
  const next = (): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    return state / 2 ** 32
  }
  const odd = [Number.NaN, Number.POSITIVE_INFINITY, -0, 1e-40]
  const count = shape.reduce((n, m) => n * m, 1)
  const value = (): number =>
    next() < 0.01 ? (odd[Math.floor(4 * next())] ?? 0) : (next() - 0.5) * 4
  return array(dtype, shape, ...Array.from({ length: count }, value))
}

/** What can stand between a product and what is stored of it. */
const endings: Readonly<Record<string, (y: Value, other: Value, bias: Value) => readonly Value[]>> =
  {
    bias: (y, _, bias) => [add(y, over(bias, y))],
    residual: (y, other, bias) => [add(other, add(y, over(bias, y)))],
    masked: (y, other) => [select(compare(other, full(other, 0), 'gt'), y, full(y, 0))],
    several: (y, other) => {
      const z = tanh(add(y, other))
      return [mul(z, other), z, neg(y)]
    },
    inside: (y, other) => {
      const z = tanh(mul(y, full(y, 0.5)))
      return [add(mul(z, z), mul(z, other))]
    },
    folded: (y, other) => {
      const z = max(y, other)
      return [sum(z, [0]), mul(z, z)]
    },
    turned: (y) => {
      const order = [...y.shape.keys()].map((axis) => (axis + 1) % y.shape.length)
      return [transpose(add(y, y), order), transpose(neg(y), order)]
    },
    seen: (y, other) => [
      reshape(transpose(y, [...y.shape.keys()].reverse()), [
        other.shape.reduce((n, m) => n * m, 1),
      ]),
    ],
    twice: (y, other) => [sum(y, []), add(y, other), mul(y, other)],
  }
const over = (bias: Value, y: Value): Value =>
  broadcast(bias, y.shape, [...y.shape.keys()].slice(0, -1))

const sizes = fc.record({
  batch: fc.constantFrom([], [2], [2, 3]),
  m: fc.integer({ min: 1, max: 19 }),
  n: fc.integer({ min: 1, max: 21 }),
  k: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(256, 300, 513)),
  ending: fc.constantFrom(...Object.keys(endings)),
  dtype: fc.constantFrom('f32' as const, 'f64' as const),
  flipped: fc.boolean(),
  seed: fc.nat(),
})

test('products with endings have the bits of evaluate', { timeout: 120_000 }, () =>
  fc.assert(
    fc.property(sizes, ({ batch, m, n, k, ending, dtype, flipped, seed }) => {
      const axes = [...batch.keys()]
      const [row, column] = [batch.length, batch.length + 1]
      const shapes = [
        [...batch, m, k],
        flipped ? [...batch, n, k] : [...batch, k, n],
        [...batch, m, n],
        [n],
      ]
      const xs = shapes.map((shape, i) => scattered(dtype, shape, seed + i))
      const contract = [[column], [flipped ? column : row]] as const
      agrees((x, y, other, bias) => {
        if (!x || !y || !other || !bias) return []
        const z = dot(x, y, { contract, batch: [axes, axes] })
        return endings[ending]?.(z, other, bias) ?? []
      }, xs)
    }),
    { seed: 4, numRuns: 250 },
  ),
)

const slides = fc.record({
  items: fc.integer({ min: 1, max: 3 }),
  depth: fc.constantFrom(1, 3, 12),
  features: fc.integer({ min: 1, max: 9 }),
  length: fc.integer({ min: 5, max: 13 }),
  window: fc.constantFrom(1, 3, 5),
  border: fc.integer({ min: 0, max: 2 }),
  stride: fc.constantFrom(1, 2),
  apart: fc.constantFrom(1, 1, 2, 3),
  ending: fc.constantFrom(...Object.keys(endings)),
  seed: fc.nat(),
})

test('convolutions with endings have the bits of evaluate', { timeout: 120_000 }, () =>
  fc.assert(
    fc.property(
      slides,
      ({ items, depth, features, length, window, border, stride, apart, ending, seed }) => {
        const places = Math.floor(((length - 1) * apart + 1 + 2 * border - window) / stride) + 1
        const shape = [items, features, places, places]
        const shapes = [
          [items, depth, length, length],
          [features, depth, window, window],
          shape,
          [places],
        ]
        const xs = shapes.map((one, i) => scattered('f32', one, seed + i))
        const pair = (n: number): Sizes => [n, n]
        agrees((x, w, other, bias) => {
          if (!x || !w || !other || !bias) return []
          const z = conv(x, w, {
            strides: pair(stride),
            low: pair(border),
            high: pair(border),
            dilation: pair(1),
            inputDilation: pair(apart),
            groups: 1,
            batchGroups: 1,
          })
          return endings[ending]?.(z, other, bias) ?? []
        }, xs)
      },
    ),
    { seed: 5, numRuns: 120 },
  ),
)
