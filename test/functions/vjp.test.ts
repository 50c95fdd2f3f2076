import { expect, test } from 'vitest'
import {
  call,
  checkpoint,
  customJvp,
  customVjp,
  engine,
  grad,
  jvp,
  vjp,
  vmap,
} from '../../src/functions/index.ts'
import { add, exp, mul, scalar, sin, sum, tensor, zeros } from '../../src/ops/index.ts'
import { sameBits, type Tensor } from '../../src/tensor/index.ts'

type S = Tensor<[]>

test('vjp gives the result, and pulls a cotangent back to every argument', () => {
  const [y, pullback] = vjp((p: { x: S }, z: S) => ({ product: mul(p.x, z) }))(
    { x: scalar(2) },
    scalar(3),
  )
  expect(y).toEqual({ product: scalar(6) })
  expect(pullback({ product: scalar(10) })).toEqual([{ x: scalar(30) }, scalar(20)])
})

test('a cotangent of another type is refused', () => {
  const [, pullback] = vjp((x: S) => mul(x, x))(scalar(2))
  expect(() => pullback(tensor([1, 2]) as never)).toThrow(
    'pullback: cotangent must be f32[], as the result is (was f32[2]); give one of that type',
  )
})

test('jvp gives the result and its derivative along the tangents', () =>
  expect(jvp((x: S, y: S) => mul(x, y))([scalar(2), scalar(3)], [scalar(1), scalar(10)])).toEqual([
    scalar(6),
    scalar(23),
  ]))

test('a tangent of another type is refused', () =>
  expect(() => jvp((x: S) => mul(x, x))([scalar(2)], [tensor([1, 2])] as never)).toThrow(
    "jvp: tangent must be f32[] at '0', as the argument is (was f32[2]); give one of that type",
  ))

test('vmap gives what the loop gives, to the bit', () => {
  const f = grad((x: Tensor<[2]>) => sum(mul(sin(x), x)))
  const rows = [
    [0.1, 2],
    [-3, 4],
    [5, -6],
  ] as const
  const looped = rows.flatMap((row) => [...f(tensor(row))])
  expect([...vmap(f)(tensor(rows))]).toEqual(looped)
})

test('vmap leaves alone the arguments for which axes says null', () =>
  expect(vmap((w: S, x: S) => mul(w, x), [null, 0])(scalar(3), tensor([1, 2]))).toEqual(
    tensor([3, 6]),
  ))

test('leading axes that differ are refused', () =>
  expect(() =>
    (vmap as unknown as (f: unknown) => (...args: unknown[]) => unknown)((x: S, y: S) => add(x, y))(
      tensor([1]),
      tensor([1, 2]),
    ),
  ).toThrow(
    'vmap: leading axes must be equal (was 1 and 2); give null for an argument that has none',
  ))

test('a scalar among batched arguments is refused', () =>
  expect(() =>
    (vmap as unknown as (f: unknown) => (...args: unknown[]) => unknown)((x: S) => x)(scalar(1)),
  ).toThrow(
    "vmap: batched arguments must have a leading axis at '0' (was f32[]); give null for an argument that has none",
  ))

test('a value that differs from lane to lane is not read', () =>
  expect(() => vmap((x: S) => ([...x][0] === 1 ? x : exp(x)))(tensor([1, 2]))).toThrow(
    'vmap: must not read a value that differs from lane to lane (was a read of f32[]); use cond or where',
  ))

const wave = (x: Tensor<[3]>): S => sum(mul(exp(sin(x)), x))
const point = tensor([0.1, -2, 3])

test('call and checkpoint change no bit of a value or a gradient', () => {
  for (const whole of [call(wave), checkpoint(wave)]) {
    expect(sameBits(whole(point), wave(point))).toBe(true)
    expect(sameBits(grad(whole)(point), grad(wave)(point))).toBe(true)
  }
})

test('call stands as one equation under its name', () =>
  expect(engine.explain(call(wave))(point).program).toContain('call a {name=call(wave), body='))

test('customJvp replaces a derivative, forward and in reverse', () => {
  const f = customJvp(
    (x: S) => exp(x),
    ([x], [dx]) => [exp(x), mul(mul(dx, exp(x)), 2)],
  )
  expect(grad(f)(scalar(0))).toEqual(scalar(2))
  expect(jvp(f)([scalar(0)], [scalar(1)])).toEqual([scalar(1), scalar(2)])
  expect(vmap(grad(f))(zeros([3]))).toEqual(tensor([2, 2, 2]))
})

test('customVjp replaces a derivative in reverse, and has none forward', () => {
  const f = customVjp(
    function steep(x: S) {
      return exp(x)
    },
    (x) => [exp(x), { y: exp(x) }] as const,
    ({ y }, ct) => [mul(mul(ct, y), 5)],
  )
  expect(grad(f)(scalar(0))).toEqual(scalar(5))
  expect(vmap(grad(f))(zeros([2]))).toEqual(tensor([5, 5]))
  expect(() => jvp(f)([scalar(0)], [scalar(1)])).toThrow(
    'customVjp(steep): must be differentiated in reverse, as it has a cotangent rule alone (was jvp); use vjp or grad, or give a tangent rule with customJvp',
  )
})

test('a differentiated value that a custom rule captures is refused', () => {
  const loss = (w: S): S =>
    customJvp(
      (x: S) => mul(x, w),
      ([x], [dx]) => [mul(x, w), mul(dx, w)],
    )(scalar(2))
  expect(() => grad(loss)(scalar(3))).toThrow(
    'customJvp: must not capture a value that is differentiated (was one from outside); pass it as an argument',
  )
})
