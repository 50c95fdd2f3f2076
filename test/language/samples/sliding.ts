// Samples of sliding windows: every rank, stride, border and dilation; windows of padding alone, of equals and of NaN.
import type { Window } from '../../../src/language/ir/index.ts'
import type { Sizes } from '../../../src/shape/index.ts'
import { array, f64 } from '../arrays.ts'
import { numbers, ordered, plain, type Samples, special } from './sample.ts'

const smooth = true as const

const over = (window: Sizes, how: Partial<Window> = {}): Window => ({
  window,
  strides: window.map(() => 1),
  low: window.map(() => 0),
  high: window.map(() => 0),
  dilation: window.map(() => 1),
  ...how,
})

const shapes: readonly (readonly [x: Sizes, window: Window, inputDilation?: Sizes])[] = [
  [[], over([])],
  [[5], over([3])],
  [[6], over([2], { strides: [3], low: [1], high: [1] }), [2]],
  [[6], over([2], { dilation: [3], low: [-1], high: [2] })],
  [[3], over([3], { dilation: [2], strides: [2], low: [4], high: [3] }), [3]],
  [[2, 4], over([1, 2], { strides: [1, 2] })],
  [[3, 4], over([2, 3], { strides: [2, 1], low: [1, 0], high: [0, 2], dilation: [1, 2] }), [2, 2]],
  [
    [2, 1, 3, 2],
    over([1, 1, 2, 2], { low: [0, 0, 1, 1], high: [0, 0, 1, 1], strides: [1, 1, 2, 2] }),
  ],
  [[0, 3], over([1, 2])],
  [[2], over([3])],
  [[0], over([2], { low: [2], high: [1] })],
  [[2], over([1], { low: [3], high: [-4] })],
]

/** Samples of an extreme that have a derivative, and others that have more than one. */
const extremes = ordered.flatMap((dtype) => [
  // the last two have windows of padding alone: infinite, and no differences
  ...shapes.map(([x, params], i) => ({
    operands: [plain(dtype, x)] as const,
    params,
    ...(i < shapes.length - 2 ? { smooth } : {}),
  })),
  {
    operands: [array(dtype, [special[dtype].length], ...special[dtype])] as const,
    params: over([3], { low: [1], high: [1] }),
  },
  { operands: [array(dtype, [2, 3], 1, 0, 1, 1, 1, 0)] as const, params: over([2, 2]) },
])

const arguments_ = extremes.flatMap(({ operands, params }) => {
  const first = params.window.findIndex(
    (n, axis) =>
      n !== 1 || params.low[axis] !== 0 || params.high[axis] !== 0 || params.strides[axis] !== 1,
  )
  return [0, Math.max(0, first)].map((lanes) => ({ operands, params: { ...params, lanes } }))
})

export const sliding: Samples<
  'windowSum' | 'windowMax' | 'windowMin' | 'windowArgMax' | 'windowArgMin'
> = {
  windowSum: numbers.flatMap((dtype) => [
    ...shapes.map(([x, params, inputDilation = params.window.map(() => 1)]) => ({
      operands: [plain(dtype, x)] as const,
      params: { ...params, inputDilation },
      smooth,
    })),
    {
      operands: [array(dtype, [special[dtype].length], ...special[dtype])] as const,
      params: { ...over([2], { low: [1] }), inputDilation: [2] },
    },
    {
      operands: [array(dtype, [2], -0, -0)] as const,
      params: { ...over([2]), inputDilation: [1] },
    },
  ]),
  windowMax: [...extremes, { operands: [f64([4], NaN, 1, NaN, 2)], params: over([3]) }],
  windowMin: extremes,
  windowArgMax: [
    ...arguments_,
    { operands: [f64([4], 1, NaN, 3, NaN)], params: { ...over([3]), lanes: 0 } },
  ],
  windowArgMin: arguments_,
}
