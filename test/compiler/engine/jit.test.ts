// A function as a program: how often its own code runs, when it is compiled, and what it must not remember.
import { expect, test } from 'vitest'
import { compile, jit } from '../../../src/compiler/engine/index.ts'
import { count, print } from '../../../src/language/ir/index.ts'
import type { Value } from '../../../src/language/level/index.ts'
import { add, exp, mul, neg, sin } from '../../../src/language/primitives/index.ts'
import { trace } from '../../../src/language/trace/index.ts'
import { vjp, vmap } from '../../../src/language/transform/index.ts'
import { f64, programOf } from '../../language/arrays.ts'
import { of } from '../../language/samples/sample.ts'

const number = of('f64')
const two = f64([], 2)

test('the function’s own code runs once, however it is called', () => {
  let runs = 0
  const { call, executable } = jit(
    'f',
    (x: Value) => {
      runs++
      return [mul(x, x)]
    },
    [number],
  )
  expect(runs).toBe(0)
  expect(call(two)).toEqual([f64([], 4)])
  expect(call(f64([], 3))).toEqual([f64([], 9)])
  vjp(call, [two], [true])
  vmap(call, [f64([2], 1, 2)], { batched: [true], size: 2 })
  trace('outer', call, [number])
  expect(print(executable().program)).toBe('(a:f64[]) {\n  b:f64[] = mul a a\n  return b\n}')
  expect(runs).toBe(1)
})

test('inside a trace and under a transformation a jitted function is inlined', () => {
  const { call } = jit('f', (x: Value) => [exp(x)], [number])
  const outer = programOf([number], (x: Value) => call(x).map(neg))
  expect(print(outer)).toBe('(a:f64[]) {\n  b:f64[] = exp a\n  c:f64[] = neg b\n  return c\n}')
})

test('a concrete value from outside is an operand of every run', () => {
  const rate = f64([], 10)
  const { call, executable } = jit('f', (x: Value) => [mul(x, rate)], [number])
  expect(call(two)).toEqual([f64([], 20)])
  expect(executable().program.inputs.map(({ type }) => type)).toEqual([number, number])
})

test('a value that a transformation follows is never kept: each call is traced anew', () => {
  let runs = 0
  let outside: Value = two
  const { call } = jit(
    'f',
    (x: Value) => {
      runs++
      return [mul(x, outside)]
    },
    [number],
  )
  const slope = (at: number): unknown => {
    const product = (w: Value): readonly Value[] => {
      outside = w
      return call(f64([], at))
    }
    const [, pullback] = vjp(product, [two], [true])
    return pullback([f64([], 1)])
  }
  expect([slope(3), slope(5)]).toEqual([[f64([], 3)], [f64([], 5)]])
  expect(runs).toBe(2)
})

test('what runs is the optimized program of what was traced, to the same bits', () => {
  const f = (x: Value): readonly Value[] => [add(sin(x), sin(x))]
  const { program, optimized, run } = compile(programOf([number], f))
  expect([count(program), count(optimized)]).toEqual([3, 2])
  expect(run([two])).toEqual(f(two))
})
