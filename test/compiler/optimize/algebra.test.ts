// Each rewrite by the program it leaves, and its bits where bits are easily lost; and what must not be rewritten.
import { expect, test } from 'vitest'
import { algebra } from '../../../src/compiler/optimize/index.ts'
import { check, evaluate } from '../../../src/language/evaluate/index.ts'
import { print } from '../../../src/language/ir/index.ts'
import type { Value } from '../../../src/language/level/index.ts'
import {
  add,
  broadcast,
  div,
  full,
  mul,
  neg,
  number,
  reshape,
  sub,
  transpose,
} from '../../../src/language/primitives/index.ts'
import { sameBits } from '../../../src/tensor/index.ts'
import { programOf } from '../../language/arrays.ts'
import { of, specials } from '../../language/samples/sample.ts'

const dtypes = ['f32', 'f64', 'i32', 'u32'] as const
type Numeric = (typeof dtypes)[number]
const floats: readonly Numeric[] = ['f32', 'f64']

interface Rewrite {
  readonly f: (x: Value) => Value
  readonly of: readonly Numeric[]
}

/** What leaves its operand, on zeros of both signs, NaN, infinities, subnormals and the ends of the integers. */
const identities: Readonly<Record<string, Rewrite>> = {
  'x · 1': { f: (x) => mul(x, full(x, 1)), of: dtypes },
  '1 · x': { f: (x) => mul(full(x, 1), x), of: dtypes },
  'x / 1': { f: (x) => div(x, full(x, 1)), of: dtypes },
  'x + −0': { f: (x) => add(x, full(x, -0)), of: floats },
  '−0 + x': { f: (x) => add(full(x, -0), x), of: floats },
  'x − 0': { f: (x) => sub(x, full(x, 0)), of: dtypes },
  '−(−x)': { f: (x) => neg(neg(x)), of: dtypes },
  '1 · ((x / 1) · 1)': {
    f: (x) => mul(full(x, 1), mul(div(x, full(x, 1)), full(x, 1))),
    of: dtypes,
  },
}

for (const [name, { f, of: some }] of Object.entries(identities))
  for (const dtype of some)
    test(`${name} is x, bit for bit, in ${dtype}`, () => {
      const x = specials(dtype)
      const program = programOf([x], (y: Value) => [f(y)])
      const simpler = check(algebra(program))
      expect(simpler.outputs).toEqual(simpler.inputs)
      expect(simpler.equations.some(({ op }) => op === 'mul' || op === 'add' || op === 'div')).toBe(
        false,
      )
      const [[before], [after]] = [evaluate(program, [x]), evaluate(simpler, [x])]
      expect(before !== undefined && after !== undefined && sameBits(before, after)).toBe(true)
    })

/** What looks like an identity, and changes the bits of some number. */
const others: Readonly<Record<string, Rewrite>> = {
  'x + 0, which makes −0 positive': { f: (x) => add(x, full(x, 0)), of: floats },
  '0 + x': { f: (x) => add(full(x, 0), x), of: floats },
  'x − −0': { f: (x) => sub(x, full(x, -0)), of: floats },
  '0 − x, which is no negation of 0': { f: (x) => sub(full(x, 0), x), of: floats },
  'x · 0, which keeps NaN and signs': { f: (x) => mul(x, full(x, 0)), of: floats },
  'x / x': { f: (x) => div(x, x), of: floats },
  'x − x': { f: (x) => sub(x, x), of: floats },
  '1 / x': { f: (x) => div(full(x, 1), x), of: floats },
}

for (const [name, { f, of: some }] of Object.entries(others))
  test(`${name}, stays as it is`, () => {
    for (const dtype of some) {
      const program = programOf([specials(dtype)], (x: Value) => [f(x)])
      expect(print(algebra(program))).toBe(print(program))
    }
  })

test('a sum in another order stays as it is', () => {
  const program = programOf([of('f64'), of('f64'), of('f64')], (...xs) => {
    const [x, y, z] = xs as unknown as readonly [Value, Value, Value] // as many as types
    return [add(x, add(y, z)), mul(mul(x, y), z)]
  })
  expect(print(algebra(program))).toBe(print(program))
})

test('a reshape to the shape that there is, and a transposition there and back, leave their operand', () => {
  const program = programOf([of('f32', 2, 3)], (x: Value) => {
    const there = transpose(reshape(x, [2, 3]), [1, 0])
    return [transpose(there, [1, 0]), there]
  })
  expect(print(algebra(program))).toBe(
    '(a:f32[2, 3]) {\n  b:f32[3, 2] = transpose a {permutation=[1, 0]}\n  return a, b\n}',
  )
})

test('transpositions that do not undo one another stay as they are', () => {
  const program = programOf([of('f32', 2, 3, 4)], (x: Value) => [
    transpose(transpose(x, [1, 2, 0]), [1, 2, 0]),
  ])
  expect(print(algebra(program))).toBe(print(program))
})

test('one number that is broadcast is that number', () => {
  const program = programOf([of('f32', 3)], (x: Value) => [
    mul(x, broadcast(number(1, 'f32'), [3], [0])),
    add(x, broadcast(number(0, 'f32'), [3], [0])),
  ])
  const simpler = algebra(program)
  expect(simpler.outputs[0]).toEqual(simpler.inputs[0])
  expect(simpler.equations.map(({ op }) => op)).toEqual([
    'constant',
    'broadcast',
    'constant',
    'broadcast',
    'add',
  ])
})
