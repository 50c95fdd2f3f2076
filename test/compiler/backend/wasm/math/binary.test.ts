// Vector code of functions of two numbers: the bits of the scalar ones, NaNs being one.
import { expect, test } from 'vitest'
import { division, math } from '../../../../../src/compiler/backend/wasm/math/index.ts'
import { float, integer } from '../../../../../src/language/scalar/index.ts'
import { between, edges, type Floats, patterns, words } from './numbers.ts'
import { floatsOf, runner } from './run.ts'

type Pairs = readonly [Floats, Floats]

// each with each: zeros, ones, whole, odd and large numbers, the ends of the range
const SPECIAL = [
  0,
  2 ** -1074,
  2 ** -149,
  2 ** -130,
  2 ** -1000,
  1e-3,
  0.5,
  0.75,
  1,
  1 + 2 ** -23,
  1 + 2 ** -52,
  1.5,
  2,
  3,
  4,
  5,
  7,
  10,
  33,
  127,
  128,
  150,
  1024,
  1075,
  2 ** 20 + 1,
  2 ** 24 - 1,
  2 ** 24,
  2 ** 31,
  2 ** 52 + 1,
  2 ** 53 - 1,
  2 ** 53,
  1e21,
  2 ** 100,
  3.4028234663852886e38,
  2 ** 901,
  1e300,
  1.7976931348623157e308,
  Infinity,
  NaN,
].flatMap((x) => [x, -x])

const floatsFrom = (dtype: 'f32' | 'f64', values: readonly number[]): Floats =>
  dtype === 'f32' ? new Float32Array(values) : new Float64Array(values)

const grid = (dtype: 'f32' | 'f64', numbers: readonly number[]): Pairs => [
  floatsFrom(
    dtype,
    numbers.flatMap((x) => numbers.map(() => x)),
  ),
  floatsFrom(
    dtype,
    numbers.flatMap(() => numbers),
  ),
]

/** The same floats beside others of theirs. */
const shuffled = (x: Floats): Pairs => [x, x.map((_, i) => x[(i * 7919 + 13) % x.length] ?? 0)]

for (const dtype of ['f32', 'f64'] as const)
  for (const name of ['pow', 'rem'] as const)
    test(`${name} in ${dtype} has the bits of the scalar`, () => {
      const scalar = float[dtype][name]
      const run = runner(2, (site, x, y) => [math[dtype][name](site, x, y)])
      const count = 1 << 16
      const sets: readonly Pairs[] = [
        grid(dtype, SPECIAL),
        shuffled(edges[dtype]),
        [patterns(dtype, count, 3), shuffled(patterns(dtype, count, 4))[1]],
        [between(dtype, [1, 2, 10, 1e5], count), between(dtype, [3, 40, 1000], count, 5)],
        [
          between(dtype, [100, 1e9], count).map(Math.trunc),
          between(dtype, [9, 20, 100, 1e6], count, 6).map(Math.trunc),
        ],
        // quotients about as large as a float holds exactly
        [
          between(dtype, [2 ** 29, 2 ** 31, 2 ** 51, 2 ** 54], count),
          between(dtype, [1, 3], count, 7),
        ],
      ]
      const wrong = sets.flatMap(([x, y]) => {
        const [bytes = new Uint8Array()] = run(new Uint8Array(x.buffer), new Uint8Array(y.buffer))
        const z = floatsOf(dtype, bytes)
        const places: string[] = []
        for (let i = 0; i < x.length; i++) {
          const [a = 0, b = 0] = [x[i], y[i]]
          const wanted = scalar(a, b)
          if (!Object.is(z[i], wanted)) places.push(`${name}(${a}, ${b}) = ${wanted} (was ${z[i]})`)
        }
        return places.slice(0, 3)
      })
      expect(wrong).toEqual([])
    })

const arrays = { i32: Int32Array, u32: Uint32Array } as const

for (const dtype of ['i32', 'u32'] as const)
  for (const name of ['div', 'rem'] as const)
    test(`${name} in ${dtype} has the value of the scalar`, () => {
      const scalar = integer[dtype][name]
      const run = runner(2, (site, x, y) => [division[dtype][name](site, x, y)])
      const few = [0, 1, 2, 3, 7, 0x7fffffff, 0x7ffffffe, 0x10000, 12345].flatMap((x) => [
        x,
        -x,
        ~x,
      ])
      const random = words(7)
      const some = Array.from({ length: 1 << 16 }, (_, i) => random() >>> ((i * 5) % 32))
      const x = arrays[dtype].from([...few.flatMap((x) => few.map(() => x)), ...some])
      const y = arrays[dtype].from([...few.flatMap(() => few), ...some.slice(77), ...some])
      const [bytes = new Uint8Array()] = run(
        new Uint8Array(x.buffer),
        new Uint8Array(y.buffer, 0, 4 * x.length),
      )
      const z = new arrays[dtype](bytes.buffer)
      const places: string[] = []
      for (let i = 0; i < x.length; i++) {
        const [a = 0, b = 0] = [x[i], y[i]]
        const wanted = scalar(a, b)
        if (z[i] !== wanted) places.push(`${name}(${a}, ${b}) = ${wanted} (was ${z[i]})`)
      }
      expect(places.slice(0, 3)).toEqual([])
    })
