// Initializers against PyTorch and JAX: exact where they are exact, near where JAX draws from the same key, by moments elsewhere.
import { expect, test } from 'vitest'
import {
  calculateGain,
  embedding,
  init,
  linear,
  type Nonlinearity,
  truncatedNormal,
} from '../../../src/nn/index.ts'
import { fansOf } from '../../../src/nn/parts.ts'
import { key, normal, uniform } from '../../../src/random/index.ts'
import type { AnyTensor } from '../../../src/tensor/index.ts'
import { entries } from '../../../src/tree/index.ts'
import { read } from '../../golden/read.ts'
import { fixture, type Law, named, numbersOf, ours } from './golden.ts'
import { type Moments, mustFollow } from './moments.ts'

const counted = new Map<string, number>()
const count = (what: string, n = 1): void => {
  counted.set(what, (counted.get(what) ?? 0) + n)
}

/** Numbers within 1e-6 · max(1, |b|); a draw and its arithmetic in f64 much nearer. */
const near = (got: readonly number[], wanted: readonly number[], bound = 1e-6): void => {
  expect(got.length).toBe(wanted.length)
  const far = wanted.filter(
    (b, i) => !(Math.abs((got[i] ?? Number.NaN) - b) <= bound * Math.max(1, Math.abs(b))),
  )
  expect(far).toEqual([])
}

test("gains are PyTorch's", () => {
  for (const { nonlinearity, param, gain } of fixture.gains) {
    const name = ours(nonlinearity) as Nonlinearity // as the fixture names it
    expect(param === null ? calculateGain(name) : calculateGain(name, param)).toBe(gain)
    count('gains')
  }
})

test("fans are PyTorch's", () => {
  for (const { shape, fanIn, fanOut } of fixture.fans) {
    expect(fansOf(shape)).toEqual({ fanIn, fanOut })
    count('fans', 2)
  }
})

const momentsOf = (law: Law): Moments =>
  law.distribution === 'normal'
    ? { mean: law.mean, std: law.std, kurtosis: 3 }
    : { mean: (law.min + law.max) / 2, std: (law.max - law.min) / Math.sqrt(12), kurtosis: 1.8 }

/** What the law draws from the key itself. */
const drawnBy = (law: Law, seed: number, shape: readonly number[]): readonly number[] => {
  const from = key(seed)
  const x: AnyTensor =
    law.distribution === 'uniform'
      ? uniform(from, shape, { min: law.min, max: law.max })
      : normal(from, shape, { mean: law.mean, std: law.std })
  return [...x].map(Number)
}

for (const [i, { kind, options, shape, ...law }] of fixture.distributions.entries())
  test(`${kind} ${JSON.stringify(options)} on [${shape}] draws from PyTorch's distribution`, () => {
    const sample = numbersOf(named(kind, options), i, { shape: [5000], ...fansOf(shape) })
    mustFollow(sample, momentsOf(law), kind)
    near(sample, drawnBy(law, i, [5000]), 2e-6)
    count('distributions')
  })

for (const { layer, options, weight, bias } of fixture.defaults)
  test(`${layer} ${JSON.stringify(options)} begins as PyTorch's`, () => {
    const { in: inputs = 0, out = 0, count: rows = 0, size = 0 } = options as Record<string, number>
    const spec =
      layer === 'embedding'
        ? embedding(rows, size)
        : options.bias === false
          ? linear(inputs, out, { bias: false })
          : linear(inputs, out)
    const samples = new Map<string, number[]>()
    for (let seed = 0; seed < 100; seed++)
      for (const [path, leaf] of entries(init(spec)(key(seed))))
        samples.set(path, [...(samples.get(path) ?? []), ...[...leaf].map(Number)])
    expect([...samples.keys()].sort()).toEqual(bias === undefined ? ['weight'] : ['bias', 'weight'])
    mustFollow(samples.get('weight') ?? [], momentsOf(weight), `${layer} weight`)
    if (bias !== undefined) mustFollow(samples.get('bias') ?? [], momentsOf(bias), `${layer} bias`)
    count('defaults')
  })

for (const { mean, std, min, max, lawMean, lawStd } of fixture.truncated)
  for (const dtype of ['f32', 'f64'] as const)
    test(`truncatedNormal(${mean}, ${std}) in ${dtype} keeps to [${min}, ${max}], with the moments of its law`, () => {
      const sample = numbersOf(truncatedNormal({ mean, std, min, max }), 1, {
        shape: [5000],
        dtype,
      })
      expect(sample.filter((x) => x < min || x > max)).toEqual([])
      mustFollow(sample, { mean: lawMean, std: lawStd, kurtosis: 3 }, 'truncatedNormal') // at most a normal's
      count('truncated')
    })

for (const { kind, options, out } of fixture.exact)
  test(`${kind} ${JSON.stringify(options)} on [${out.shape}] is PyTorch's`, () => {
    for (const dtype of ['f32', 'f64'] as const)
      expect(numbersOf(named(kind, kind === 'eye' ? {} : options), 0, { ...out, dtype })).toEqual(
        out.data,
      )
    count('exact', out.data.length)
  })

for (const { shape, sparsity, zerosInEachColumn } of fixture.sparse)
  test(`sparse ${sparsity} on [${shape}] has PyTorch's zeros in each column`, () => {
    const [rows = 0, columns = 0] = shape
    const w = numbersOf(named('sparse', { sparsity }), 3, { shape })
    const zeros = Array.from(
      { length: columns },
      (_, column) =>
        Array.from({ length: rows }, (_, row) => w[row * columns + column]).filter((x) => x === 0)
          .length,
    )
    expect(zeros).toEqual(Array.from({ length: columns }, () => zerosInEachColumn))
    count('sparse')
  })

for (const { kind, options, seed, fanIn, fanOut, out } of fixture.draws)
  test(`${kind} ${JSON.stringify(options)} draws JAX's numbers on ${out.dtype}[${out.shape}]`, () => {
    const got = numbersOf(named(kind, options), seed, { ...out, fanIn, fanOut } as never)
    near(got, out.data, out.dtype === 'f64' ? 1e-12 : 1e-6)
    const isUniform = kind.endsWith('niform') || options.distribution === 'uniform'
    if (isUniform) expect(got).toEqual(out.data) // its arithmetic is exact, or rounded alike
    count('draws', out.data.length)
  })

interface Answers {
  readonly kats_partitionable: Readonly<
    Record<string, { readonly shape: readonly number[]; readonly values: readonly number[] }>
  >
}

/** The rows of initializers: [in, out] there, so that they are drawn with these fans on the same shape. */
const onFourByThree = { fanIn: 4, fanOut: 3 }
const rows: Readonly<Record<string, readonly [kind: string, options: object, fans: object]>> = {
  'glorot_uniform()(key(42),(4,3))': ['glorotUniform', {}, onFourByThree],
  'glorot_normal()(key(42),(4,3))': ['glorotNormal', {}, onFourByThree],
  'he_uniform()(key(42),(4,3))': ['heUniform', {}, onFourByThree],
  'he_normal()(key(42),(4,3))': ['heNormal', {}, onFourByThree],
  'lecun_uniform()(key(42),(4,3))': ['lecunUniform', {}, onFourByThree],
  'lecun_normal()(key(42),(4,3))': ['lecunNormal', {}, onFourByThree],
  'lecun_normal()(key(42),(3,3,2,4))[0,0]': ['lecunNormal', {}, { fanIn: 18, fanOut: 36 }],
  'normal(0.02)(key(42),(2,3))': ['normal', { std: 0.02 }, {}],
  'uniform(0.05)(key(42),(2,3))': ['uniform', { max: 0.05 }, {}],
  'truncated_normal(1.0)(key(42),(2,3))': ['truncatedNormal', { std: 1, lower: -2, upper: 2 }, {}],
}
const answers = read<Answers>('jax_prng_kats.json').kats_partitionable

for (const [row, [kind, options, fans]] of Object.entries(rows))
  test(`${row} is near JAX's`, () => {
    const { shape = [], values = [] } = answers[row] ?? {}
    const whole = row.endsWith('[0,0]') ? [3, 3, ...shape] : shape
    const drawn = numbersOf(named(kind, options as never), 42, { shape: whole, ...fans })
    near(drawn.slice(0, values.length), values)
    count('known answers', values.length)
  })

test('every row was compared', () => {
  console.log(
    `initializers.json: ${[...counted].map(([what, n]) => `${what} ${n}`).join(', ')} compared`,
  )
  expect(Object.fromEntries(counted)).toEqual({
    gains: fixture.gains.length,
    fans: 2 * fixture.fans.length,
    distributions: fixture.distributions.length,
    defaults: fixture.defaults.length,
    truncated: 2 * fixture.truncated.length,
    exact: fixture.exact.reduce((sum, { out }) => sum + out.data.length, 0),
    sparse: fixture.sparse.length,
    draws: 576,
    'known answers': 98,
  })
})
