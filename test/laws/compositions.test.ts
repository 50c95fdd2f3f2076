// Transformations of transformations, with answers that can be checked by eye.
import { expect, test } from 'vitest'
import type { Value } from '../../src/language/level/index.ts'
import {
  add,
  broadcast,
  compare,
  cumulativeSum,
  div,
  dot,
  full,
  log,
  mul,
  number,
  reshape,
  sqrt,
  sub,
  sum,
} from '../../src/language/primitives/index.ts'
import {
  type Body,
  call,
  checkpoint,
  cond,
  customVjp,
  scan,
  whileLoop,
} from '../../src/language/trace/index.ts'
import { jvp, vjp, vmap } from '../../src/language/transform/index.ts'
import { f64, i32 } from '../language/arrays.ts'
import { gradient, mapping, tangents } from '../language/calculus.ts'

const times = (x: Value, factor: number): Value => mul(x, full(x, factor))
const lanes = (f: Body, ...xs: readonly Value[]): readonly Value[] =>
  vmap(f, xs, { batched: xs.map(() => true), size: xs[0]?.shape[0] ?? 0 })

/** wⁿ by a loop. */
const power =
  (n: number): Body =>
  (w: Value) =>
    scan('power', (carry) => ({ carry: carry.map((c) => mul(c, w)), ys: [] }))([full(w, 1)], [], {
      length: n,
      reverse: false,
    }).carry

test('the derivatives of w⁵ by a loop, to the fifth, in every order of modes', () => {
  const at = f64([], 2)
  const reverse = gradient
  const forward = (f: Body): Body => tangents(f, f64([], 1))
  let forms: readonly Body[] = [power(5)]
  for (const expected of [80, 160, 240, 240, 120]) {
    // the first three orders in all ways, the rest in two
    const next = forms.flatMap((f) => [reverse(f), forward(f)])
    forms = next.length > 8 ? [next[0] ?? power(5), next.at(-1) ?? power(5)] : next
    for (const f of forms) expect(f(at)).toEqual([f64([], expected)])
  }
})

test('derivatives of two variables are not confused: d/dx (x · d/dy (x + y)) = 1', () => {
  const inner = (x: Value): Body => mapping((y) => add(x, y))
  const outer: Body = (x: Value) => tangents(inner(x), f64([], 1))(f64([], 3)).map((d) => mul(x, d))
  expect(tangents(outer, f64([], 1))(f64([], 5))).toEqual([f64([], 1)])
  const inReverse: Body = (x: Value) => gradient(inner(x))(f64([], 3)).map((d) => mul(x, d))
  expect(gradient(inReverse)(f64([], 5))).toEqual([f64([], 1)])
})

const halving = (limit: number | null): Body => {
  const loop = whileLoop(
    (x: Value) => compare(x, number(1, 'f64'), 'gt'),
    (x: Value) => [times(x, 0.5)],
    limit,
  )
  return (...xs) => loop(xs)
}

test('each lane of a batched loop stops by itself, and stays', () =>
  expect(lanes(halving(null), f64([4], 8, 1, 5, 0.3))).toEqual([f64([4], 1, 1, 0.625, 0.3)]))

test('the gradient of a loop is that of the steps each lane took', () => {
  const x = f64([4], 8, 1, 5, 0.3)
  const expected = [f64([4], 0.125, 1, 0.125, 1)]
  expect(lanes(gradient(halving(5)), x)).toEqual(expected)
  expect(gradient((xs: Value) => lanes(halving(5), xs))(x)).toEqual(expected)
  expect(lanes(tangents(halving(null), f64([], 1)), x)).toEqual(expected)
})

test('a loop that its limit cuts off has the derivative of the steps it took', () => {
  expect(halving(2)(f64([], 8))).toEqual([f64([], 2)])
  expect(gradient(halving(2))(f64([], 8))).toEqual([f64([], 0.25)])
})

/** ln x for x > 0, x² elsewhere. */
const piecewise: Body = (x: Value) =>
  cond(
    (y: Value) => [log(y)],
    mapping((y) => mul(y, y)),
  )(compare(x, full(x, 0), 'gt'), [x])

test('no NaN comes from the branch that a lane does not take, however it is differentiated', () => {
  const x = f64([3], -1, 0, 2)
  const first = [f64([3], -2, 0, 0.5)]
  expect(lanes(gradient(piecewise), x)).toEqual(first)
  expect(gradient((xs: Value) => lanes(piecewise, xs))(x)).toEqual(first)
  expect(lanes(tangents(piecewise, f64([], 1)), x)).toEqual(first)
  const second = [f64([3], 2, 2, -0.25)]
  expect(lanes(gradient(gradient(piecewise)), x)).toEqual(second)
  expect(gradient((xs: Value) => gradient((ys: Value) => lanes(piecewise, ys))(xs))(x)).toEqual(
    second,
  )
  expect(gradient(checkpoint('lanes', (xs: Value) => lanes(piecewise, xs)))(x)).toEqual(first)
  expect(lanes((a: Value) => lanes(gradient(piecewise), a), reshape(x, [3, 1]))).toEqual([
    reshape(f64([3], -2, 0, 0.5), [3, 1]),
  ])
})

test('no NaN comes from a branch of a loop of branches', () => {
  // the carry is rooted while it is positive, and then squared
  const walk: Body = (x: Value) =>
    scan('walk', (carry) => ({
      carry: carry.flatMap((c) =>
        cond(
          (y: Value) => [sub(sqrt(y), full(y, 1))],
          mapping((y) => mul(y, y)),
        )(compare(c, full(c, 0), 'gt'), [c]),
      ),
      ys: [],
    }))([x], [], { length: 3, reverse: false }).carry
  // 4 → 1 → 0 → 0: ¼ · ½ · 0; −1 → 1 → 0 → 0: −2 · ½ · 0; 16 → 3 → √3 − 1 → √(√3 − 1) − 1
  const [dx] = lanes(gradient(walk), f64([3], 4, -1, 16))
  const [expected] = [4, -1, 16].flatMap((x) => gradient(walk)(f64([], x))).map((g) => [...g])
  expect([...(dx ?? f64([]))].every(Number.isFinite)).toBe(true)
  expect([...(dx ?? f64([]))].slice(0, 1)).toEqual(expected)
})

const quadratic: Body = (x: Value) => {
  // x₀² x₁ + 3 x₁²
  const a = f64([2, 2], 0, 1, 1, 6)
  const product = dot(a, x, { contract: [[1], [0]], batch: [[], []] })
  return [times(sum(mul(product, x), [0]), 0.5)]
}
const eye = f64([2, 2], 1, 0, 0, 1)

test('jacobians are lanes of tangents or of cotangents, and a hessian is one of the other', () => {
  const cumulative = mapping((x) => mul(cumulativeSum(x, 0, false), x)) // [x₀², (x₀ + x₁) x₁]
  const x = f64([2], 3, 2)
  const byColumns = lanes((dx: Value) => tangents(cumulative, dx)(x), eye)
  const [, pullback] = vjp(cumulative, [x], [true])
  const byRows = lanes((ct: Value) => pullback([ct]).flatMap((dx) => dx ?? []), eye)
  expect(byRows).toEqual([f64([2, 2], 6, 0, 2, 7)])
  expect(byColumns).toEqual([f64([2, 2], 6, 2, 0, 7)])
  expect(lanes((dx: Value) => tangents(gradient(quadratic), dx)(x), eye)).toEqual([
    f64([2, 2], 0, 1, 1, 6),
  ])
})

test('the gradient by what lanes share is the sum over the lanes', () => {
  const f: Body = (w: Value, xs: Value) =>
    vmap((x: Value) => [mul(w, x)], [xs], { batched: [true], size: 3 })
  expect(gradient(f)(f64([], 2), f64([3], 1, 2, 3))).toEqual([f64([], 6), f64([3], 2)])
})

test('the cotangent rule of a function is summed over the lanes that share an operand', () => {
  const scaled = customVjp('scaled', (w: Value, x: Value) => [mul(w, x)], {
    forward: (w: Value, x: Value) => [[mul(w, x)], [w, x]],
    backward: ([w, x], [ct]) => (w && x && ct ? [mul(ct, x), mul(ct, w)] : []),
  })
  const f: Body = (w: Value, xs: Value) =>
    vmap((x: Value) => scaled(w, x), [xs], { batched: [true], size: 3 })
  expect(gradient(f)(f64([], 2), f64([3], 1, 2, 3))).toEqual([f64([], 6), f64([3], 2)])
})

test('a loop in a branch of a loop in a batch has the gradient of its lanes', () => {
  const f: Body = (x: Value) =>
    scan('outer', (carry, n) => ({
      carry: carry.flatMap((c) =>
        cond(
          call('power', power(3)),
          mapping((y) => add(y, y)),
        )(compare(n[0] ?? c, number(1, 'i32'), 'lt'), [c]),
      ),
      ys: [],
    }))([x], [i32([3], 0, 1, 0)], { length: 3, reverse: false }).carry
  // ((x³) · 2)³ = 8 x⁹
  expect(lanes(f, f64([2], 1, -1))).toEqual([f64([2], 8, -8)])
  expect(lanes(gradient(f), f64([2], 1, -1))).toEqual([f64([2], 72, 72)])
  expect(lanes(gradient(gradient(f)), f64([2], 1, -1))).toEqual([f64([2], 576, -576)])
})

test('a batch in a loop in a batch has the gradient of its lanes', () => {
  // c ← Σ over lanes of c x, twice
  const f: Body = (x: Value) =>
    scan('outer', (carry) => ({
      carry: carry.flatMap((c) =>
        lanes((lane: Value) => [mul(lane, c)], x).map((products) => sum(products, [0])),
      ),
      ys: [],
    }))([number(1, 'f64')], [], { length: 2, reverse: false }).carry
  // (x₀ + x₁)²
  expect(lanes(f, f64([2, 2], 1, 2, 3, 4))).toEqual([f64([2], 9, 49)])
  expect(lanes(gradient(f), f64([2, 2], 1, 2, 3, 4))).toEqual([f64([2, 2], 6, 6, 14, 14)])
})

test('plain if and while on values are differentiated as written', () => {
  const f: Body = (x: Value) => {
    let y = x
    while (Number([...sum(mul(y, y), [0])][0]) > 1) y = times(y, 0.5)
    return [Number([...y][0]) > 0 ? sum(y, [0]) : times(sum(y, [0]), 3)]
  }
  expect(gradient(f)(f64([2], 3, 1))).toEqual([f64([2], 0.25)])
  expect(gradient(f)(f64([2], -3, 1))).toEqual([f64([2], 0.75)])
  expect(jvp(f, [f64([2], 3, 1)], [f64([2], 1)])[1]).toEqual([f64([], 0.5)])
})

test('a jvp of a vmap is the vmap of a jvp', () => {
  const f = mapping((x) => div(x, add(full(x, 1), mul(x, x))))
  const [x, dx] = [f64([3], 1, 2, 3), f64([3], 1, -1, 0.5)]
  expect(jvp((xs: Value) => lanes(f, xs), [x], [dx])).toEqual([
    lanes(f, x),
    vmap((a: Value, da: Value) => tangents(f, da)(a), [x, dx], { batched: [true, true], size: 3 }),
  ])
})

test('what is broadcast to the lanes is differentiated once', () => {
  const f: Body = (x: Value, b: Value) =>
    vmap((lane: Value) => [mul(broadcast(lane, [2], [0]), b)], [x], { batched: [true], size: 2 })
  expect(gradient(f)(f64([2], 1, 2), f64([2], 3, 4))).toEqual([f64([2], 7), f64([2], 3)])
})
