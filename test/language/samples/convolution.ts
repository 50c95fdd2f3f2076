// Samples of convolutions: every rank, stride, border, dilation and kind of group, odd ends included.
import type { Convolution } from '../../../src/language/ir/index.ts'
import type { Sizes } from '../../../src/shape/index.ts'
import { array } from '../arrays.ts'
import { numbers, plain, type Samples, special } from './sample.ts'

const smooth = true as const

/** One way along each axis, but for what is said otherwise. */
const along = (rank: number, how: Partial<Convolution> = {}): Convolution => ({
  strides: Array(rank).fill(1),
  low: Array(rank).fill(0),
  high: Array(rank).fill(0),
  dilation: Array(rank).fill(1),
  inputDilation: Array(rank).fill(1),
  groups: 1,
  batchGroups: 1,
  ...how,
})

const shapes: readonly (readonly [x: Sizes, kernel: Sizes, how: Convolution])[] = [
  [[2, 3], [2, 3], along(0)],
  [[1, 1, 5], [1, 1, 3], along(1)],
  [[2, 2, 5], [3, 2, 2], along(1, { strides: [2], low: [1], high: [2] })],
  // negative borders cut, and the last places do not fit the strides
  [[1, 2, 6], [2, 2, 2], along(1, { strides: [3], low: [-1], high: [-1] })],
  [[1, 1, 6], [1, 1, 2], along(1, { dilation: [3], low: [2] })],
  // holes along one axis; borders beside them
  [[1, 2, 3], [1, 2, 3], along(1, { inputDilation: [2], low: [2], high: [1] })],
  [[1, 1, 4], [2, 1, 2], along(1, { inputDilation: [3], dilation: [2], strides: [2], low: [-2] })],
  [[2, 2, 3, 4], [2, 2, 2, 2], along(2)],
  [
    [1, 2, 3, 4],
    [2, 2, 2, 3],
    along(2, {
      strides: [2, 1],
      low: [1, 0],
      high: [0, 2],
      dilation: [1, 2],
      inputDilation: [2, 3],
    }),
  ],
  [[1, 1, 2, 3, 2], [2, 1, 2, 1, 2], along(3, { low: [0, 1, 0], strides: [1, 2, 1] })],
  [[2, 4, 3], [6, 2, 2], along(1, { groups: 2 })],
  [[1, 3, 2, 2], [3, 1, 1, 2], along(2, { groups: 3, low: [0, 1] })],
  [[4, 2, 3], [4, 2, 2], along(1, { batchGroups: 2, strides: [2], low: [1] })],
  [[6, 1, 2], [3, 1, 1], along(1, { batchGroups: 3, inputDilation: [2] })],
  // nothing, in every place where nothing can be
  [[0, 2, 3], [2, 2, 2], along(1)],
  [[2, 0, 3], [2, 0, 2], along(1)],
  [[1, 2, 3], [0, 2, 2], along(1)],
  [[1, 2, 0], [1, 2, 2], along(1, { low: [1], high: [2] })],
  [[1, 1, 2], [1, 1, 3], along(1)],
  [[1, 1, 2], [1, 1, 1], along(1, { low: [-3] })],
]

export const convolution: Samples<'conv'> = {
  conv: [
    ...numbers.flatMap((dtype) =>
      shapes.map(([x, kernel, params]) => ({
        operands: [plain(dtype, x), plain(dtype, kernel, 1)] as const,
        params,
        smooth,
      })),
    ),
    ...(['f32', 'f64', 'i32'] as const).map((dtype) => ({
      operands: [
        array(dtype, [1, 1, special[dtype].length], ...special[dtype]),
        array(dtype, [2, 1, 2], 1, -1, special[dtype][3] ?? 0, 0),
      ] as const,
      params: along(1, { low: [1], high: [1] }),
    })),
    // more than a block of terms
    {
      operands: [plain('f32', [1, 2, 20, 20]), plain('f32', [1, 2, 20, 20], 1)],
      params: along(2, { low: [1, 0] }),
    },
  ],
}
