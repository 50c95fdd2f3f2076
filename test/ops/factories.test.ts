// Tensors from numbers.
import { expect, test } from 'vitest'
import { trace } from '../../src/language/trace/index.ts'
import * as ops from '../../src/ops/index.ts'
import { type Handle, toArray } from '../../src/tensor/index.ts'

const { scalar, tensor } = ops

test('numbers make an f32 tensor, booleans a bool tensor, typed arrays their own', () => {
  expect(
    tensor([
      [1, 2],
      [3, 4],
    ]).toJSON(),
  ).toEqual({ dtype: 'f32', shape: [2, 2], values: [1, 2, 3, 4] })
  expect(tensor([true, false]).dtype).toBe('bool')
  expect(tensor([]).toJSON()).toEqual({ dtype: 'f32', shape: [0], values: [] })
  expect(tensor([[], []]).shape).toEqual([2, 0])
  expect(tensor(new Float64Array([0.1])).toJSON()).toEqual({
    dtype: 'f64',
    shape: [1],
    values: [0.1],
  })
  expect(tensor(new Int32Array(2)).dtype).toBe('i32')
  expect(tensor(new Uint32Array(2)).dtype).toBe('u32')
  expect(tensor(new Uint8Array([0, 255])).toJSON()).toEqual({
    dtype: 'f32',
    shape: [2],
    values: [0, 255],
  })
  expect(tensor(new Uint8Array([0, 1]), { dtype: 'bool' })).toEqual(tensor([false, true]))
})

test('a float rounds what it is given; −0, NaN and infinities stay', () => {
  expect(toArray(tensor([0.1]))).toEqual([Math.fround(0.1)])
  expect(toArray(tensor([1e300, -0, Number.NaN]))).toEqual([1 / 0, -0, Number.NaN])
})

test('a tensor is a copy of what it was made of', () => {
  const source = new Float32Array([1, 2])
  const x = tensor(source)
  source[0] = 9
  expect(toArray(x)).toEqual([1, 2])
})

test('scalars have rank 0 and the dtype asked for', () => {
  expect(scalar(2.5)).toEqual(tensor(2.5))
  expect(scalar(true).dtype).toBe('bool')
  expect(scalar(7, { dtype: 'u32' }).toJSON()).toEqual({ dtype: 'u32', shape: [], values: [7] })
})

const made: Readonly<Record<string, readonly [() => Handle, unknown]>> = {
  zeros: [() => ops.zeros([2], { dtype: 'i32' }), [0, 0]],
  ones: [() => ops.ones([2], { dtype: 'bool' }), [true, true]],
  full: [() => ops.full([1, 2], 0.5), [[0.5, 0.5]]],
  zerosLike: [() => ops.zerosLike(tensor([true])), [false]],
  onesLike: [() => ops.onesLike(tensor([[3]])), [[1]]],
  eye: [
    () => ops.eye(2, 3),
    [
      [1, 0, 0],
      [0, 1, 0],
    ],
  ],
  iota: [
    () => ops.iota([2, 2], 0),
    [
      [0, 0],
      [1, 1],
    ],
  ],
  arange: [() => ops.arange(7, { start: 1, step: 3 }), [1, 4]],
  'arange downwards': [() => ops.arange(0, { start: 2, step: -1 }), [2, 1]],
  'an empty arange': [() => ops.arange(-3), []],
  linspace: [() => ops.linspace(0, 0.3, 4, { dtype: 'f64' }), [0, 0.3 / 3, (0.3 / 3) * 2, 0.3]],
  'linspace of one': [() => ops.linspace(5, 7, 1), [5]],
  tensor: [() => tensor([[1, -0]]), [[1, -0]]],
  scalar: [() => scalar(3), 3],
}
for (const [name, [make, wanted]] of Object.entries(made))
  test(`${name} makes the same at once and in a program, where it is equations`, () => {
    expect(toArray(make() as never)).toEqual(wanted)
    const { program, captured } = trace(name, () => [make()], [])
    expect(captured).toEqual([])
    expect(program.equations.length).toBeGreaterThan(0)
    for (const { params } of program.equations)
      if ('value' in params) expect(params.value.values.length).toBeLessThan(3)
  })

test('linspace ends exactly at its end', () => {
  for (const n of [2, 3, 7, 10, 50])
    expect([...ops.linspace(0.1, 0.7, n)].at(-1)).toBe(Math.fround(0.7))
})
