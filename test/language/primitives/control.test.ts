// Control flow where derivatives, batches and NaN meet.
import { expect, test } from 'vitest'
import type { Value } from '../../../src/language/level/index.ts'
import {
  add,
  compare,
  convert,
  full,
  mul,
  number,
  pad,
  sqrt,
  sub,
  sum,
} from '../../../src/language/primitives/index.ts'
import { type Body, customJvp, customVjp, whileLoop } from '../../../src/language/trace/index.ts'
import { jvp, vjp, vmap } from '../../../src/language/transform/index.ts'
import { f64, i32, keys } from '../arrays.ts'

type Two = readonly [Value, Value]
const two = (values: readonly Value[]): Two => values as unknown as Two // where there are two
const gradient = (f: Body, ...xs: readonly Value[]): readonly (Value | null)[] => {
  const mask = xs.map(({ dtype }) => dtype === 'f64')
  const [ys, pullback] = vjp(f, xs, mask)
  return pullback(ys.map((y) => (y.dtype === 'f64' ? full(y, 1) : null)))
}

test('an integer that a customJvp passes on has no derivative', () => {
  const f = customJvp(
    'f',
    (x: Value, n: Value) => [mul(x, x), n],
    (primals, tangents) => {
      const [[x, n], [dx, dn]] = [two(primals), two(tangents)]
      return [
        [mul(x, x), n],
        [mul(dx, add(x, x)), dn],
      ]
    },
  )
  const after = (x: Value, n: Value): readonly Value[] => {
    const [y, m] = two(f(x, n))
    return [mul(y, convert(m, 'f64'))]
  }
  expect(jvp(after, [f64([], 3), i32([], 2)], [f64([], 1), null])).toEqual([
    [f64([], 18)],
    [f64([], 12)],
  ])
  expect(gradient(after, f64([], 3), i32([], 2))).toEqual([f64([], 12), null])
})

test('an integer that a customVjp passes on has no derivative', () => {
  const f = customVjp('f', (x: Value, n: Value) => [mul(x, x), n], {
    forward: (x: Value, n: Value) => [
      [mul(x, x), n],
      [x, n],
    ],
    backward: (residuals, cotangents) => {
      const [[x, n], [ct]] = [two(residuals), two(cotangents)]
      return [mul(ct, add(x, x)), n]
    },
  })
  const after = (x: Value, n: Value): readonly Value[] => {
    const [y, m] = two(f(x, n))
    return [mul(y, convert(m, 'f64'))]
  }
  expect(gradient(after, f64([], 3), i32([], 2))).toEqual([f64([], 12), null])
})

test('a function with a tangent rule of its own takes keys', () => {
  const f = customJvp(
    'f',
    (x: Value, k: Value) => [mul(x, x), k],
    (primals, tangents) => {
      const [[x, k], [dx, dk]] = [two(primals), two(tangents)]
      return [
        [mul(x, x), k],
        [mul(dx, add(x, x)), dk],
      ]
    },
  )
  expect(gradient(f, f64([], 3), keys([], 1, 2))).toEqual([f64([], 6), null])
})

test('the filler of a padded key is a key', () =>
  expect(pad(keys([1], 1, 2), keys([], 3, 4), { low: [1], high: [0], interior: [0] })).toEqual(
    keys([2], 3, 4, 1, 2),
  ))

test('a lane that has stopped sends no NaN into the gradient of a batched loop', () => {
  // √x has no derivative at 0, where the second lane stops
  const rooted = whileLoop(
    (x: Value) => compare(x, number(1, 'f64'), 'gt'),
    (x: Value) => [sqrt(sub(x, number(1, 'f64')))],
    4,
  )
  const f = (x: Value): readonly Value[] => {
    const [y = x] = vmap((...lane) => rooted(lane), [x], { batched: [true], size: 2 })
    return [sum(y, [0])]
  }
  // 5 → 2 → 1; 2 → 1, from where another step would divide by 0
  expect(gradient(f, f64([2], 5, 2))).toEqual([f64([2], 0.125, 0.5)])
})
