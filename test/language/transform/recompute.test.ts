// What a program leaves for its linear part.
import { expect, test } from 'vitest'
import { print } from '../../../src/language/ir/index.ts'
import type { Value } from '../../../src/language/level/index.ts'
import { broadcast, full, mul, reshape, sin, sum } from '../../../src/language/primitives/index.ts'
import { interpreters } from '../../../src/language/transform/index.ts'
import { programOf } from '../arrays.ts'
import { of } from '../samples/sample.ts'

test('what is cheap is computed again from the inputs; what is not is left', () => {
  const program = programOf([of('f64', 4), of('f64')], (x: Value, w: Value) => {
    const scaled = mul(reshape(x, [2, 2]), broadcast(w, [2, 2], [0, 1]))
    return [sum(mul(sin(scaled), full(scaled, 3)), [0, 1])]
  })
  const { known, linear, residuals } = interpreters.linearize(program, [true, true])
  expect(residuals).toBe(3)
  expect(print(known)).toBe(`(a:f64[4], b:f64[]) {
  c:f64[2, 2] = reshape a {shape=[2, 2]}
  d:f64[2, 2] = broadcast b {shape=[2, 2], axes=[0, 1]}
  e:f64[2, 2] = mul c d
  f:f64[2, 2] = sin e
  g:f64[2, 2] = cos e
  h:f64[] = constant {value=f64[] 3}
  i:f64[2, 2] = broadcast h {shape=[2, 2], axes=[0, 1]}
  j:f64[2, 2] = mul f i
  k:f64[] = sum j {axes=[0, 1]}
  return k, g, a, b
}`)
  expect(print(linear)).toBe(`(a:f64[2, 2], b:f64[4], c:f64[], d:f64[4], e:f64[]) {
  f:f64[2, 2] = reshape b {shape=[2, 2]}
  g:f64[2, 2] = broadcast c {shape=[2, 2], axes=[0, 1]}
  h:f64[] = constant {value=f64[] 3}
  i:f64[2, 2] = broadcast h {shape=[2, 2], axes=[0, 1]}
  j:f64[2, 2] = reshape d {shape=[2, 2]}
  k:f64[2, 2] = broadcast e {shape=[2, 2], axes=[0, 1]}
  l:f64[2, 2] = mul j g
  m:f64[2, 2] = mul f k
  n:f64[2, 2] = add l m
  o:f64[2, 2] = mul n a
  p:f64[2, 2] = mul o i
  q:f64[] = sum p {axes=[0, 1]}
  return q
}`)
})

test('a residual that nothing needs is not left', () => {
  const program = programOf([of('f64'), of('f64')], (x: Value, y: Value) => {
    sin(mul(x, y))
    return [mul(x, x)]
  })
  const { known, linear } = interpreters.linearize(program, [true, false])
  expect(print(known)).toBe(`(a:f64[], b:f64[]) {
  c:f64[] = mul a a
  return c, a
}`)
  expect(print(linear)).toBe(`(a:f64[], b:f64[]) {
  c:f64[] = mul b a
  d:f64[] = mul a b
  e:f64[] = add c d
  return e
}`)
})
