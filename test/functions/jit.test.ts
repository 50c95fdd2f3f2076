import { afterEach, expect, test, vi } from 'vitest'
import { engine, grad, jit, scan, vmap } from '../../src/functions/index.ts'
import {
  add,
  matmul,
  mul,
  neg,
  scalar,
  sub,
  sum,
  tanh,
  tensor,
  transpose,
  zeros,
} from '../../src/ops/index.ts'
import { sameBits, type Tensor, toArray } from '../../src/tensor/index.ts'

afterEach(() => vi.restoreAllMocks())

const wave = (x: Tensor<[3]>): Tensor<[]> => sum(mul(tanh(x), x))

test('jit gives the same bits', () => {
  const x = tensor([0.1, -2, 3])
  expect(sameBits(jit(wave)(x), wave(x))).toBe(true)
  expect(sameBits(jit(grad(wave))(x), grad(wave)(x))).toBe(true)
  expect(sameBits(grad(jit(wave))(x), grad(wave)(x))).toBe(true)
})

test('the function’s own code runs once for each type of its arguments', () => {
  let runs = 0
  const f = jit((x: Tensor<number[]>) => {
    runs++
    return add(x, 1)
  })
  for (let i = 0; i < 5; i++) f(tensor([i, i]))
  expect(runs).toBe(1)
  f(tensor([1, 2, 3]))
  f(tensor([4, 5]))
  expect(runs).toBe(2)
})

test('a traced program holds every operation of the function', () =>
  expect(engine.explain(wave)(tensor([1, 2, 3])).program).toBe(
    [
      '(a:f32[3]) {',
      '  b:f32[3] = tanh a',
      '  c:f32[3] = mul b a',
      '  d:f32[] = sum c {axes=[0]}',
      '  return d',
      '}',
    ].join('\n'),
  ))

test('a captured tensor is an operand, not a constant', () => {
  const rate = scalar(3)
  const { program } = engine.explain((x: Tensor<[]>) => mul(x, rate))(scalar(2))
  expect(program).toBe('(a:f32[], b:f32[]) {\n  c:f32[] = mul b a\n  return c\n}')
  expect(jit((x: Tensor<[]>) => mul(x, rate))(scalar(2))).toEqual(scalar(6))
})

test('what is no tensor is part of the structure: another number is another program', () => {
  const scaled = jit((x: Tensor<[]>, { by, label }: { by: number; label: string }) => ({
    y: mul(x, by),
    label,
  }))
  expect(scaled(scalar(2), { by: 3, label: 'a' })).toEqual({ y: scalar(6), label: 'a' })
  expect(scaled(scalar(2), { by: 4, label: 'b' })).toEqual({ y: scalar(8), label: 'b' })
})

test('a function traced for the eighth time warns once, naming the argument that changes', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const times = jit(function times(x: Tensor<[]>, n: number) {
    return mul(x, n)
  })
  for (let n = 0; n < 20; n++) times(scalar(1), n)
  expect(warn.mock.calls).toEqual([
    [
      'jit(times): must not be traced again and again (was traced 8 times, argument 1 changes); make a number that changes a tensor with scalar(x)',
    ],
  ])
})

test('reading a value while it is traced is refused, with what to use instead', () =>
  expect(() =>
    jit(function step(x: Tensor<[2]>) {
      return toArray(x)[0] === 1 ? x : add(x, 1)
    })(tensor([1, 2])),
  ).toThrow(
    'jit(step): must not read a value while it is traced (was a read of f32[2]); use cond, whileLoop or scan',
  ))

test('a function that returns a promise is refused', () =>
  expect(() => jit(async (x: Tensor<[]>) => x)(scalar(1))).toThrow(
    'jit: must return values (was a promise); await outside',
  ))

test('a value that escapes its trace is refused where it is used', () => {
  let escaped: Tensor<[]> | undefined
  jit(function leak(x: Tensor<[]>) {
    escaped = add(x, 1)
    return x
  })(scalar(1))
  expect(() => escaped && add(escaped, 1)).toThrow(
    'add: must not be given a value that was made inside jit(leak) (was used after jit(leak) ended); return the value from the function',
  )
})

test('a scan’s program is as long for 10 steps as for 1000, a vmap’s as long for 3 lanes as for 300', () => {
  const total = (xs: Tensor<number[]>): unknown =>
    scan((sum: Tensor<[]>, x: Tensor<[]>) => [add(sum, x), sum])(scalar(0), xs as Tensor<[number]>)
  const steps = (n: number): number =>
    engine.explain(total as never)(zeros([n]) as never).equations.program
  expect(steps(10)).toBe(steps(1000))
  const lanes = (n: number): number =>
    engine.explain(vmap(wave) as never)(zeros([n, 3]) as never).equations.program
  expect(lanes(3)).toBe(lanes(300))
})

test('programs of the most recent 256 types are kept, and no more', () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  let runs = 0
  const times = jit((x: Tensor<[]>, n: number) => {
    runs++
    return mul(x, n)
  })
  for (let n = 0; n < 256; n++) times(scalar(1), n)
  times(scalar(1), 0)
  expect(runs).toBe(256)
  times(scalar(1), 256) // 1 was used least recently
  times(scalar(1), 0)
  expect(runs).toBe(257)
  expect(times(scalar(1), 1)).toEqual(scalar(1))
  expect(runs).toBe(258)
})

test('a function whose result has another structure for other sizes is given back each as it is', () => {
  const parts = jit((x: Tensor<number[]>) => Array.from({ length: x.shape[0] ?? 0 }, () => sum(x)))
  expect(parts(tensor([1, 2]))).toEqual([scalar(3), scalar(3)])
  expect(parts(tensor([1, 2, 3]))).toEqual([scalar(6), scalar(6), scalar(6)])
  expect(parts(tensor([3, 4]))).toEqual([scalar(7), scalar(7)])
})

test('a jitted function is not jitted again', () => {
  const f = jit(wave)
  expect(jit(f)).toBe(f)
})

test('a captured value that a transformation follows is another one at the next call', () => {
  const slope = (at: number): Tensor<[]> =>
    grad((w: Tensor<[]>) => jitted(w)(scalar(at)))(scalar(2))
  let captured: Tensor<[]> = scalar(0)
  const inner = jit((x: Tensor<[]>) => mul(x, captured))
  const jitted = (w: Tensor<[]>): typeof inner => {
    captured = w
    return inner
  }
  expect([slope(3), slope(5)]).toEqual([scalar(3), scalar(5)])
})

test('an operand that is returned unchanged is the same tensor', () => {
  const x = tensor([1, 2, 3])
  const given = jit((v: Tensor<[3]>) => ({ v, twice: mul(v, 2), again: v }))(x)
  expect(given).toEqual({ v: x, twice: tensor([2, 4, 6]), again: x })
  expect(given.v).toBe(x)
  expect(given.again).toBe(x)
})

test('how many threads share the work changes no bit; fast products differ by a rounding', () => {
  const x = tensor(
    Array.from({ length: 64 * 300 }, (_, i) => Math.fround(((i * 37) % 101) / 50 - 1)),
    [64, 300],
  )
  const gram = (y: Tensor<[64, 300]>) => matmul(y, transpose(y))
  const plain = jit(gram)(x)
  expect(sameBits(jit(gram, { threads: 1 })(x), plain)).toBe(true)
  expect(sameBits(jit(gram, { threads: 3, mode: 'portable' })(x), plain)).toBe(true)
  const fast = jit(gram, { mode: 'fast' })
  expect(sameBits(fast(x), fast(x))).toBe(true)
  const far = [...sub(fast(x), plain)].map(Math.abs)
  expect(Math.max(...far)).toBeLessThan(1e-6 * Math.max(...plain))
})

test('options of jit are named, and held to what they may be', () => {
  const f = (x: Tensor<[]>) => neg(x)
  expect(() => jit(f, { mode: 'quick' as never })).toThrow(
    `jit: mode must be one of portable, fast (was "quick"); write 'fast'`,
  )
  expect(() => jit(f, { threads: 0 })).toThrow(
    'jit: threads must be a whole number from 1 to 64 (was 0); write as many as the machine has, or leave it out',
  )
})
