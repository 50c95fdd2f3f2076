// What a program means.
import { expect, test } from 'vitest'
import { evaluate, replay } from '../../../src/language/evaluate/index.ts'
import type { Value } from '../../../src/language/level/index.ts'
import { add, exp, mul, number, sum, threefry } from '../../../src/language/primitives/index.ts'
import { trace } from '../../../src/language/trace/index.ts'
import { jvp } from '../../../src/language/transform/index.ts'
import { f32, f64, keys, programOf, u32 } from '../arrays.ts'
import { refusal } from '../refusal.ts'
import { of } from '../samples/sample.ts'

const polynomial = programOf([of('f64', 2), of('f64', 2)], (x: Value, y: Value) => [
  add(mul(x, x), y),
  y,
  sum(x, [0]),
])

test('a program gives its outputs in order, its inputs among them', () =>
  expect(evaluate(polynomial, [f64([2], 2, 3), f64([2], 1, -1)])).toEqual([
    f64([2], 5, 8),
    f64([2], 1, -1),
    f64([], 5),
  ]))

test('a key is drawn from as threefry says', () => {
  const draw = programOf([of('key')], (key: Value) => [
    threefry(key, number(0, 'u32'), number(0, 'u32')),
  ])
  expect(evaluate(draw, [keys([], 0, 0)])).toEqual([keys([], 0x6b200159, 0x99ba4efe)])
})

test('an evaluated program is not recorded by a trace around it; a replayed one is', () => {
  const x = f64([2], 2, 3)
  const inside = (run: typeof evaluate): number =>
    trace('f', () => run(polynomial, [x, x]), []).program.equations.length
  expect(inside(evaluate)).toBe(0)
  expect(inside(replay)).toBe(3)
})

test('a replayed program is differentiated', () =>
  expect(jvp((x: Value) => replay(polynomial, [x, x]), [f64([2], 2, 3)], [f64([2], 1)])[1]).toEqual(
    [f64([2], 5, 7), f64([2], 1), f64([], 2)],
  ))

test('a program that is given too little, or another type, says so', () => {
  expect(refusal(() => evaluate(polynomial, [f64([2], 1)]))).toBe(
    'program: must define its variables before their uses (was %1); move the equation that defines it up',
  )
  expect(refusal(() => evaluate(polynomial, [f64([2], 1), f32([2], 1)]))).toBe(
    'add: operands must have one type (was f64[2] and f32[2]); use convert',
  )
})

test('inputs stay as they are', () => {
  const x = u32([2], 1, 2)
  evaluate(
    programOf([of('u32', 2)], (y: Value) => [add(y, y)]),
    [x],
  )
  expect(x).toEqual(u32([2], 1, 2))
  const nan = f64([1], NaN)
  expect(
    evaluate(
      programOf([of('f64', 1)], (y: Value) => [exp(y), y]),
      [nan],
    ),
  ).toEqual([nan, nan])
})
