// Samples of comparing, choosing, converting and drawing bits, and of values from nothing.
import type { Direction } from '../../../src/language/ir/index.ts'
import type { DType, ElementType, Sizes } from '../../../src/shape/index.ts'
import { bool, keys, u32 } from '../arrays.ts'
import { every, numbers, ordered, pairs, plain, type Samples, special, specials } from './sample.ts'

const directions: readonly Direction[] = ['eq', 'ne', 'lt', 'le', 'gt', 'ge']
const shapes: readonly Sizes[] = [[], [0], [1], [2, 0, 3], [2, 1, 3]]

/** To each dtype of as many bytes, or of half or twice as many. */
const casts: Readonly<
  Record<Exclude<ElementType, 'bool'>, readonly Exclude<ElementType, 'bool'>[]>
> = {
  f32: ['f32', 'i32', 'u32'],
  i32: ['f32', 'i32', 'u32'],
  u32: ['f32', 'i32', 'u32'],
  f64: ['f64', 'i32', 'u32', 'f32', 'key'],
  key: ['key', 'u32', 'f64'],
}

export const choice: Samples<
  'constant' | 'iota' | 'compare' | 'select' | 'convert' | 'bitCast' | 'stopGradient' | 'threefry'
> = {
  constant: [
    ...ordered.map((dtype) => ({
      operands: [] as const,
      params: { value: { shape: [special[dtype].length], dtype, values: special[dtype] } },
    })),
    ...[[], [0], [1], [3, 0], [1, 2]].map((shape) => ({
      operands: [] as const,
      params: {
        value: { shape, dtype: 'f32' as const, values: [...plain('f32', shape)].map(Number) },
      },
    })),
    { operands: [], params: { value: { shape: [2], dtype: 'key', values: [1, 2, 3, 4] } } },
  ],
  iota: numbers.flatMap((dtype) =>
    (
      [
        [[3], 0],
        [[2, 3], 1],
        [[2, 3], 0],
        [[0], 0],
        [[1], 0],
        [[2, 0], 0],
      ] as const
    ).map(([shape, axis]) => ({ operands: [] as const, params: { shape, axis, dtype } })),
  ),
  compare: [
    ...ordered.flatMap((dtype) =>
      directions.map((direction) => ({ operands: pairs(dtype), params: { direction } })),
    ),
    ...shapes.map((shape) => ({
      operands: [plain('f64', shape), plain('f64', shape, 2)] as const,
      params: { direction: 'lt' as const },
      smooth: true as const,
    })),
  ],
  select: [
    ...ordered.map((dtype) => {
      const [x, y] = pairs(dtype)
      return { operands: [bool(x.shape, 1, 0, 0, 1, 1, 0, 1), x, y] as const, params: {} }
    }),
    ...every.flatMap((dtype) =>
      shapes.map((shape) => ({
        operands: [bool(shape, 1, 0, 0), plain(dtype, shape), plain(dtype, shape, 2)] as const,
        params: {},
        smooth: true as const,
      })),
    ),
  ],
  convert: ordered.flatMap((from) =>
    ordered.flatMap((dtype: DType) => [
      { operands: [specials(from)] as const, params: { dtype } },
      ...[[], [0], [1], [2, 1]].map((shape) => ({
        operands: [plain(from, shape)] as const,
        params: { dtype },
        ...(dtype === 'f64' ? { smooth: true as const } : {}),
      })),
    ]),
  ),
  bitCast: (['f32', 'f64', 'i32', 'u32', 'key'] as const)
    .flatMap((from) =>
      casts[from].flatMap((dtype) => [
        { operands: [specials(from)] as const, params: { dtype } },
        ...[[], [0], [1], [2, 1]].map((shape) => ({
          operands: [plain(from, shape)] as const,
          params: { dtype },
        })),
      ]),
    )
    .concat(
      (['f64', 'key'] as const).flatMap((dtype) =>
        [[2], [0, 2], [1, 2], [3, 2]].flatMap((shape) => [
          { operands: [plain('u32', shape)] as const, params: { dtype } },
          { operands: [plain('i32', shape)] as const, params: { dtype } },
        ]),
      ),
    ),
  stopGradient: every.flatMap((dtype) =>
    [specials(dtype), ...shapes.map((shape) => plain(dtype, shape))].map((x) => ({
      operands: [x] as const,
      params: {},
    })),
  ),
  threefry: [
    ...shapes.map((shape) => ({
      operands: [plain('key', shape), plain('u32', shape), plain('u32', shape, 3)] as const,
      params: {},
    })),
    {
      operands: [
        keys([2, 2], 0, 0, 4294967295, 4294967295, 0x13198a2e, 0x03707344, 1, 0),
        u32([2, 2], 0, 4294967295, 0x243f6a88, 1),
        u32([2, 2], 0, 4294967295, 0x85a308d3, 0),
      ],
      params: {},
    },
  ],
}
