// Vector code of functions of one float: the bits of language/scalar, for every x tried, NaNs being one.
import { expect, test } from 'vitest'
import { math, type Transcendental } from '../../../../../src/compiler/backend/wasm/math/index.ts'
import { float } from '../../../../../src/language/scalar/index.ts'
import { between, edges, patterns } from './numbers.ts'
import { floatsOf, runner } from './run.ts'

type Unary = Exclude<Transcendental, 'pow' | 'rem'>

// where each function is neither constant nor infinite
const bounds: Readonly<Record<Unary, readonly number[]>> = {
  exp: [1, 100, 750],
  expm1: [0.1, 1, 40, 100, 710],
  log: [1, 2, 100, 1e-3],
  log1p: [0.01, 0.5, 1, 2, 100],
  sin: [0.1, 1, 10, 1e4, 2 ** 20, 2 ** 21, 2 ** 40],
  cos: [0.1, 1, 10, 1e4, 2 ** 20, 2 ** 21, 2 ** 40],
  tanh: [0.1, 1, 3, 22],
  erf: [0.1, 1, 3, 6],
  erfInv: [0.1, 1, 0.9999, 1.000001],
}

for (const dtype of ['f32', 'f64'] as const)
  for (const name of Object.keys(bounds) as Unary[]) // a record has no other keys than its type's
    test(`${name} in ${dtype} has the bits of the scalar`, () => {
      const scalar = float[dtype][name]
      const run = runner(1, (site, x) => [math[dtype][name](site, x)])
      const sets = [
        edges[dtype],
        patterns(dtype, dtype === 'f32' ? 1 << 20 : 1 << 18, 1),
        between(dtype, bounds[name], 1 << 16),
      ]
      const wrong = sets.flatMap((x) => {
        const [bytes = new Uint8Array()] = run(new Uint8Array(x.buffer))
        const y = floatsOf(dtype, bytes)
        const places: string[] = []
        for (let i = 0; i < x.length; i++) {
          const wanted = scalar(x[i] ?? 0)
          if (!Object.is(y[i], wanted)) places.push(`${name}(${x[i]}) = ${wanted} (was ${y[i]})`)
        }
        return places.slice(0, 3)
      })
      expect(wrong).toEqual([])
    })
