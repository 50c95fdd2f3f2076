// What the operations of floats give at zeros, infinities, NaN and the least subnormals: the whole table.
import { expect, test } from 'vitest'
import { float } from '../../../src/language/scalar/index.ts'

const operationsOf = (dtype: 'f32' | 'f64'): ReadonlyMap<string, (x: number) => number> =>
  // a function of two elements is never asked for by the tables of one
  new Map(Object.entries(float[dtype]) as [string, (x: number) => number][])

const { POSITIVE_INFINITY: INF, NaN: NAN } = Number

/** Argument and value, in f32 and f64 alike. */
const special: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  exp: [
    [0, 1],
    [-0, 1],
    [INF, INF],
    [-INF, 0],
    [NAN, NAN],
    [710, INF],
    [-746, 0],
    [1e30, INF],
    [-1e30, 0],
  ],
  expm1: [
    [0, 0],
    [-0, -0],
    [INF, INF],
    [-INF, -1],
    [NAN, NAN],
    [710, INF],
    [-50, -1],
    [-1e30, -1],
  ],
  log: [
    [0, -INF],
    [-0, -INF],
    [1, 0],
    [INF, INF],
    [-1, NAN],
    [-INF, NAN],
    [NAN, NAN],
  ],
  log1p: [
    [0, 0],
    [-0, -0],
    [-1, -INF],
    [-1.5, NAN],
    [INF, INF],
    [-INF, NAN],
    [NAN, NAN],
  ],
  sin: [
    [0, 0],
    [-0, -0],
    [INF, NAN],
    [-INF, NAN],
    [NAN, NAN],
  ],
  cos: [
    [0, 1],
    [-0, 1],
    [INF, NAN],
    [-INF, NAN],
    [NAN, NAN],
  ],
  tanh: [
    [0, 0],
    [-0, -0],
    [INF, 1],
    [-INF, -1],
    [NAN, NAN],
    [30, 1],
    [-30, -1],
  ],
  erf: [
    [0, 0],
    [-0, -0],
    [INF, 1],
    [-INF, -1],
    [NAN, NAN],
    [10, 1],
    [-10, -1],
  ],
  erfInv: [
    [0, 0],
    [-0, -0],
    [1, INF],
    [-1, -INF],
    [1.5, NAN],
    [-2, NAN],
    [INF, NAN],
    [-INF, NAN],
    [NAN, NAN],
  ],
  sqrt: [
    [0, 0],
    [-0, -0],
    [4, 2],
    [INF, INF],
    [-1, NAN],
    [NAN, NAN],
  ],
  rsqrt: [
    [0, INF],
    [-0, -INF],
    [4, 0.5],
    [INF, 0],
    [-1, NAN],
    [NAN, NAN],
  ],
  floor: [
    [-0, -0],
    [0.5, 0],
    [-0.5, -1],
    [INF, INF],
    [-INF, -INF],
    [NAN, NAN],
    [-3, -3],
  ],
  neg: [
    [0, -0],
    [-0, 0],
    [INF, -INF],
    [NAN, NAN],
  ],
  abs: [
    [-0, 0],
    [-INF, INF],
    [NAN, NAN],
    [-1.5, 1.5],
  ],
  sign: [
    [0, 0],
    [-0, -0],
    [NAN, NAN],
    [-INF, -1],
    [5e-40, 1],
  ],
}

for (const dtype of ['f32', 'f64'] as const)
  for (const [name, rows] of Object.entries(special))
    test(`${name} of special numbers in ${dtype}`, () => {
      const kernel = operationsOf(dtype).get(name)
      expect(rows.map(([x]) => [x, kernel?.(x)])).toEqual(rows)
    })

/** Base, exponent and power: the cases of C's pow. */
const powers: readonly (readonly [number, number, number])[] = [
  [NAN, 0, 1],
  [NAN, -0, 1],
  [INF, 0, 1],
  [0, 0, 1],
  [1, NAN, 1],
  [1, INF, 1],
  [1, -INF, 1],
  [-1, INF, 1],
  [-1, -INF, 1],
  [NAN, 1, NAN],
  [2, NAN, NAN],
  [NAN, NAN, NAN],
  [0, 3, 0],
  [-0, 3, -0],
  [-0, 2, 0],
  [-0, 2.5, 0],
  [0, -3, INF],
  [-0, -3, -INF],
  [-0, -2, INF],
  [-0, -2.5, INF],
  [-0, INF, 0],
  [-0, -INF, INF],
  [0.5, INF, 0],
  [-0.5, INF, 0],
  [0.5, -INF, INF],
  [2, INF, INF],
  [-2, INF, INF],
  [2, -INF, 0],
  [-2, -INF, 0],
  [INF, 0.5, INF],
  [INF, -0.5, 0],
  [-INF, 3, -INF],
  [-INF, 2, INF],
  [-INF, 2.5, INF],
  [-INF, -3, -0],
  [-INF, -2, 0],
  [-INF, INF, INF],
  [-INF, -INF, 0],
  [-8, 1.5, NAN],
  [-8, 3, -512],
  [-8, 2, 64],
  [-8, -1, -0.125],
  [2, 10, 1024],
  [10, 10, 1e10],
  [9, 0.5, 3],
  [2, -149, 1.401298464324817e-45],
  [2, 2000, INF],
  [-2, 2001, -INF],
  [2, -2000, 0],
  [-2, -2001, -0],
  [1.5, 1e30, INF],
  [0.5, 1e30, 0],
  [-1, 1e30, 1],
  [0.9999998807907104, -3e38, INF],
]

for (const dtype of ['f32', 'f64'] as const)
  test(`powers of special numbers in ${dtype} are those of C`, () => {
    expect(powers.map(([x, y]) => [x, y, float[dtype].pow(x, y)])).toEqual(powers)
  })

test('a power that is a float is exact', () => {
  let tried = 0
  // every odd base and exponent whose power has at most 53 bits, also scaled and inverted
  for (let x = 3; x < 2 ** 17; x += 2)
    for (let y = 2; x ** y < 2 ** 53; y++) {
      const power = Number(BigInt(x) ** BigInt(y))
      expect(float.f64.pow(x, y)).toBe(power)
      expect(float.f64.pow(x / 16, y)).toBe(power / 16 ** y)
      expect(float.f64.pow(power, 1)).toBe(power)
      tried++
    }
  for (let y = -1074; y < 1024; y++) expect(float.f64.pow(2, y)).toBe(2 ** y)
  for (let n = 1; n < 4096; n++) expect(float.f32.pow(n, 2)).toBe(n * n)
  for (let n = 1; n < 200000; n += 7) expect(float.f64.pow(n * n, 0.5)).toBe(n)
  expect(tried).toBeGreaterThan(66000)
})

test('rem, max, min and the four operations are those of IEEE 754', () => {
  for (const dtype of ['f32', 'f64'] as const) {
    const { rem, max, min, div, add, mul } = float[dtype]
    expect([rem(5.5, 2), rem(-5.5, 2), rem(5.5, -2), rem(-4, 2)]).toEqual([1.5, -1.5, 1.5, -0])
    expect([rem(1, 0), rem(INF, 1), rem(1, INF), rem(-0, 1)]).toEqual([NAN, NAN, 1, -0])
    expect([max(NAN, 1), max(1, NAN), max(-0, 0), max(0, -0)]).toEqual([NAN, NAN, 0, 0])
    expect([min(NAN, 1), min(1, NAN), min(-0, 0), min(0, -0)]).toEqual([NAN, NAN, -0, -0])
    expect([div(1, 0), div(1, -0), div(0, 0), add(INF, -INF), mul(0, INF)]).toEqual([
      INF,
      -INF,
      NAN,
      NAN,
      NAN,
    ])
  }
  expect(float.f32.add(16777216, 1)).toBe(16777216)
  expect(float.f32.mul(0.10000000149011612, 3)).toBe(0.30000001192092896)
  expect(float.f32.mul(1e-30, 1e-15)).toBe(1.401298464324817e-45)
  expect(float.f32.rem(Math.fround(1e38), 3)).toBe(Number(BigInt(Math.fround(1e38)) % 3n))
})

test('the least subnormals go through', () => {
  for (const name of ['expm1', 'log1p', 'sin', 'tanh', 'erf', 'erfInv', 'abs'] as const) {
    for (const sign of [1, -1]) {
      const tiny = { f32: sign * 1.401298464324817e-45, f64: sign * 5e-324 }
      expect(Math.abs(float.f32[name](tiny.f32))).toBe(1.401298464324817e-45)
      expect(Math.abs(float.f64[name](tiny.f64))).toBe(5e-324)
    }
  }
  expect(float.f32.log(1.401298464324817e-45)).toBe(-103.2789306640625)
  expect(float.f64.log(5e-324)).toBe(-744.4400719213812)
  expect(float.f32.exp(-103.2789306640625)).toBe(1.401298464324817e-45)
  expect(float.f64.exp(-744.4400719213812)).toBe(5e-324)
})
