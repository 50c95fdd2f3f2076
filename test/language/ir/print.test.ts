// One notation for programs.
import { expect, test } from 'vitest'
import { print } from '../../../src/language/ir/index.ts'
import type { Value } from '../../../src/language/level/index.ts'
import {
  add,
  constant,
  exp,
  mul,
  number,
  pad,
  sort,
  sum,
} from '../../../src/language/primitives/index.ts'
import { call, scan, trace } from '../../../src/language/trace/index.ts'
import { f64, programOf } from '../arrays.ts'
import { of } from '../samples/sample.ts'

const scalar = of('f64')

test('a program prints its inputs, a line an equation, and what it returns', () =>
  expect(
    print(programOf([of('f32', 2, 3)], (x: Value) => [exp(sum(x, [1]))])),
  ).toBe(`(a:f32[2, 3]) {
  b:f32[2] = sum a {axes=[1]}
  c:f32[2] = exp b
  return c
}`))

test('a program without equations or inputs prints as such', () => {
  expect(print(programOf([scalar], (...xs) => xs))).toBe('(a:f64[]) {\n  return a\n}')
  expect(print(programOf([], () => []))).toBe('() {\n  return \n}')
})

test('several operands, results and parameters stand in the order of the signature', () =>
  expect(
    print(
      programOf([of('f32', 2), of('i32', 2), of('f32')], (x: Value, n: Value, y: Value) => [
        ...sort([x, n], 0),
        pad(x, y, { low: [1], high: [0], interior: [2] }),
      ]),
    ),
  ).toBe(`(a:f32[2], b:i32[2], c:f32[]) {
  d:f32[2], e:i32[2] = sort a b {axis=0}
  f:f32[5] = pad a c {low=[1], high=[0], interior=[2]}
  return d, e, f
}`))

test('constants show their elements exactly, and only how many where they are many', () =>
  expect(
    print(
      programOf([], () => [
        constant({ shape: [4], dtype: 'f64', values: [-0, NaN, -Infinity, 0.1] }),
        constant({ shape: [3, 3], dtype: 'i32', values: [1, 2, 3, 4, 5, 6, 7, 8, 9] }),
        number(7, 'u32'),
      ]),
    ),
  ).toBe(`() {
  a:f64[4] = constant {value=f64[4] -0 NaN -Infinity 0.1}
  b:i32[3, 3] = constant {value=i32[3, 3] of 9}
  c:u32[] = constant {value=u32[] 7}
  return a, b, c
}`))

test('programs inside equations are indented, with names of their own', () => {
  const loop = scan('loop', (carry, x) => ({ carry: [...carry, ...x].slice(0, 1).map(exp), ys: x }))
  const f = call('inner', (...xs) => loop(xs, [f64([2], 1, 2)], { length: 2, reverse: true }).ys)
  const { program } = trace('f', f, [scalar])
  expect(print(program)).toBe(`(a:f64[2], b:f64[]) {
  c:f64[2] = call a b {name=inner, body=(a:f64[2], b:f64[]) {
    c:f64[], d:f64[2] = scan b a {body=(a:f64[], b:f64[]) {
      c:f64[] = exp a
      return c, b
    }, length=2, captures=0, carries=1, reverse=true}
    return d
  }}
  return c
}`)
})

test('the 27th variable is aa', () => {
  const chain = programOf([scalar], (x: Value) => {
    let y = x
    for (let i = 0; i < 28; i++) y = i < 26 ? add(y, x) : mul(y, x)
    return [y]
  })
  expect(print(chain).split('\n').slice(-4)).toEqual([
    '  ab:f64[] = mul aa a',
    '  ac:f64[] = mul ab a',
    '  return ac',
    '}',
  ])
})
