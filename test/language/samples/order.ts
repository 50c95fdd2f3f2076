// Samples of order, and of products.
import { array, bool, f32, f64, i32 } from '../arrays.ts'
import { numbers, ordered, plain, type Samples, specials } from './sample.ts'

const smooth = true as const

const extrema = ordered.flatMap((dtype) =>
  (
    [
      [specials(dtype), [0]],
      [plain(dtype, []), []],
      [plain(dtype, [2, 3]), [1]],
      [plain(dtype, [2, 3, 2]), [0, 2]],
      [plain(dtype, [2, 3]), []],
      [plain(dtype, [0, 2]), [1]],
      [plain(dtype, [1]), [0]],
      [array(dtype, [4], 1, 1, 0, 1), [0]],
    ] as const
  ).map(([x, axes], i) => ({
    operands: [x] as const,
    params: { axes },
    ...(i < 7 ? { smooth } : {}),
  })),
)
const places = ordered.flatMap((dtype) =>
  (
    [
      [specials(dtype), 0],
      [plain(dtype, [2, 3]), 1],
      [plain(dtype, [2, 3]), 0],
      [plain(dtype, [0, 2]), 1],
      [plain(dtype, [1]), 0],
      [array(dtype, [4], 0, 1, 0, 1), 0],
    ] as const
  ).map(([x, axis]) => ({ operands: [x] as const, params: { axis } })),
)

export const order: Samples<
  'reduceMax' | 'reduceMin' | 'argMax' | 'argMin' | 'cumulativeSum' | 'sort' | 'dot'
> = {
  reduceMax: extrema,
  reduceMin: extrema,
  argMax: [...places, { operands: [f64([4], 1, NaN, 3, NaN)], params: { axis: 0 } }],
  argMin: [...places, { operands: [f32([3], 0, -0, 0)], params: { axis: 0 } }],
  cumulativeSum: numbers.flatMap((dtype) =>
    [false, true].flatMap((reverse) =>
      (
        [
          [specials(dtype), 0],
          [plain(dtype, [2, 3]), 0],
          [plain(dtype, [2, 3, 2]), 1],
          [plain(dtype, [0]), 0],
          [plain(dtype, [2, 0]), 0],
          [plain(dtype, [1]), 0],
          [array(dtype, [2], -0, -0), 0],
        ] as const
      ).map(([x, axis]) => ({ operands: [x] as const, params: { axis, reverse }, smooth })),
    ),
  ),
  sort: [
    ...ordered.flatMap((dtype) =>
      (
        [
          [[specials(dtype), i32([specials(dtype).shape[0] ?? 0], 0, 1, 2, 3)], 0],
          [[plain(dtype, [5])], 0],
          [[plain(dtype, [2, 3]), plain('f64', [2, 3], 4)], 1],
          [[plain(dtype, [2, 3]), plain('f64', [2, 3], 4), plain('key', [2, 3])], 0],
          [[plain(dtype, [0]), plain('f64', [0])], 0],
          [[plain(dtype, [1]), plain('bool', [1])], 0],
        ] as const
      ).map(([operands, axis]) => ({ operands, params: { axis }, smooth })),
    ),
    {
      operands: [f64([6], 0, -0, NaN, 0, -1, NaN), i32([6], 0, 1, 2, 3, 4, 5)],
      params: { axis: 0 },
    },
    { operands: [bool([4], 1, 0, 1, 0), f32([4], 1, 2, 3, 4)], params: { axis: 0 } },
  ],
  dot: [
    ...numbers.flatMap((dtype) =>
      (
        [
          [specials(dtype), specials(dtype), [0], [0], [], []],
          [plain(dtype, []), plain(dtype, [], 1), [], [], [], []],
          [plain(dtype, [3]), plain(dtype, [2], 1), [], [], [], []],
          [plain(dtype, [2, 3]), plain(dtype, [3, 4], 1), [1], [0], [], []],
          [plain(dtype, [3, 2]), plain(dtype, [4, 3], 1), [0], [1], [], []],
          [plain(dtype, [2, 3, 4]), plain(dtype, [2, 4, 5], 1), [2], [1], [0], [0]],
          [plain(dtype, [3, 2, 4]), plain(dtype, [4, 5, 3], 1), [2], [0], [0], [2]],
          [plain(dtype, [2, 3, 4]), plain(dtype, [4, 2, 3], 1), [0, 2], [1, 0], [], []],
          [plain(dtype, [2, 3, 4]), plain(dtype, [4, 2, 3, 5], 1), [0, 2], [1, 0], [1], [2]],
          [plain(dtype, [2, 3]), plain(dtype, [3, 2], 1), [], [], [0, 1], [1, 0]],
          [plain(dtype, [2, 0]), plain(dtype, [0, 3]), [1], [0], [], []],
          [plain(dtype, [0, 2]), plain(dtype, [2, 3]), [1], [0], [], []],
          [plain(dtype, [1, 1]), plain(dtype, [1, 2], 1), [1], [0], [], []],
        ] as const
      ).map(([x, y, left, right, batchLeft, batchRight]) => ({
        operands: [x, y] as const,
        params: { contract: [left, right] as const, batch: [batchLeft, batchRight] as const },
        smooth,
      })),
    ),
    {
      operands: [plain('f32', [2, 300]), plain('f32', [300], 1)],
      params: { contract: [[1], [0]], batch: [[], []] },
    },
  ],
}
