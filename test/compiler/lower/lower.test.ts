// Lowering: what is fused, what is stored, and what moves no data at all.
import { expect, test } from 'vitest'
import type { Routine } from '../../../src/compiler/ir/index.ts'
import { lower } from '../../../src/compiler/lower/index.ts'
import type { Value } from '../../../src/language/level/index.ts'
import {
  add,
  broadcast,
  concat,
  dot,
  exp,
  full,
  mul,
  pad,
  reshape,
  reverse,
  slice,
  sum,
  transpose,
} from '../../../src/language/primitives/index.ts'
import { trace } from '../../../src/language/trace/index.ts'

const f32 = (...shape: readonly number[]) => ({ shape, dtype: 'f32' as const })
const lowered = (f: (x: Value) => readonly Value[], type: ReturnType<typeof f32>): Routine =>
  lower(trace('f', (...[x]) => (x === undefined ? [] : f(x)), [type]).program)
const kinds = ({ steps }: Routine): readonly string[] =>
  steps.map((step) => (step.kind === 'run' ? step.kernel.kind : step.kind))
const of = (f: (x: Value) => Value, ...shape: readonly number[]): readonly string[] =>
  kinds(lowered((x) => [f(x)], f32(...shape)))

const gram = (x: Value): Value => dot(x, x, { contract: [[0], [0]], batch: [[], []] })

test('a chain of operations on elements is one kernel', () => {
  expect(of((x) => mul(add(exp(x), x), x), 3, 4)).toEqual(['map'])
})

test('views are read where they lie: they are part of the kernel that asks', () => {
  const turned = (x: Value): Value =>
    reverse(transpose(slice(x, [0, 1], [4, 5], [1, 2]), [1, 0]), [0])
  expect(of((x) => exp(turned(x)), 4, 6)).toEqual(['map'])
  expect(of((x) => exp(reshape(x, [2, 12])), 4, 6)).toEqual(['map'])
})

test('what a fold adds is computed where it is added', () => {
  expect(of((x) => sum(mul(x, x), [0, 1]), 8, 8)).toEqual(['fold'])
})

test('what costs much and is asked for twice is stored once', () => {
  expect(of((x) => add(exp(x), reverse(exp(x), [0])), 8)).toEqual(['map'])
  const twice = (x: Value): Value => {
    const y = exp(exp(x))
    return add(y, reverse(y, [0]))
  }
  expect(of(twice, 8)).toEqual(['map', 'map'])
})

test('what is repeated along an axis is not computed for each repetition', () => {
  expect(of((x) => broadcast(exp(x), [100, 8], [0]), 8)).toEqual(['map', 'map'])
})

test('the parts of a concatenation are computed where they stand', () => {
  expect(of((x) => concat([exp(x), mul(x, x)], 0), 8)).toEqual(['map', 'map'])
  const zero = (x: Value): Value => full({ shape: [], dtype: x.dtype }, 0)
  const padding = { low: [1], high: [1], interior: [0] }
  expect(of((x) => pad(exp(x), zero(x), padding), 8)).toEqual(['map', 'map'])
})

test('a product reads its operands transposed where they lie', () => {
  expect(of(gram, 32, 8)).toEqual(['product'])
})

test('loops that cross an array in one stride are one loop', () => {
  const { steps } = lowered((x) => [exp(x)], f32(4, 5, 6))
  expect(steps).toMatchObject([{ kernel: { space: [120] } }])
})

test('an array that is given back as it came is copied, for results are blocks of their own', () => {
  expect(of((x) => x, 4)).toEqual(['map'])
})

test('what is made of a product, element by element, is part of it', () => {
  const activated = (x: Value): Value => exp(add(gram(x), slice(x, [0, 0], [8, 8], [1, 1])))
  expect(of(activated, 32, 8)).toEqual(['product'])
  expect(of((x) => exp(transpose(gram(x), [1, 0])), 32, 8)).toEqual(['product', 'map'])
})

test('an array that several ask for is stored by the kernel that computes it for the first of them', () => {
  const moments = (x: Value): readonly Value[] => {
    const [m, v] = [add(mul(x, x), exp(x)), add(exp(x), exp(exp(x)))]
    return [mul(m, v), m, v]
  }
  expect(kinds(lowered(moments, f32(8)))).toEqual(['map'])
  const kept = (x: Value): readonly Value[] => {
    const y = gram(x)
    return [exp(y), y]
  }
  const { steps } = lowered(kept, f32(32, 8))
  expect(steps).toMatchObject([{ kernel: { kind: 'product', stores: [{}, {}] } }])
})

test('an array that only one kernel asks for, though twice, is not stored', () => {
  const square = (x: Value): Value => {
    const y = exp(exp(x))
    return mul(y, y)
  }
  expect(lowered((x) => [square(x)], f32(8)).steps).toMatchObject([{ kernel: { stores: [{}] } }])
})

test('a product is written where a view of it is to stand', () => {
  expect(of((x) => transpose(gram(x), [1, 0]), 32, 8)).toEqual(['product'])
})

test('what nobody asks for is not computed', () => {
  const routine = lowered((x) => {
    exp(x)
    return [mul(x, x)]
  }, f32(4))
  expect(kinds(routine)).toEqual(['map'])
})

test('a chain of two thousand products is lowered', () => {
  const square = (x: Value): Value => dot(x, x, { contract: [[1], [0]], batch: [[], []] })
  const chain = (x: Value): Value => Array.from({ length: 2000 }).reduce<Value>(square, x)
  expect(of(chain, 2, 2).length).toBe(2000)
})
