// Every draw at every level: in a program, in lanes, in a loop, with the bits of the eager call.
import { expect, test } from 'vitest'
import { executableOf, jit, scan, vmap } from '../../src/functions/index.ts'
import { count } from '../../src/language/ir/index.ts'
import { add, mul, row, stack, tensor, where } from '../../src/ops/index.ts'
import * as random from '../../src/random/index.ts'
import type { Shape } from '../../src/shape/index.ts'
import { type AnyTensor, type Key, sameBits, type Tensor } from '../../src/tensor/index.ts'

type Drawn = AnyTensor | Key<Shape>

const x43 = tensor([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [4, 3], { dtype: 'i32' })
const logits = tensor([
  [0, 1, 2, 3],
  [1, 1, 1, 1],
])
const weights = tensor([1, 2, 3, 4, 5])
const chances = tensor([[0.1], [0.9]])

/** Every draw, of the shape where it has one. */
const draws: Readonly<Record<string, (k: Key, shape: readonly number[]) => Drawn>> = {
  split: (k, shape) => random.split(k, shape),
  foldIn: (k) => random.foldIn(k, 7),
  under: (k) => random.under(k, 'enc.0.weight'),
  keyData: (k) => random.keyData(k),
  bits: (k, shape) => random.bits(k, shape),
  'bits of two words': (k, shape) => random.bits(k, shape, { words: 2 }),
  uniform: (k, shape) => random.uniform(k, shape),
  'uniform in a range': (k, shape) => random.uniform(k, shape, { min: -1, max: 2 }),
  'uniform in f64': (k, shape) => random.uniform(k, shape, { dtype: 'f64' }),
  normal: (k, shape) => random.normal(k, shape),
  'normal with moments': (k, shape) => random.normal(k, shape, { mean: 1, std: 2 }),
  'normal in f64': (k, shape) => random.normal(k, shape, { dtype: 'f64' }),
  truncatedNormal: (k, shape) => random.truncatedNormal(k, shape),
  logNormal: (k, shape) => random.logNormal(k, shape),
  exponential: (k, shape) => random.exponential(k, shape),
  laplace: (k, shape) => random.laplace(k, shape),
  logistic: (k, shape) => random.logistic(k, shape),
  cauchy: (k, shape) => random.cauchy(k, shape),
  gumbel: (k, shape) => random.gumbel(k, shape),
  'gumbel, high': (k, shape) => random.gumbel(k, shape, { mode: 'high' }),
  bernoulli: (k, shape) => random.bernoulli(k, 0.3, shape),
  'bernoulli, high': (k, shape) => random.bernoulli(k, 0.3, shape, { mode: 'high' }),
  'bernoulli of a tensor': (k) => random.bernoulli(k, chances, [2, 3]),
  rademacher: (k, shape) => random.rademacher(k, shape),
  integers: (k, shape) => random.integers(k, shape, { min: -5, max: 5 }),
  'integers of u32': (k, shape) => random.integers(k, shape, { max: 10, dtype: 'u32' }),
  permutation: (k) => random.permutation(k, 5),
  'permutation of rows': (k) => random.permutation(k, x43),
  'permutation, independent': (k) => random.permutation(k, x43, { axis: 1, independent: true }),
  'permutation of keys': (k) => random.permutation(k, random.split(k, 3)),
  choice: (k, shape) => random.choice(k, 5, shape),
  'choice without replacement': (k) => random.choice(k, x43, [2], { replace: false }),
  'choice by weights': (k, shape) => random.choice(k, 5, shape, { p: weights }),
  'choice by weights without replacement': (k) =>
    random.choice(k, 5, [3], { p: weights, replace: false }),
  categorical: (k) => random.categorical(k, logits),
  'categorical without replacement': (k) =>
    random.categorical(k, logits, { shape: [3, 2], replace: false }),
}

const keys = random.split(random.key(9), 3)
const shape = [2, 3]
for (const [name, draw] of Object.entries(draws)) {
  const one = (k: Key): Drawn => draw(k, shape)

  test(`${name}: a jitted draw has the bits of the eager one`, () => {
    const k = random.key(11)
    expect(sameBits(jit(one)(k), one(k))).toBe(true)
  })

  test(`${name}: vmap over keys has the bits of the loop`, () => {
    const lanes = [0, 1, 2].map((i) => one(row(keys, i)))
    expect(sameBits(vmap(one)(keys) as Drawn, stack(lanes))).toBe(true)
  })

  test(`${name}: a program draws ten thousand numbers by as many equations as ten`, () => {
    const size = (n: number): number =>
      count(executableOf((k: Key) => ({ y: draw(k, [n]) }), [random.key(0)]).program)
    expect(size(10000)).toBe(size(10))
  })
}

test('a scan over keys draws what a loop draws', () => {
  const walk = (x: Tensor<[2]>, k: Key): [Tensor<[2]>, null] => [
    add(x, random.normal(k, [2])),
    null,
  ]
  const start = tensor([0, 0])
  const looped = [0, 1, 2].reduce((x: Tensor<[2]>, i) => walk(x, row(keys, i))[0], start)
  expect(sameBits(scan(walk)(start, keys)[0], looped)).toBe(true)
})

test('a key is a carry like any other value', () => {
  const [last] = scan((k: Key, _: null) => [random.foldIn(k, 1), null], { length: 3 })(
    random.key(0),
    null,
  )
  const looped = [1, 1, 1].reduce((k: Key, data) => random.foldIn(k, data), random.key(0))
  expect(sameBits(last, looped)).toBe(true)
})

test('a seed and a step may be traced', () => {
  const at = jit((seed: Tensor<[], 'u32'>, step: Tensor<[], 'i32'>) =>
    random.foldIn(random.key(seed), step),
  )
  const seed = tensor(42, [], { dtype: 'u32' })
  const step = tensor(-1, [], { dtype: 'i32' })
  expect(sameBits(at(seed, step), random.foldIn(random.key(42), -1))).toBe(true)
})

test('no derivative flows through a draw, and one flows through what is made of it', () => {
  const k = random.key(3)
  const scaled = (x: Tensor<[]>): Tensor<[]> => mul(random.normal(k, []), x)
  expect(
    sameBits(vmap(scaled)(tensor([1, 1])), stack([scaled(tensor(1)), scaled(tensor(1))])),
  ).toBe(true)
})

test('where chooses among keys', () => {
  const other = random.split(random.key(1), 3)
  const chosen = where(tensor([true, false, true]), keys, other)
  expect(chosen).toEqual(stack([row(keys, 0), row(other, 1), row(keys, 2)]))
})

test('a draw is a handful of primitives on whole arrays, beside constants', () => {
  const working = (draw: (k: Key) => Drawn): number => {
    const { equations } = executableOf((k: Key) => ({ y: draw(k) }), [random.key(0)]).program
    return equations.filter(({ op }) => op !== 'constant' && op !== 'broadcast').length
  }
  const size = [8, 8]
  expect([
    working((k) => random.split(k, size)),
    working((k) => random.bits(k, size)),
    working((k) => random.uniform(k, size)),
    working((k) => random.normal(k, size)),
    working((k) => random.bernoulli(k, 0.5, size)),
    working((k) => random.integers(k, size, { max: 65536 })),
  ]).toEqual([3, 9, 13, 19, 14, 12])
})
