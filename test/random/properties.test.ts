// What holds of every key: ranges, orders, and that an element depends on its key and its place alone.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, mul, reshape, row, sort, tensor } from '../../src/ops/index.ts'
import * as random from '../../src/random/index.ts'
import { sameBits, toArray } from '../../src/tensor/index.ts'

const anyKey = fc.integer({ min: -2147483648, max: 4294967295 }).map((seed) => random.key(seed))
/** Checks what is said of fifty random draws from the arbitraries. */
const holds = <A extends unknown[]>(
  some: { readonly [I in keyof A]: fc.Arbitrary<A[I]> },
  check: (...drawn: A) => void,
): void =>
  fc.assert(
    fc.property(fc.tuple<A>(...some), (drawn) => {
      check(...drawn)
    }),
    { numRuns: 50 },
  )

test('the i-th key of a split is what foldIn gives for i', () =>
  holds([anyKey, fc.nat(9)], (k, i) =>
    expect(row(random.split(k, 10), i)).toEqual(random.foldIn(k, i)),
  ))

test('an element depends on the key and its place in row-major order, not on the shape', () =>
  holds([anyKey], (k) => {
    expect(reshape(random.normal(k, [6]), [2, 3])).toEqual(random.normal(k, [2, 3]))
    expect([...random.normal(k, [10])].slice(0, 6)).toEqual([...random.normal(k, [6])])
  }))

test('keys are their words', () =>
  holds([anyKey], (k) =>
    expect(random.wrapKey(random.keyData(random.split(k, [2, 2])))).toEqual(
      random.split(k, [2, 2]),
    ),
  ))

test('uniform numbers lie in their range', () =>
  holds([anyKey, fc.constantFrom('f32' as const, 'f64' as const)], (k, dtype) => {
    const xs = [...random.uniform(k, [200], { min: -0.5, max: 1.5, dtype })]
    expect(xs.every((x) => Number(x) >= -0.5 && Number(x) < 1.5)).toBe(true)
  }))

test('a range of one number gives it', () =>
  holds([anyKey], (k) =>
    expect([...random.uniform(k, [3], { min: 0.5, max: 0.5 })]).toEqual([0.5, 0.5, 0.5]),
  ))

test('truncated normals lie strictly between their bounds, in the tails too', () =>
  holds([anyKey, fc.constantFrom([-1, 0], [0, 1], [3, 4], [9, 10])], (k, [min = 0, max = 0]) => {
    const xs = [...random.truncatedNormal(k, [100], { min, max })]
    expect(xs.every((x) => Number(x) > min && Number(x) < max)).toBe(true)
  }))

test('an infinite bound is none', () =>
  holds([anyKey], (k) => {
    const [min, max] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    const xs = [...random.truncatedNormal(k, [100], { min, max })]
    expect(xs.every((x) => Number.isFinite(Number(x)))).toBe(true)
  }))

test('mean and standard deviation move and stretch the same normals', () =>
  holds([anyKey], (k) =>
    expect(random.normal(k, [4], { mean: 3, std: 0.5 })).toEqual(
      add(mul(random.normal(k, [4]), 0.5), 3),
    ),
  ))

test('integers lie in their range', () =>
  holds(
    [anyKey, fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 100 })],
    (k, min, n) => {
      const xs = [...random.integers(k, [50], { min, max: min + n })]
      expect(xs.every((x) => Number(x) >= min && Number(x) < min + n)).toBe(true)
    },
  ))

test('a max beyond the dtype stands for all up to its largest number', () =>
  holds([anyKey], (k) => {
    const words = random.bits(random.foldIn(k, 1), [20])
    expect(random.integers(k, [20], { max: 4294967296, dtype: 'u32' })).toEqual(words)
    const whole = random.integers(k, [20], { min: -2147483648, max: 2147483648 })
    expect([...whole]).toEqual([...words].map((x) => Number(x) - 2147483648))
  }))

test('a range that ends beyond the dtype holds its largest number', () =>
  holds([anyKey], (k) => {
    const drawn = random.integers(k, [60], { min: 2147483646, max: 2147483648 })
    expect(new Set(drawn)).toEqual(new Set([2147483646, 2147483647]))
  }))

test('bernoulli of 0 is never, of 1 always', () =>
  holds([anyKey], (k) => {
    expect([...random.bernoulli(k, 0, [9])]).toEqual(Array(9).fill(false))
    expect([...random.bernoulli(k, 1, [9])]).toEqual(Array(9).fill(true))
  }))

test('a permutation holds each number once', () =>
  holds([anyKey, fc.nat(60)], (k, n) =>
    expect([...sort(random.permutation(k, n))]).toEqual([...Array(n).keys()]),
  ))

const rows = tensor([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [4, 3])
test('rows move whole, unless lanes are independent; nothing is lost', () =>
  holds([anyKey], (k) => {
    const moved = toArray(random.permutation(k, rows))
    expect([...moved].sort(([a = 0], [b = 0]) => a - b)).toEqual(toArray(rows))
    const apart = random.permutation(k, rows, { axis: 1, independent: true })
    expect(toArray(sort(apart))).toEqual(toArray(rows))
  }))

test('a choice without replacement takes no element twice', () =>
  holds([anyKey, fc.boolean()], (k, weighted) => {
    const p = tensor([1, 2, 3, 4, 5, 6])
    const drawn = random.choice(k, 6, [4], weighted ? { replace: false, p } : { replace: false })
    expect(new Set(drawn).size).toBe(4)
  }))

test('a choice by weights is the first whose running total is not below the draw', () =>
  holds(
    [anyKey, fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 20 })],
    (k, some) => {
      const weights = [...some, 1]
      const totals = weights.map((_, i) => weights.slice(0, i + 1).reduce((a, b) => a + b, 0))
      const total = totals.at(-1) ?? 0
      const expected = [...random.uniform(k, [8])].map((u) =>
        totals.findIndex((t) => t >= Math.fround(total * Math.fround(1 - Number(u)))),
      )
      expect([...random.choice(k, weights.length, [8], { p: tensor(weights) })]).toEqual(expected)
    },
  ))

test('an element of weight 0 is never chosen', () =>
  holds([anyKey], (k) => {
    const drawn = random.choice(k, 3, [50], { p: tensor([1, 0, 1]) })
    expect([...drawn].includes(1)).toBe(false)
  }))

test('a choice of rows is the rows of the choice', () =>
  holds([anyKey], (k) => {
    const places = [...random.choice(k, 4, [5])]
    expect(toArray(random.choice(k, rows, [5]))).toEqual(
      places.map((i) => toArray(rows)[Number(i)]),
    )
  }))

test('a class of logit −∞ is never drawn', () =>
  holds([anyKey], (k) => {
    const logits = tensor([0, Number.NEGATIVE_INFINITY, 0])
    expect([...random.categorical(k, logits, { shape: [50] })].includes(1)).toBe(false)
  }))

test('categorical without replacement gives each class at most once', () =>
  holds([anyKey], (k) =>
    expect(
      new Set(random.categorical(k, tensor([0, 1, 2, 3]), { shape: [4], replace: false })).size,
    ).toBe(4),
  ))

test('shapes may be empty', () => {
  const k = random.key(0)
  expect(random.normal(k, [0, 3]).shape).toEqual([0, 3])
  expect(random.uniform(k, [2, 0], { dtype: 'f64' }).shape).toEqual([2, 0])
  expect([...random.permutation(k, 0)]).toEqual([])
  expect(random.choice(k, 0, [0]).shape).toEqual([0])
  expect(sameBits(random.split(k, 0), random.split(k, [0]))).toBe(true)
})
