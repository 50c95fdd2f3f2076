// Where there is no derivative, the language has a convention: JAX's.
import { expect, test } from 'vitest'
import type { Value } from '../../src/language/level/index.ts'
import {
  abs,
  compare,
  floor,
  gather,
  max,
  min,
  pow,
  reduceMax,
  reduceMin,
  rem,
  rsqrt,
  select,
  sign,
  sort,
  sqrt,
  sum,
  windowMax,
  windowMin,
} from '../../src/language/primitives/index.ts'
import { bool, f64, i32 } from '../language/arrays.ts'
import { gradient, mapping, tangents } from '../language/calculus.ts'
import { elements } from './law.ts'

/** The sign of a zero says whether it was written out, not what the derivative is. */
const plain = (xs: readonly number[]): readonly number[] => xs.map((x) => x + 0)

/** Both ways to the derivatives of an elementwise function, which must be one. */
const derivative = (f: (x: Value) => Value, ...at: readonly number[]): readonly number[] => {
  const x = f64([at.length], ...at)
  const [reverse = x] = gradient(mapping(f))(x)
  const [forward = x] = tangents(mapping(f), f64(x.shape, 1))(x)
  expect(plain(elements(reverse))).toEqual(plain(elements(forward)))
  return plain(elements(reverse))
}
const partials = (f: (x: Value, y: Value) => Value, x: number, y: number): readonly number[] =>
  gradient((a: Value, b: Value) => [f(a, b)])(f64([], x), f64([], y)).map(
    (g) => plain(elements(g))[0] ?? NaN,
  )

test('|x| has the derivative 1 at zeros of both signs', () =>
  expect(derivative(abs, 0, -0, 2, -2)).toEqual([1, 1, 1, -1]))

test('sign and floor have the derivative 0 everywhere', () => {
  expect(derivative(sign, 0, 2, -2)).toEqual([0, 0, 0])
  expect(derivative(floor, 0, 2, -2.5)).toEqual([0, 0, 0])
})

test('√x rises infinitely at 0', () => expect(derivative(sqrt, 0, 4)).toEqual([Infinity, 0.25]))
test('1/√x falls infinitely at 0', () =>
  expect(derivative(rsqrt, 0, 4)).toEqual([-Infinity, -0.0625]))

test('at a tie max and min give each operand one half', () => {
  expect(partials(max, 1, 1)).toEqual([0.5, 0.5])
  expect(partials(min, 1, 1)).toEqual([0.5, 0.5])
  expect(partials(max, 0, -0)).toEqual([0.5, 0.5])
  expect(partials(max, 2, 1)).toEqual([1, 0])
  expect(partials(min, 2, 1)).toEqual([0, 1])
  expect(partials(max, NaN, 1)).toEqual([0, 0])
})

test('the largest and the smallest elements share their derivative equally', () => {
  const parts = (f: typeof reduceMax, ...x: readonly number[]): readonly number[] =>
    gradient((a: Value) => [f(a, [0])])(f64([x.length], ...x)).flatMap((g) => plain(elements(g)))
  expect(parts(reduceMax, 3, 1, 3, 2)).toEqual([0.5, 0, 0.5, 0])
  expect(parts(reduceMin, 1, 1, 1, 2)).toEqual([1 / 3, 1 / 3, 1 / 3, 0])
  expect(parts(reduceMax, 0, -0)).toEqual([0.5, 0.5])
})

test('of equal elements in a window the first has the derivative, and NaN before all', () => {
  const window = { window: [2, 2], strides: [1, 1], low: [0, 0], high: [0, 0], dilation: [1, 1] }
  const parts = (f: typeof windowMax, ...x: readonly number[]): readonly number[] =>
    gradient((a: Value) => [f(a, window)])(f64([2, 3], ...x)).flatMap((g) => plain(elements(g)))
  expect(parts(windowMax, 1, 2, 2, 2, 2, 1)).toEqual([0, 2, 0, 0, 0, 0])
  expect(parts(windowMax, 0, 1, 1, 1, 0, 0)).toEqual([0, 2, 0, 0, 0, 0])
  expect(parts(windowMin, 0, -0, 1, 0, 3, 1)).toEqual([1, 1, 0, 0, 0, 0])
  expect(parts(windowMax, 9, 8, NaN, 9, 7, NaN)).toEqual([1, 0, 1, 0, 0, 0])
})

test('a window of padding alone does not depend on x', () => {
  const border = { window: [1], strides: [1], low: [1], high: [0], dilation: [1] }
  const f = (x: Value): readonly Value[] => [windowMax(x, border)]
  expect(f(f64([2], 3, 4))).toEqual([f64([3], -Infinity, 3, 4)])
  expect(tangents(f, f64([2], 5, 6))(f64([2], 3, 4))).toEqual([f64([3], 0, 5, 6)])
  expect(gradient(f)(f64([2], 3, 4))).toEqual([f64([2], 1, 1)])
})

test('equal elements keep their own derivatives when they are sorted', () => {
  const weighted = (x: Value): readonly Value[] => {
    const [sorted = x] = sort([x], 0)
    return [sum(select(bool([3], 0, 1, 0), sorted, f64([3], 0)), [0])]
  }
  const [dx] = gradient(weighted)(f64([3], 2, 2, 1))
  expect(dx && plain(elements(dx))).toEqual([1, 0, 0])
})

test('xʸ is flat in y at x = 0, and in x at y = 0', () => {
  expect(partials(pow, 0, 0)).toEqual([0, 0])
  expect(partials(pow, 0, 2)).toEqual([0, 0])
  expect(partials(pow, 0, 1)).toEqual([1, 0])
  expect(partials(pow, 3, 0)).toEqual([0, Math.log(3)])
  expect(partials(pow, -2, 3).slice(0, 1)).toEqual([12])
})

test('x rem y has the derivatives 1 and −⌊x / y⌋ toward zero, at its jumps too', () => {
  expect(partials(rem, 6, 3)).toEqual([1, -2])
  expect(partials(rem, -7, 2)).toEqual([1, 3])
})

test('a choice has the derivative of what it takes', () => {
  const rectified = (x: Value): Value =>
    select(compare(x, f64(x.shape, 0), 'lt'), f64(x.shape, 0), x)
  expect(derivative(rectified, -1, 0, -0, 1)).toEqual([0, 1, 1, 1])
})

test('what is gathered from outside does not depend on x', () => {
  const f = (x: Value): readonly Value[] => [
    gather(x, i32([3], 1, 2, -1), { axis: 0, batch: 0, outside: 'nan' }),
  ]
  const x = f64([2], 3, 4)
  expect(f(x)).toEqual([f64([3], 4, NaN, NaN)])
  expect(tangents(f, f64([2], 5, 6))(x)).toEqual([f64([3], 6, 0, 0)])
  expect(gradient(f)(x)).toEqual([f64([2], 0, 1)])
})
