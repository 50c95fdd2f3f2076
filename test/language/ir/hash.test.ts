// Structural identity of programs.
import { expect, test } from 'vitest'
import { canonical, hash, type Program, sameProgram } from '../../../src/language/ir/index.ts'
import type { Value } from '../../../src/language/level/index.ts'
import { add, constant, exp, iota, mul, sum } from '../../../src/language/primitives/index.ts'
import { call, trace } from '../../../src/language/trace/index.ts'
import type { ElementType } from '../../../src/shape/index.ts'
import { programOf } from '../arrays.ts'
import { of } from '../samples/sample.ts'

const vector = of('f64', 2)

test('the names of variables do not count', () => {
  const program = programOf([vector, vector], (x: Value, y: Value) => [add(exp(x), mul(x, y))])
  const later = (id: number): number => 3 * id + 100
  const renamed = JSON.parse(JSON.stringify(program), (key, value) =>
    key === 'id' ? later(value) : value,
  ) as Program // the same program with other names
  expect(canonical(renamed)).toBe(canonical(program))
  expect(hash(renamed)).toBe(hash(program))
  expect(sameProgram(renamed, program)).toBe(true)
})

test('which variable is used does count', () => {
  const [first, second] = [0, 1].map((i) =>
    programOf([vector, vector], (...xs) => xs.slice(i, i + 1)),
  )
  expect(first && second && sameProgram(first, second)).toBe(false)
})

const literal = (dtype: ElementType, ...values: readonly number[]): Program =>
  programOf([], () => [constant({ shape: [values.length], dtype, values })])

test('zeros of both signs, NaN, infinities and dtypes are told apart', () => {
  const programs = [
    ...[0, -0, NaN, Infinity, -Infinity, 1].map((x) => literal('f64', x)),
    literal('f32', 0),
    literal('i32', 0),
    literal('f64', 0, 0),
  ]
  expect(new Set(programs.map(canonical)).size).toBe(programs.length)
  expect(new Set(programs.map(hash)).size).toBe(programs.length)
})

test('types, parameters, operations and inner programs count', () => {
  const inner = (f: (x: Value) => Value): Program =>
    trace(
      'f',
      call('g', (x: Value) => [f(x)]),
      [vector],
    ).program
  const programs = [
    programOf([vector], (x: Value) => [x]),
    programOf([of('f64', 3)], (x: Value) => [x]),
    programOf([of('f32', 2)], (x: Value) => [x]),
    programOf([vector], (x: Value) => [exp(x)]),
    programOf([vector], (x: Value) => [exp(exp(x))]),
    programOf([vector], (x: Value) => [add(x, x)]),
    programOf([vector], (x: Value) => [mul(x, x)]),
    programOf([vector], (x: Value) => [sum(x, [0])]),
    programOf([], () => [iota([2], 0, 'f64')]),
    programOf([], () => [iota([2], 0, 'f32')]),
    inner(exp),
    inner((x) => add(x, x)),
  ]
  expect(new Set(programs.map(canonical)).size).toBe(programs.length)
  expect(new Set(programs.map(hash)).size).toBe(programs.length)
})
