// Samples of axes: adding, removing, ordering, cutting, padding and joining them.
import type { Value } from '../../../src/language/level/index.ts'
import type { ElementType } from '../../../src/shape/index.ts'
import { array, keys } from '../arrays.ts'
import { every, numbers, plain, type Samples, specials } from './sample.ts'

const smooth = true as const
const scalar = (dtype: ElementType): Value =>
  dtype === 'key' ? keys([], 7, 8) : array(dtype, [], dtype === 'bool' ? 1 : 7)

export const axes: Samples<
  'broadcast' | 'sum' | 'reshape' | 'transpose' | 'reverse' | 'slice' | 'pad' | 'concat'
> = {
  broadcast: every.flatMap((dtype) =>
    (
      [
        [specials(dtype), [2, specials(dtype).shape[0] ?? 0], [0]],
        [plain(dtype, []), [], []],
        [plain(dtype, []), [2, 3], [0, 1]],
        [plain(dtype, [3]), [2, 3, 2], [0, 2]],
        [plain(dtype, [2, 3]), [2, 1, 3], [1]],
        [plain(dtype, [2]), [2, 0], [1]],
        [plain(dtype, [0]), [2, 0], [0]],
        [plain(dtype, [1, 2]), [1, 2, 2], [2]],
      ] as const
    ).map(([x, shape, axes]) => ({ operands: [x], params: { shape, axes }, smooth })),
  ),
  sum: [
    ...numbers.flatMap((dtype) =>
      (
        [
          [specials(dtype), [0]],
          [plain(dtype, []), []],
          [plain(dtype, [2, 3]), []],
          [plain(dtype, [2, 3]), [0]],
          [plain(dtype, [2, 3]), [0, 1]],
          [plain(dtype, [2, 3, 4]), [0, 2]],
          [plain(dtype, [0]), [0]],
          [plain(dtype, [0, 2]), [0]],
          [plain(dtype, [2, 0]), [0]],
          [plain(dtype, [1]), [0]],
          [array(dtype, [1], -0), [0]],
        ] as const
      ).map(([x, axes]) => ({ operands: [x] as const, params: { axes }, smooth })),
    ),
    { operands: [array('f32', [3, 300], ...thirds(900))], params: { axes: [1] } },
    { operands: [array('f64', [300, 2], ...thirds(600))], params: { axes: [0] }, smooth },
  ],
  reshape: every.flatMap((dtype) =>
    (
      [
        [specials(dtype), [1, specials(dtype).shape[0] ?? 0]],
        [plain(dtype, []), [1, 1]],
        [plain(dtype, [1, 1]), []],
        [plain(dtype, [2, 3]), [3, 2]],
        [plain(dtype, [2, 3]), [6]],
        [plain(dtype, [0, 3]), [2, 0]],
        [plain(dtype, [2, 3]), [2, 3]],
      ] as const
    ).map(([x, shape]) => ({ operands: [x], params: { shape }, smooth })),
  ),
  transpose: every.flatMap((dtype) =>
    (
      [
        [specials(dtype), [0]],
        [plain(dtype, []), []],
        [plain(dtype, [2, 3]), [1, 0]],
        [plain(dtype, [2, 3, 2]), [2, 0, 1]],
        [plain(dtype, [2, 3, 2]), [1, 2, 0]],
        [plain(dtype, [0, 3]), [1, 0]],
        [plain(dtype, [1, 3]), [1, 0]],
      ] as const
    ).map(([x, permutation]) => ({ operands: [x], params: { permutation }, smooth })),
  ),
  reverse: every.flatMap((dtype) =>
    (
      [
        [specials(dtype), [0]],
        [plain(dtype, []), []],
        [plain(dtype, [2, 3]), [1]],
        [plain(dtype, [2, 3]), [0, 1]],
        [plain(dtype, [2, 0]), [0, 1]],
        [plain(dtype, [1, 3]), [0]],
      ] as const
    ).map(([x, axes]) => ({ operands: [x], params: { axes }, smooth })),
  ),
  slice: every.flatMap((dtype) =>
    (
      [
        [specials(dtype), [1], [6], [2]],
        [plain(dtype, []), [], [], []],
        [plain(dtype, [2, 5]), [0, 1], [2, 5], [1, 2]],
        [plain(dtype, [2, 5]), [1, 0], [2, 5], [1, 3]],
        [plain(dtype, [4]), [2], [2], [1]],
        [plain(dtype, [0, 3]), [0, 0], [0, 3], [1, 1]],
        [plain(dtype, [1, 3]), [0, 0], [1, 3], [5, 2]],
        [plain(dtype, [4]), [3], [4], [9]],
      ] as const
    ).map(([x, start, limit, stride]) => ({
      operands: [x],
      params: { start, limit, stride },
      smooth,
    })),
  ),
  pad: every.flatMap((dtype) =>
    (
      [
        [specials(dtype), [1], [2], [1]],
        [plain(dtype, []), [], [], []],
        [plain(dtype, [2, 3]), [1, 0], [0, 2], [0, 1]],
        [plain(dtype, [3]), [0], [0], [2]],
        [plain(dtype, [5]), [-1], [-2], [0]],
        [plain(dtype, [5]), [-2], [3], [1]],
        [plain(dtype, [4]), [-3], [-1], [1]],
        [plain(dtype, [2]), [-1], [-1], [0]],
        [plain(dtype, [0]), [1], [2], [3]],
        [plain(dtype, [0, 2]), [0, 1], [0, 1], [0, 0]],
        [plain(dtype, [1, 2]), [1, 0], [0, 0], [4, 0]],
      ] as const
    ).map(([x, low, high, interior]) => ({
      operands: [x, scalar(dtype)],
      params: { low, high, interior },
      smooth,
    })),
  ),
  concat: [
    ...every.flatMap((dtype) =>
      (
        [
          [[specials(dtype), plain(dtype, [2])], 0],
          [[plain(dtype, [3])], 0],
          [[plain(dtype, [2, 1]), plain(dtype, [2, 3], 1), plain(dtype, [2, 2], 2)], 1],
          [[plain(dtype, [1, 2]), plain(dtype, [2, 2])], 0],
          [[plain(dtype, [0]), plain(dtype, [2])], 0],
          [[plain(dtype, [0, 2]), plain(dtype, [0, 1])], 1],
        ] as const
      ).map(([operands, axis]) => ({ operands, params: { axis }, smooth })),
    ),
  ],
}

/** Numbers whose sum depends on the order in which they are added. */
function thirds(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 1 : -0.7) / (i + 3))
}
