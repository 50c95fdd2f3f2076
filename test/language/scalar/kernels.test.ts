// The elementary functions against mpmath, on the sample of test/golden/kernels.json, and their shapes.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formats, ulps } from '../../../bench/numerics/real.ts'
import { f32FromBits, f32ToU32, float, threefry2x32 } from '../../../src/language/scalar/index.ts'
import { read } from '../../golden/read.ts'
import { known } from './known.ts'

type Kernel = (...elements: number[]) => number

const kernelsOf = (dtype: 'f32' | 'f64'): ReadonlyMap<string, Kernel> =>
  new Map<string, Kernel>(Object.entries(float[dtype]))
const kernels = { f32: kernelsOf('f32'), f64: kernelsOf('f64') }

/** What the page says was measured, by function and format. */
const measured: ReadonlyMap<string, number> = new Map(
  [
    ...readFileSync('docs/numerics.md', 'utf8').matchAll(
      /^\| (\w+) \| ([\d.]+) \|.*\| ([\d.]+) \|.*\|$/gm,
    ),
  ].flatMap(([, op = '', f32, f64]) => [
    [`${op} f32`, Number(f32)],
    [`${op} f64`, Number(f64)],
  ]),
)

test('the page has every function, within 2 units in f32 and 4 in f64', () => {
  const beyond = [...measured].filter(([name, ulps]) => !(ulps <= (name.endsWith('f32') ? 2 : 4)))
  expect(measured.size).toBe(22)
  // JAX's formula is the definition of erfInv in f32
  expect(beyond.map(([name]) => name)).toEqual(['erfInv f32'])
})

test('the sample has every function in both formats', () => {
  const names = known.map(({ op, dtype }) => `${op} ${dtype}`)
  expect(names.sort()).toEqual([...measured.keys()].sort())
  expect(known.flatMap(({ points }) => points)).toHaveLength(2400)
})

for (const { op, dtype, points } of known)
  test(`${op} in ${dtype} is as near the truth as the page says`, () => {
    const kernel = kernels[dtype].get(op)
    const errors = points.map(({ elements, truth }) =>
      ulps(kernel?.(...elements) ?? Number.NaN, truth, formats[dtype]),
    )
    // the page rounds to hundredths
    expect(Math.max(...errors)).toBeLessThanOrEqual((measured.get(`${op} ${dtype}`) ?? 0) + 0.005)
    // a measure that saw no rounding would not be one
    expect(Math.max(...errors)).toBeGreaterThan(0.3)
  })

test('odd functions are odd and cos is even, bit for bit', () => {
  for (const dtype of ['f32', 'f64'] as const)
    for (let i = 1; i < 4000; i++) {
      const x = Math.fround(i * i * i * 1e-7)
      for (const name of ['sin', 'tanh', 'erf'] as const)
        expect(float[dtype][name](-x)).toBe(-float[dtype][name](x))
      expect(float[dtype].cos(-x)).toBe(float[dtype].cos(x))
      const y = Math.fround(i / 4000)
      expect(float[dtype].erfInv(-y)).toBe(-float[dtype].erfInv(y))
    }
})

test('what rises never falls', () => {
  const rising = {
    exp: [-80, 80],
    expm1: [-20, 80],
    log: [0, 9],
    log1p: [-0.999, 9],
    tanh: [-9, 9],
    erf: [-4, 4],
    erfInv: [-0.999, 0.999],
  } as const
  const steps = 20000
  for (const dtype of ['f32', 'f64'] as const)
    for (const [name, [low, high]] of Object.entries(rising)) {
      const values = Array.from({ length: steps }, (_, i) =>
        kernels[dtype].get(name)?.(Math.fround(low + ((high - low) * i) / steps)),
      )
      const falls = values.filter((y, i) => i > 0 && !(Number(y) >= Number(values[i - 1])))
      expect([name, falls]).toEqual([name, []])
    }
})

test('erf in f32 has the bits that truncated normals need', () => {
  const root = Math.fround(Math.SQRT2)
  const bits = [2 / root, -2 / root, 1 / root].map((x) => f32ToU32(float.f32.erf(Math.fround(x))))
  expect(bits).toEqual([0x3f745a18, 0xbf745a18, 0x3f2ec4bd])
})

interface KnownAnswers {
  readonly kats_partitionable: Readonly<Record<string, { readonly values: readonly number[] }>>
}
const draws = read<KnownAnswers>('jax_prng_kats.json')
const words = new Uint32Array(2)

/** JAX's uniform in [0, 1): the i-th of key(42). */
const uniform = (i: number): number => {
  threefry2x32(0, 42, 0, i, words, 0)
  const [x0 = 0, x1 = 0] = words
  return f32FromBits(((x0 ^ x1) >>> 9) | 0x3f800000) - 1
}
const { add, sub, mul, erf, erfInv } = float.f32
const ROOT_2 = Math.fround(Math.SQRT2)
const between = (i: number, low: number, high: number): number =>
  Math.max(low, add(mul(uniform(i), sub(high, low)), low))

test('normal draws by our erfInv agree with JAX', () => {
  const wanted = draws.kats_partitionable['normal(key(42),(8,))']?.values ?? []
  expect(wanted).toHaveLength(8)
  for (const [i, value] of wanted.entries()) {
    const got = mul(ROOT_2, erfInv(between(i, -0.9999999403953552, 1)))
    expect(Math.abs(got - value)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(value)))
  }
})

test('truncated normal draws by our erf and erfInv agree with JAX', () => {
  const wanted = draws.kats_partitionable['truncated_normal(key(42),-2,2,(5,))']?.values ?? []
  expect(wanted).toHaveLength(5)
  const edge = erf(Math.fround(2 / ROOT_2))
  for (const [i, value] of wanted.entries()) {
    const got = mul(ROOT_2, erfInv(between(i, -edge, edge)))
    expect(Math.abs(got - value)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(value)))
  }
})
