// Programs do not grow with what they work on: nothing is unrolled, and checkpoint keeps nothing.
import { expect, test } from 'vitest'
import { count, list, type Op, type Program, print } from '../../src/language/ir/index.ts'
import type { Value } from '../../src/language/level/index.ts'
import { add, broadcast, mul, sin, sum, tanh } from '../../src/language/primitives/index.ts'
import { type Body, checkpoint, scan, trace } from '../../src/language/trace/index.ts'
import { interpreters, linearize, vmap } from '../../src/language/transform/index.ts'
import { f64, typeOf } from '../language/arrays.ts'
import { gradient } from '../language/calculus.ts'
import type { Sample } from '../language/samples.ts'
import { applying, differentiable, law, masks, ops, reversible } from './law.ts'

const traced = (f: Body, ...types: readonly { readonly shape: readonly number[] }[]): Program =>
  trace(
    'f',
    f,
    types.map(({ shape }) => ({ shape, dtype: 'f64' })),
  ).program

law(
  'a batched program has as many equations for 3 lanes as for 300',
  { of: ops.filter((op) => op !== 'constant' && op !== 'iota'), floor: 4000 },
  <P extends Op>(op: P, { operands, params }: Sample<P>) => {
    const { program } = trace('f', applying(op, params), list<Value>(operands).map(typeOf))
    const choices = masks(list<Value>(operands).map(() => true))
    for (const batched of choices) {
      const [few, many] = [3, 300].map((size) => interpreters.batch(program, batched, size))
      expect(few && count(few)).toBe(many && count(many))
    }
    return choices.length
  },
)

test('the gradient of a batch has as many equations for 3 lanes as for 300', () => {
  const f: Body = (x: Value, w: Value) => [sum(tanh(mul(x, w)), [0])]
  const program = (size: number): Program =>
    traced(
      (xs: Value, w: Value) =>
        vmap((...lane) => gradient(f)(...lane), [xs, w], { batched: [true, false], size }),
      { shape: [size, 4] },
      { shape: [4] },
    )
  expect(count(program(3))).toBe(count(program(300)))
  expect(print(program(300)).replaceAll('300', '3')).toBe(print(program(3)))
})

const rolled =
  (length: number): Body =>
  (w: Value, start: Value, xs: Value) => {
    const loop = scan('loop', (carry, x) => {
      const y = [...carry, ...x].map((part) => mul(part, w)).reduce(add)
      return { carry: [tanh(y)], ys: [sin(y)] }
    })
    const { carry, ys } = loop([start], [xs], { length, reverse: false })
    return [...carry, ...ys.map((y) => sum(y, [0]))]
  }
const loopOf = (transformation: (f: Body) => Body, length: number): Program =>
  traced(transformation(rolled(length)), { shape: [] }, { shape: [] }, { shape: [length] })

for (const [name, transformation] of [
  ['a loop', (f: Body) => f],
  ['the gradient of a loop', gradient],
  ['the gradient of the gradient of a loop', (f: Body) => gradient(gradient(f))],
] as const)
  test(`${name} has as many equations for 10 steps as for 1000`, () => {
    const [few, many] = [loopOf(transformation, 10), loopOf(transformation, 1000)]
    expect(count(few)).toBe(count(many))
    expect(print(many).replaceAll('1000', '10')).toBe(print(few))
  })

test('what a loop captures, and what depends on it alone, is not kept at each step', () => {
  const f: Body = (w: Value, xs: Value) => {
    const loop = scan('loop', (carry, x) => ({
      carry: carry.map((c) => add(c, mul(tanh(w), x[0] ?? c))),
      ys: [],
    }))
    return loop([f64([], 0)], [xs], { length: 100, reverse: false }).carry
  }
  const { residuals } = linearize(f, [f64([], 0.5), f64([100], 1)], [true, true])
  // w, tanh w in two factors, x: nothing else has an axis of steps
  expect(residuals.filter(({ shape }) => shape.length > 0).length).toBe(1)
})

const deep: Body = (x: Value, w: Value) => {
  const h = tanh(mul(sin(x), broadcast(w, [3], [0])))
  return [sum(mul(sin(h), tanh(h)), [0])]
}

test('checkpoint keeps nothing but its operands', () => {
  const [x, w] = [f64([3], 0.5, -1, 2), f64([], 0.75)]
  const kept = linearize(checkpoint('deep', deep), [x, w], [true, true]).residuals
  expect(kept.length).toBe(2)
  expect(kept[0]).toBe(x)
  expect(kept[1]).toBe(w)
  expect(linearize(deep, [x, w], [true, true]).residuals.length).toBeGreaterThan(4)
})

test('the gradient of a checkpoint, printed, runs the function forward and then again inside one equation', () => {
  const square = checkpoint('square', (x: Value) => [mul(sin(x), sin(x))])
  expect(print(traced(gradient(square), { shape: [] }))).toBe(`(a:f64[]) {
  b:f64[] = checkpoint a {name=square, body=(a:f64[]) {
    b:f64[] = sin a
    c:f64[] = sin a
    d:f64[] = mul b c
    return d
  }}
  c:f64[] = constant {value=f64[] 1}
  d:f64[] = checkpoint a c {name=square, body=(a:f64[], b:f64[]) {
    c:f64[] = sin a
    d:f64[] = cos a
    e:f64[] = sin a
    f:f64[] = cos a
    g:f64[] = mul c b
    h:f64[] = mul b e
    i:f64[] = mul g f
    j:f64[] = mul h d
    k:f64[] = add i j
    return k
  }}
  return d
}`)
})

law(
  'the linear program of a checkpoint has its operands for residuals',
  { of: ['checkpoint'], floor: 5 },
  <P extends Op>(op: P, sample: Sample<P>) => {
    if (!reversible(op, sample)) return 0
    const operands = list<Value>(sample.operands)
    const mask = differentiable(op, sample)
    if (!mask.some(Boolean)) return 0
    const { residuals } = linearize(applying(op, sample.params), operands, mask)
    expect(residuals.every((x) => operands.includes(x))).toBe(true)
    return 1
  },
)
