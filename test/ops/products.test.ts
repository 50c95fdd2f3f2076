// Products: one definition of order, whatever the shapes around it.
import { expect, test } from 'vitest'
import { grad } from '../../src/functions/index.ts'
import * as ops from '../../src/ops/index.ts'
import { key, normal } from '../../src/random/index.ts'
import { sameBits, type Tensor, toArray } from '../../src/tensor/index.ts'

const { tensor } = ops
const draw = (shape: readonly number[], seed: number): Tensor<number[]> => normal(key(seed), shape)

test('a vector is a row on the left and a column on the right', () => {
  const m = tensor([
    [1, 2],
    [3, 4],
    [5, 6],
  ])
  expect(toArray(ops.matmul(tensor([1, 0, 2]), m))).toEqual([11, 14])
  expect(toArray(ops.matmul(m, tensor([1, -1])))).toEqual([-1, -1, -1])
  expect(toArray(ops.matmul(tensor([1, 2]), tensor([3, 4])))).toBe(11)
  expect(toArray(ops.dot(tensor([1, 2]), tensor([3, 4])))).toBe(11)
  expect(toArray(ops.outer(tensor([1, 2]), tensor([3, 4])))).toEqual([
    [3, 4],
    [6, 8],
  ])
})

test('the product of a thousand terms has the bits of the fixed order', () => {
  const x = tensor(Array.from({ length: 1000 }, (_, i) => 1 / (i + 1)))
  expect(toArray(ops.bitCast(ops.dot(x, x), 'u32'))).toBe(0x3fd26c75)
  const [row, column] = [ops.reshape(x, [1, 1000]), ops.reshape(x, [1000, 1])]
  expect(toArray(ops.bitCast(ops.matmul(row, column), 'u32'))).toEqual([[0x3fd26c75]])
})

test('each row of a product is the product of the row, to the bit', () => {
  const [x, w] = [draw([5, 300], 1), draw([300, 4], 2)]
  const y = ops.matmul(x, w)
  for (let i = 0; i < 5; i++)
    expect(sameBits(ops.row(y, i), ops.matmul(ops.row(x, i), w))).toBe(true)
})

test('leading axes broadcast as if they had been repeated', () => {
  const cases = [
    [
      [2, 1, 3, 4],
      [5, 4, 2],
    ],
    [
      [3, 4],
      [5, 2, 4, 2],
    ],
    [
      [1, 3, 4],
      [5, 4, 2],
    ],
    [
      [5, 3, 4],
      [1, 4, 2],
    ],
    [
      [1, 1, 3, 4],
      [4, 2],
    ],
    [
      [2, 5, 3, 4],
      [2, 1, 4, 2],
    ],
    [
      [5, 0, 4],
      [1, 4, 2],
    ],
  ] as const
  for (const [i, [left, right]] of cases.entries()) {
    const [x, y] = [draw(left, i), draw(right, i + 9)]
    const lead = ops.add(ops.zeros(left.slice(0, -2)), ops.zeros(right.slice(0, -2))).shape
    const repeated = ops.matmul(
      ops.broadcastTo(x, [...lead, ...left.slice(-2)]),
      ops.broadcastTo(y, [...lead, ...right.slice(-2)]),
    )
    expect(sameBits(ops.matmul(x, y), repeated), `${left} by ${right}`).toBe(true)
  }
})

test('an operand that is broadcast has a cotangent of its own shape', () => {
  const x = normal(key(1), [2, 1, 3, 4])
  const y = normal(key(2), [5, 4, 2])
  const loss = (a: Tensor<[2, 1, 3, 4]>, b: Tensor<[5, 4, 2]>) =>
    ops.sum(ops.square(ops.matmul(a, b)))
  expect(grad(loss)(x, y).shape).toEqual([2, 1, 3, 4])
  expect(grad((b: Tensor<[5, 4, 2]>) => loss(x, b))(y).shape).toEqual([5, 4, 2])
})

test('einsum says every product there is', () => {
  const [a, b, c] = [draw([2, 3], 1), draw([3, 4], 2), draw([4], 3)]
  expect(ops.einsum('ij,jk->ik', a, b)).toEqual(ops.matmul(a, b))
  expect(ops.einsum('ij,jk,k->i', a, b, c)).toEqual(ops.matmul(ops.matmul(a, b), c))
  expect(ops.einsum('ij->ji', a)).toEqual(ops.transpose(a))
  expect(ops.einsum('ij->', a)).toEqual(ops.sum(a))
  expect(ops.einsum('i,j->ij', c, c)).toEqual(ops.outer(c, c))
  expect(
    toArray(
      ops.einsum(
        'ii->i',
        tensor([
          [1, 2],
          [3, 4],
        ]),
      ),
    ),
  ).toEqual([1, 4])
  expect(toArray(ops.einsum('iij->ji', ops.iota([2, 2, 2], 2)))).toEqual([
    [0, 0],
    [1, 1],
  ])
  expect(toArray(ops.einsum('iii->', ops.ones([3, 3, 3])))).toBe(3)
  expect(toArray(ops.einsum(',i->i', ops.scalar(2), tensor([1, 2])))).toEqual([2, 4])
  expect(ops.einsum('ij,kl->', a, b).shape).toEqual([])
})

test('integers multiply, and wrap', () => {
  const x = tensor([[65536, 1]], { dtype: 'i32' })
  expect(toArray(ops.matmul(x, ops.transpose(x)))).toEqual([[1]])
})
