import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import {
  type AnyTensor,
  Handle,
  item,
  type Key,
  sameBits,
  type Tensor,
  toArray,
} from '../../src/tensor/index.ts'

// the factories of ops/ give these types; here the handle is made by hand
const f32 = (shape: readonly number[], ...values: readonly number[]): Tensor =>
  new Handle(shape, 'f32', Float32Array.from(values)) as Tensor

test('a handle is frozen', () => expect(Object.isFrozen(f32([2], 1, 2))).toBe(true))

test('a handle copies a shape that could change', () => {
  const shape = [2]
  const x = f32(shape, 1, 2)
  shape[0] = 3
  expect(x.shape).toEqual([2])
})

test('a tensor iterates over its elements in row-major order', () =>
  expect([...f32([2, 2], 1, 2, 3, 4)]).toEqual([1, 2, 3, 4]))

test('toArray nests the elements as the shape says', () => {
  expect(toArray(f32([2, 3], 1, 2, 3, 4, 5, 6))).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ])
  expect(toArray(f32([], 7))).toBe(7)
  expect(toArray(f32([2, 0]))).toEqual([[], []])
})

test('item reads a scalar and refuses anything else', () => {
  expect(item(f32([], 7) as Tensor<[]>)).toBe(7)
  expect(() => item(f32([2, 1], 1, 2) as unknown as Tensor<[]>)).toThrow(
    'item: must be a scalar (was f32[2, 1]); index or reduce it',
  )
})

test('bools are read as booleans', () =>
  expect([...new Handle([2], 'bool', Uint8Array.of(0, 1))]).toEqual([false, true]))

test('a tensor prints its type and its values', () => {
  expect(inspect(f32([2, 2], 1, -0, 0.1, NaN))).toBe('f32[2, 2] [[1, -0], [0.1, NaN]]')
  const long = f32([9], 0, 1, 2, 3, 4, 5, 6, 7, 8)
  expect(String(long)).toBe('f32[9] [0, 1, 2, …, 6, 7, 8]')
})

test('a key prints its two words', () =>
  expect(String(new Handle([], 'key', Uint32Array.of(0, 42)) as Key)).toBe(
    'key[] 000000000000002a',
  ))

test('toEqual compares shape, dtype and bits', () => {
  expect({ w: f32([2], 1, NaN) }).toEqual({ w: f32([2], 1, NaN) })
  expect(f32([2], 1, 2)).not.toEqual(f32([2], 1, 3))
  expect(f32([2, 1], 1, 2)).not.toEqual(f32([1, 2], 1, 2))
  expect(f32([1], 0)).not.toEqual(f32([1], -0))
  expect(f32([1], 1)).not.toEqual(new Handle([1], 'i32', Int32Array.of(1)))
})

test('sameBits takes all NaNs for one and tells zeros apart', () => {
  const [nan, quiet] = [new Float32Array(1), new Float32Array(1)]
  new Uint32Array(nan.buffer)[0] = 0x7fc00000
  new Uint32Array(quiet.buffer)[0] = 0xffc00001
  expect(sameBits(new Handle([1], 'f32', nan), new Handle([1], 'f32', quiet))).toBe(true)
  expect(sameBits(f32([1], 0), f32([1], -0))).toBe(false)
})

test('JSON shows dtype, shape and values', () =>
  expect(JSON.stringify(f32([1], 2) as AnyTensor)).toBe('{"dtype":"f32","shape":[1],"values":[2]}'))

test('a scalar stands for its number where JavaScript wants one', () => {
  const [three, yes] = [f32([], 3), new Handle([], 'bool', Uint8Array.of(1))]
  expect([Number(three), +three > 2, `${three}`]).toEqual([3, true, 'f32[] 3'])
  expect(yes[Symbol.toPrimitive]('default')).toBe(true)
})
