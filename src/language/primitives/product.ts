// Sums of products: the general batched dot. Its result has the batch axes, then the free axes of x, then those of y.
import { fail } from '../../prelude/index.ts'
import { type Sizes, showType, size, strides } from '../../shape/index.ts'
import { allocate } from '../../tensor/index.ts'
import type { Contraction } from '../ir/index.ts'
import { bind, type Primitives, type Value } from '../level/index.ts'
import { reduction } from '../scalar/index.ts'
import { addable } from './arithmetic.ts'
import { moveAxis, transpose } from './axes.ts'
import { facts, firstOrder, mustBeOf } from './declare.ts'
import { addTangents } from './elementwise.ts'
import { otherAxes, pick, places, range } from './index-space.ts'

export const dot = (x: Value, y: Value, contraction: Contraction): Value =>
  bind(product.dot, contraction, x, y)[0]

/** The axes of one operand that are neither contracted nor batched. */
const free = (rank: number, contract: Sizes, batch: Sizes): Sizes =>
  otherAxes(rank, [...contract, ...batch])

const shifted = (axes: Sizes): Sizes => axes.map((axis) => axis + 1)

const mustBeDifferent = (rank: number, axes: Sizes): void => {
  if (new Set(axes).size !== axes.length || axes.some((axis) => !range(rank).includes(axis)))
    fail({
      where: 'dot',
      must: `axes must be different ones below the rank ${rank}`,
      was: axes.join(', '),
      do: 'name each once, counted from 0',
    })
}

export const product: Primitives<'dot'> = {
  dot: firstOrder({
    op: 'dot',
    facts: facts(),
    type: ([x, y], { contract, batch }) => {
      mustBeOf('dot', 'number', x)
      mustBeDifferent(x.shape.length, [...batch[0], ...contract[0]])
      mustBeDifferent(y.shape.length, [...batch[1], ...contract[1]])
      const sizes = (side: 0 | 1): string =>
        `${pick((side ? y : x).shape, [...batch[side], ...contract[side]])}`
      if (x.dtype !== y.dtype || sizes(0) !== sizes(1))
        fail({
          where: 'dot',
          must: 'operands must agree in dtype and along the axes that are contracted or batched',
          was: `${showType(x)} along ${[...batch[0], ...contract[0]]} and ${showType(y)} along ${[...batch[1], ...contract[1]]}`,
          do: 'use convert, or pair other axes',
        })
      const shape = [
        ...pick(x.shape, batch[0]),
        ...pick(x.shape, free(x.shape.length, contract[0], batch[0])),
        ...pick(y.shape, free(y.shape.length, contract[1], batch[1])),
      ]
      return [{ shape, dtype: x.dtype }]
    },
    evaluate: ([x, y], { contract, batch }, [z]) => {
      const steps = [strides(x.shape), strides(y.shape)] as const
      const freeX = free(x.shape.length, contract[0], batch[0])
      const freeY = free(y.shape.length, contract[1], batch[1])
      const terms = [
        places(pick(x.shape, contract[0]), pick(steps[0], contract[0])),
        places(pick(y.shape, contract[1]), pick(steps[1], contract[1])),
      ] as const
      const starts = [
        places(z.shape, [...pick(steps[0], [...batch[0], ...freeX]), ...freeY.map(() => 0)]),
        places(z.shape, [
          ...pick(steps[1], batch[1]),
          ...freeX.map(() => 0),
          ...pick(steps[1], freeY),
        ]),
      ] as const
      const result = allocate(z.dtype, size(z.shape))
      const sum = reduction[addable('dot', x.dtype)].dot
      for (let i = 0; i < result.length; i++)
        result[i] = sum(
          { data: x.data, start: starts[0][i] ?? 0, offsets: terms[0] },
          { data: y.data, start: starts[1][i] ?? 0, offsets: terms[1] },
        )
      return [result]
    },
    // d(x · y) = dx · y + x · dy
    jvp: ({ tangents: [dx, dy], operands: [x, y] }, contraction) => {
      const [left, right] = [dx && dot(dx, y, contraction), dy && dot(x, dy, contraction)]
      return [addTangents(left, right)]
    },
    transpose: ({ cotangents: [ct], operands: [x, y], types }, contraction) => {
      if (ct === null) return [null, null]
      return [
        x === null && y !== null ? cotangentOfLeft(ct, y, types[0].shape, contraction) : null,
        y === null && x !== null ? cotangentOfRight(ct, x, types[1].shape, contraction) : null,
      ]
    },
    batch: ({ operands: [x, y], batched: [bx, by] }, { contract, batch }) => {
      if (bx && by)
        return [
          dot(x, y, {
            contract: [shifted(contract[0]), shifted(contract[1])],
            batch: [
              [0, ...shifted(batch[0])],
              [0, ...shifted(batch[1])],
            ],
          }),
        ]
      if (bx) {
        const wide = {
          contract: [shifted(contract[0]), contract[1]],
          batch: [shifted(batch[0]), batch[1]],
        } as const
        return [moveAxis(dot(x, y, wide), batch[0].length, 0)]
      }
      const wide = {
        contract: [contract[0], shifted(contract[1])],
        batch: [batch[0], shifted(batch[1])],
      } as const
      const freeX = x.shape.length - contract[0].length - batch[0].length
      return [moveAxis(dot(x, y, wide), batch[0].length + freeX, 0)]
    },
  }),
}

/** The cotangent of x: that of the result against y, contracted over the free axes of y. */
const cotangentOfLeft = (
  ct: Value,
  y: Value,
  shape: Sizes,
  { contract, batch }: Contraction,
): Value => {
  const batches = range(batch[0].length)
  const freeX = free(shape.length, contract[0], batch[0])
  const freeY = free(y.shape.length, contract[1], batch[1])
  const part = dot(ct, y, {
    contract: [range(freeY.length, batches.length + freeX.length), freeY],
    batch: [batches, batch[1]],
  })
  // part has batch, free of x, then the contracted axes in the order in which they stand in y
  const contracted = [...contract[1]]
    .sort((a, b) => a - b)
    .map((axis) => contract[0][contract[1].indexOf(axis)] ?? 0)
  return inOrder(part, [...batch[0], ...freeX, ...contracted])
}

/** The cotangent of y: that of the result against x, contracted over the free axes of x. */
const cotangentOfRight = (
  ct: Value,
  x: Value,
  shape: Sizes,
  { contract, batch }: Contraction,
): Value => {
  const batches = range(batch[0].length)
  const freeX = free(x.shape.length, contract[0], batch[0])
  const freeY = free(shape.length, contract[1], batch[1])
  const part = dot(ct, x, {
    contract: [range(freeX.length, batches.length), freeX],
    batch: [batches, batch[0]],
  })
  const contracted = [...contract[0]]
    .sort((a, b) => a - b)
    .map((axis) => contract[1][contract[0].indexOf(axis)] ?? 0)
  return inOrder(part, [...batch[1], ...freeY, ...contracted])
}

/** Puts axis i of x at place axes[i]. */
const inOrder = (x: Value, axes: Sizes): Value =>
  transpose(
    x,
    axes.map((_, place) => axes.indexOf(place)),
  )
