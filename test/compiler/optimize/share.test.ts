// Equal equations are computed once; what is only alike is not, and what a checkpoint computes again stays computed again.
import { expect, test } from 'vitest'
import { optimize, share } from '../../../src/compiler/optimize/index.ts'
import { check } from '../../../src/language/evaluate/index.ts'
import { count, print } from '../../../src/language/ir/index.ts'
import type { Value } from '../../../src/language/level/index.ts'
import { add, exp, full, mul, sin, sort, sub, sum } from '../../../src/language/primitives/index.ts'
import { checkpoint, cond, scan } from '../../../src/language/trace/index.ts'
import { vjp } from '../../../src/language/transform/index.ts'
import { programOf } from '../../language/arrays.ts'
import { of } from '../../language/samples/sample.ts'

const opsOf = (text: string, op: string): number => text.split(`= ${op} `).length - 1

test('equal equations are one, and so is what is made of them', () => {
  const program = programOf([of('f32', 3)], (x: Value) => [
    add(sin(x), exp(sin(x))),
    mul(sin(x), exp(sin(x))),
  ])
  expect(print(check(share(program)))).toBe(
    [
      '(a:f32[3]) {',
      '  b:f32[3] = sin a',
      '  c:f32[3] = exp b',
      '  d:f32[3] = add b c',
      '  e:f32[3] = mul b c',
      '  return d, e',
      '}',
    ].join('\n'),
  )
})

test('operands in another order make another equation', () => {
  const program = programOf([of('f32'), of('f32')], (...xs) => {
    const [x, y] = xs as unknown as readonly [Value, Value] // as many as types
    return [sub(x, y), sub(y, x), add(x, y), add(y, x)]
  })
  expect(share(program).equations).toHaveLength(4)
})

test('constants are one where their bits are: 0 and −0 are two, NaN is one', () => {
  const program = programOf([of('f32')], (x: Value) =>
    [0, -0, 0, Number.NaN, Number.NaN].map((n) => mul(x, full(x, n))),
  )
  const shared = share(program)
  expect(shared.equations.filter(({ op }) => op === 'constant')).toHaveLength(3)
  expect(shared.equations.filter(({ op }) => op === 'mul')).toHaveLength(3)
})

test('an equation of several results is shared whole', () => {
  const program = programOf([of('f32', 3), of('f32', 3)], (...inputs) => {
    const xs = inputs as unknown as readonly [Value, Value] // as many as types
    return [...sort(xs, 0), ...sort(xs, 0)]
  })
  const shared = share(program)
  expect(shared.equations).toHaveLength(1)
  expect(shared.outputs.map(({ id }) => id)).toEqual([2, 3, 2, 3])
})

test('bodies are programs of their own: each is shared within', () => {
  const loop = scan('scan', (carry, xs) => {
    const [c, x] = [...carry, ...xs] as unknown as readonly [Value, Value] // one of each
    return { carry: [add(mul(c, sin(x)), sin(x))], ys: [] }
  })
  const program = programOf([of('f32'), of('f32', 4)], (...inputs) => {
    const [c, xs] = inputs as unknown as readonly [Value, Value] // as many as types
    const { carry } = loop([c], [xs], { length: 4, reverse: false })
    return [...carry, sum(sin(xs), [0])]
  })
  expect(opsOf(print(program), 'sin')).toBe(3)
  expect(opsOf(print(check(share(program))), 'sin')).toBe(2)
})

test('what both branches compute is computed in each', () => {
  const choose = cond(
    (x: Value) => [sin(x)],
    (x: Value) => [mul(sin(x), sin(x))],
  )
  const program = programOf([of('bool'), of('f32')], (...inputs) => {
    const [p, x] = inputs as unknown as readonly [Value, Value] // as many as types
    return [...choose(p, [x]), sin(x)]
  })
  expect(opsOf(print(check(share(program))), 'sin')).toBe(3)
})

test('what a checkpoint computes again for its derivative is not taken from what was computed before', () => {
  const f = checkpoint('f', (x: Value) => [sum(sin(exp(x)), [0])])
  const program = programOf([of('f64', 3)], (x: Value) => {
    const [ys, pullback] = vjp((y: Value) => [...f(y), sum(exp(y), [0])], [x], [true])
    const totals = pullback(ys.map((y) => full(y, 1)))
    return [...ys, ...totals.flatMap((total) => total ?? [])]
  })
  const text = print(check(optimize(program)))
  // in f, beside f, and again for the derivative of f
  expect(opsOf(text, 'exp')).toBe(3)
  expect(text).toContain('= checkpoint ')
  expect(count(optimize(optimize(program)))).toBe(count(optimize(program)))
})
