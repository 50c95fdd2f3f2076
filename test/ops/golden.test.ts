// The operations against the numbers of ops.json and windows.json, values in every dtype and gradients in f64.
import { expect, test } from 'vitest'
import { vjp } from '../../src/language/transform/index.ts'
import { tensor } from '../../src/ops/index.ts'
import type { Handle } from '../../src/tensor/index.ts'
import { type OpCase, read, type Stored } from '../golden/read.ts'
import { operations } from './golden.ts'

const cases = ['ops.json', 'windows.json'].flatMap(
  (name) => read<{ readonly cases: readonly OpCase[] }>(name).cases,
)

const handleOf = ({ shape, dtype, data }: Stored): Handle => tensor(data, shape, { dtype })

/** How far a number may be from JAX's, by the largest of its tensor. */
const tolerance = ({ dtype, data }: Stored): number => {
  const largest = Math.max(0, ...data.filter(Number.isFinite).map(Math.abs))
  return dtype === 'f32' ? 1e-6 * largest : dtype === 'f64' ? 1e-12 * Math.max(1, largest) : 0
}

/** Compares elements and gives how many there were. */
const mustBeNear = (got: Handle, wanted: Stored, place: string): number => {
  expect([got.shape, got.dtype], place).toEqual([wanted.shape, wanted.dtype])
  const elements = [...got].map(Number)
  const near = tolerance(wanted)
  for (const [i, x] of wanted.data.entries()) {
    const y = elements[i] ?? Number.NaN
    const isNear = Number.isFinite(x) ? Math.abs(x - y) <= near : Object.is(x, y)
    if (!isNear) expect.fail(`${place}: element ${i} must be ${x} within ${near} (was ${y})`)
  }
  return wanted.data.length
}

const placeOf = ({ op, args, params, note = '' }: OpCase): string =>
  `${op}(${args.map(({ dtype, shape }) => `${dtype}[${shape}]`).join(', ')}) ${JSON.stringify(params)} ${note}`

test('every operation of the golden numbers is said', () =>
  expect(cases.map(({ op }) => op).filter((op) => !(op in operations))).toEqual([]))

let values = 0
let gradients = 0
for (const op of new Set(cases.map((one) => one.op)))
  test(`${op} gives the golden values and gradients`, () => {
    for (const one of cases.filter((other) => other.op === op)) {
      const f = operations[op]?.(one.params)
      if (f === undefined) return expect.fail(op)
      const args = one.args.map(handleOf)
      values += mustBeNear(f(...args), one.out, placeOf(one))
      if (one.grads === undefined || one.weights === undefined) continue
      const mask = one.grads.map((grad) => grad !== null)
      const [, pullback] = vjp((...xs) => [f(...xs)], args, mask)
      const cotangents = pullback([handleOf(one.weights)])
      for (const [i, wanted] of one.grads.entries()) {
        if (wanted === null) continue
        const zero = handleOf({ ...wanted, data: wanted.data.map(() => 0) })
        gradients += mustBeNear(cotangents[i] ?? zero, wanted, `gradient ${i} of ${placeOf(one)}`)
      }
    }
  })

test('so many numbers were compared', () => {
  console.log(`ops.json, windows.json: ${values} values and ${gradients} numbers of gradients`)
  expect(values).toBeGreaterThan(4000)
  expect(gradients).toBeGreaterThan(1500)
})
