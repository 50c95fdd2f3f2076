// Operations on large arrays run at once as programs of their own, with the bits of their definition.
import { expect, test } from 'vitest'
import '../../../src/compiler/engine/index.ts'
import { eagerly } from '../../../src/compiler/engine/eager.ts'
import { evaluate } from '../../../src/language/evaluate/index.ts'
import type { Value } from '../../../src/language/level/index.ts'
import {
  add,
  argMax,
  cumulativeSum,
  dot,
  exp,
  sort,
  sum,
} from '../../../src/language/primitives/index.ts'
import { type Body, trace } from '../../../src/language/trace/index.ts'
import { f32, typeOf } from '../../language/arrays.ts'
import { same } from '../../laws/law.ts'

const x = f32(
  [150, 130],
  ...Array.from({ length: 150 * 130 }, (_, i) => ((i * 7919) % 997) / 250 - 2),
)
const of: Readonly<Record<string, Body>> = {
  exp: (y = x) => [exp(y)],
  add: (y = x) => [add(y, y)],
  sum: (y = x) => [sum(y, [0])],
  argMax: (y = x) => [argMax(y, 1)],
  cumulativeSum: (y = x) => [cumulativeSum(y, 0, true)],
  sort: (y = x) => [...sort([y, exp(y)], 1)],
  dot: (y = x) => [dot(y, y, { contract: [[1], [1]], batch: [[], []] })],
}

test.each(Object.keys(of))('%s of a large array has the bits of its definition', (name) => {
  const f = of[name] ?? (() => [])
  same(f(x), evaluate(trace(name, f, [typeOf(x)]).program, [x]))
})

test('what is small, or moves elements alone, is evaluated', () => {
  const rules = { op: 'exp', facts: { cheap: false } } as never
  const small: readonly Value[] = [f32([2], 1, 2)]
  expect(eagerly(rules, {} as never, small as never, small as never)).toBeUndefined()
  const cheap = { op: 'reverse', facts: { cheap: true } } as never
  expect(eagerly(cheap, { axes: [0] } as never, [x] as never, [x] as never)).toBeUndefined()
})

test('mistakes are told as they are of small arrays', () => {
  expect(() => add(x, f32([2], 1, 2))).toThrow('add: ')
})
