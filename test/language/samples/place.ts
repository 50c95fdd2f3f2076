// Samples of places and blocks: gather, scatterAdd, dynamicSlice, dynamicUpdate.
import { f32, f64, i32, u32 } from '../arrays.ts'
import { every, numbers, plain, type Samples, specials } from './sample.ts'

const smooth = true as const

export const place: Samples<'gather' | 'scatterAdd' | 'dynamicSlice' | 'dynamicUpdate'> = {
  gather: [
    ...every.flatMap((dtype) =>
      (['nan', 'zero'] as const).flatMap((outside) =>
        (
          [
            [specials(dtype), i32([4], 6, 0, 2, 2), 0, 0],
            [plain(dtype, [5]), i32([], 3), 0, 0],
            [plain(dtype, [5]), i32([4], 0, -1, 5, 4), 0, 0],
            [plain(dtype, [5]), u32([3], 4294967295, 5, 0), 0, 0],
            [plain(dtype, [2, 3]), i32([2, 2], 2, 1, 0, 0), 1, 0],
            [plain(dtype, [2, 3, 2]), i32([2], 1, 1), 0, 0],
            [plain(dtype, [2, 3]), i32([2, 2], 2, 1, 0, 1), 1, 1],
            [plain(dtype, [2, 4, 3]), i32([2, 2], 2, 1, 0, 3), 2, 1],
            [plain(dtype, [2, 3, 4]), i32([2, 3], 3, 1, 0, 0, 2, 2), 2, 2],
            [plain(dtype, [0]), i32([2], 0, -1), 0, 0],
            [plain(dtype, [3]), i32([0]), 0, 0],
            [plain(dtype, [1, 3]), i32([1], 0), 0, 0],
          ] as const
        ).map(([x, indices, axis, batch]) => ({
          operands: [x, indices] as const,
          params: { axis, batch, outside },
          ...(outside === 'zero' ? { smooth } : {}),
        })),
      ),
    ),
  ],
  scatterAdd: [
    ...numbers.flatMap((dtype) =>
      (
        [
          [specials(dtype), i32([4], 6, 0, 2, 2), plain(dtype, [4]), 0, 0],
          [plain(dtype, [5]), i32([], 3), plain(dtype, []), 0, 0],
          [plain(dtype, [5]), i32([4], 0, -1, 5, 4), plain(dtype, [4], 3), 0, 0],
          [plain(dtype, [5]), u32([3], 4294967295, 0, 0), plain(dtype, [3], 3), 0, 0],
          [plain(dtype, [2, 3]), i32([2, 2], 2, 1, 0, 0), plain(dtype, [2, 2, 2], 2), 1, 0],
          [plain(dtype, [2, 3, 2]), i32([2], 1, 1), plain(dtype, [2, 3, 2], 2), 0, 0],
          [plain(dtype, [2, 3]), i32([2, 2], 2, 1, 1, 1), plain(dtype, [2, 2], 2), 1, 1],
          [plain(dtype, [0]), i32([2], 0, -1), plain(dtype, [2]), 0, 0],
          [plain(dtype, [3]), i32([0]), plain(dtype, [0]), 0, 0],
          [plain(dtype, [1, 3]), i32([1], 0), plain(dtype, [1, 3], 2), 0, 0],
        ] as const
      ).map(([x, indices, updates, axis, batch]) => ({
        operands: [x, indices, updates] as const,
        params: { axis, batch },
        smooth,
      })),
    ),
    {
      // duplicates are added in row-major order of the updates
      operands: [f32([1], 1), i32([3], 0, 0, 0), f32([3], 1e8, -1e8, 1)],
      params: { axis: 0, batch: 0 },
    },
  ],
  dynamicSlice: [
    ...every.flatMap((dtype) =>
      (
        [
          [[specials(dtype), i32([], 2)], [3]],
          [[plain(dtype, [])], []],
          [
            [plain(dtype, [3, 4]), i32([], 1), i32([], 2)],
            [2, 2],
          ],
          [
            [plain(dtype, [3, 4]), i32([], -5), i32([], 9)],
            [2, 2],
          ],
          [[plain(dtype, [5]), u32([], 4294967295)], [2]],
          [[plain(dtype, [5]), u32([], 1)], [0]],
          [
            [plain(dtype, [3, 4]), i32([], 0), u32([], 2)],
            [3, 1],
          ],
          [
            [plain(dtype, [0, 2]), i32([], 0), i32([], 1)],
            [0, 1],
          ],
          [
            [plain(dtype, [1, 2]), i32([], 1), i32([], 1)],
            [1, 1],
          ],
        ] as const
      ).map(([operands, sizes]) => ({ operands, params: { sizes }, smooth })),
    ),
  ],
  dynamicUpdate: [
    ...every.flatMap((dtype) =>
      (
        [
          [specials(dtype), plain(dtype, [2]), i32([], 2)],
          [plain(dtype, []), plain(dtype, [], 1)],
          [plain(dtype, [3, 4]), plain(dtype, [2, 2], 3), i32([], 1), i32([], 2)],
          [plain(dtype, [3, 4]), plain(dtype, [2, 2], 3), i32([], -5), i32([], 9)],
          [plain(dtype, [5]), plain(dtype, [2], 3), u32([], 4294967295)],
          [plain(dtype, [5]), plain(dtype, [0]), u32([], 1)],
          [plain(dtype, [3, 4]), plain(dtype, [3, 1], 3), i32([], 0), u32([], 2)],
          [plain(dtype, [0, 2]), plain(dtype, [0, 1]), i32([], 0), i32([], 1)],
          [plain(dtype, [1, 2]), plain(dtype, [1, 1], 3), i32([], 1), i32([], 1)],
        ] as const
      ).map((operands) => ({ operands, params: {}, smooth })),
    ),
    { operands: [f64([3], 1, 2, 3), f64([3], NaN, -0, Infinity), i32([], 0)], params: {} },
  ],
}
