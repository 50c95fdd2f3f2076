// Gradients of gradients: in which forms of a function they have the same bits.
import { expect, test } from 'vitest'
import { print } from '../../../src/language/ir/index.ts'
import type { Value } from '../../../src/language/level/index.ts'
import { add, broadcast, cut, mul, sin, sum, tanh } from '../../../src/language/primitives/index.ts'
import { type Body, call, scan } from '../../../src/language/trace/index.ts'
import { linearize } from '../../../src/language/transform/index.ts'
import { f64, programOf } from '../arrays.ts'
import { gradient, mapping } from '../calculus.ts'
import { of } from '../samples/sample.ts'

const points = Array.from({ length: 40 }, (_, i) => f64([], -1.5 + 0.0777 * i))
const twice = (f: Body): Body => gradient(gradient(f))
const bits = (f: Body): readonly string[] => points.map((x) => `${f(x).flatMap((y) => [...y])}`)

const cube = (x: Value): Value => mul(mul(x, x), x)
const spread = (x: Value): Value => {
  const row = broadcast(x, [3], [0])
  return sum(tanh(mul(row, row)), [0])
}
const shared = (x: Value): Value => mul(tanh(x), x)

for (const [name, f] of Object.entries({ cube, spread, shared, tanh }))
  test(`the second derivative of ${name} has the same bits through call`, () => {
    const within =
      (inner: Body): Body =>
      (x: Value) =>
        inner(sin(x)).map((y) => mul(sin(y), y))
    const [plain, called] = [within(mapping(f)), within(call('f', mapping(f)))]
    expect(bits(twice(called))).toEqual(bits(twice(plain)))
  })

test('a call gives no operand back: its linear half takes the operand itself', () => {
  const f: Body = (x: Value) => call('shared', mapping(shared))(x)
  const split = (x: Value): readonly Value[] => {
    const { results, residuals } = linearize(f, [x], [true])
    return [...results, ...residuals]
  }
  expect(print(programOf([of('f64')], split))).toBe(`(a:f64[]) {
  b:f64[], c:f64[], d:f64[] = call a {name=shared, body=(a:f64[]) {
    b:f64[] = tanh a
    c:f64[] = constant {value=f64[] 1}
    d:f64[] = add c b
    e:f64[] = sub c b
    f:f64[] = mul d e
    g:f64[] = mul b a
    return g, f, b
  }}
  return b, c, a, d
}`)
})

test('what is computed again in a loop is computed again in a call there too', () => {
  const widened: Body = (x: Value) => [broadcast(x, [3], [0])]
  const looping =
    (widen: Body): Body =>
    (x: Value) => {
      const step = (carry: readonly Value[]): readonly Value[] =>
        widen(...carry).map((row) => sum(tanh(mul(row, row)), [0]))
      const loop = scan('loop', (carry) => ({ carry: step(carry), ys: [] }))
      return loop([sin(x)], [], { length: 3, reverse: false }).carry
    }
  expect(bits(twice(looping(call('widened', widened))))).toEqual(bits(twice(looping(widened))))
})

/** A loop over four numbers at once, or over one and then three. */
const whole = (step: (carry: Value, x: Value) => Value): Body => looped(step, [[0, 4]])
const chunked = (step: (carry: Value, x: Value) => Value): Body =>
  looped(step, [
    [0, 1],
    [1, 4],
  ])
const looped =
  (
    step: (carry: Value, x: Value) => Value,
    chunks: readonly (readonly [from: number, to: number])[],
  ): Body =>
  (w: Value) => {
    const loop = scan('loop', ([carry = w], [x = w]) => ({
      carry: [step(carry, mul(x, w))],
      ys: [],
    }))
    const xs = f64([4], 0.3, -0.7, 1.1, 0.9)
    return chunks.reduce<readonly Value[]>(
      (carry, [from, to]) =>
        loop(carry, [cut(xs, 0, from, to)], { length: to - from, reverse: false }).carry,
      [f64([], 0.4)],
    )
  }

for (const [name, step] of Object.entries({
  'c + x': (c: Value, x: Value) => add(c, x),
  'sin(c + x)': (c: Value, x: Value) => sin(add(c, x)),
  'c tanh x': (c: Value, x: Value) => mul(c, tanh(x)),
}))
  test(`the second derivative of a loop of ${name} has the same bits in chunks`, () =>
    expect(bits(twice(chunked(step)))).toEqual(bits(twice(whole(step)))))
