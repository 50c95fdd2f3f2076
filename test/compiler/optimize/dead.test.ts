// What no result needs is left out, in the programs inside an equation too.
import { expect, test } from 'vitest'
import { dead } from '../../../src/compiler/optimize/index.ts'
import { check } from '../../../src/language/evaluate/index.ts'
import { print } from '../../../src/language/ir/index.ts'
import type { Value } from '../../../src/language/level/index.ts'
import { exp, mul, sin } from '../../../src/language/primitives/index.ts'
import { call } from '../../../src/language/trace/index.ts'
import { programOf } from '../../language/arrays.ts'
import { of } from '../../language/samples/sample.ts'

test('equations that no result needs are left out; inputs stay', () => {
  const program = programOf([of('f32'), of('f32')], (...xs) => {
    const [x, y] = xs as unknown as readonly [Value, Value] // as many as types
    mul(sin(y), exp(y))
    return [exp(x)]
  })
  expect(print(check(dead(program)))).toBe('(a:f32[], b:f32[]) {\n  c:f32[] = exp a\n  return c\n}')
})

test('a program inside an equation loses what its own results do not need', () => {
  const f = call('f', (x: Value) => {
    sin(x)
    return [exp(x)]
  })
  const program = programOf([of('f32')], (x: Value) => [...f(x)])
  expect(print(program)).toContain('sin')
  expect(print(check(dead(program)))).not.toContain('sin')
})

test('an equation of which one result is needed stays whole', () => {
  const f = call('f', (x: Value) => [sin(x), exp(x)])
  const program = programOf([of('f32')], (x: Value) => f(x).slice(0, 1))
  expect(print(check(dead(program)))).toBe(print(program))
})
