// How finely a draw tells small numbers apart.
import type { Value } from '../language/level/index.ts'
import { cut, full, mul, reshape } from '../language/primitives/index.ts'
import type { Float, Sizes } from '../shape/index.ts'
import { epsilon } from './float.ts'
import { unit } from './uniform.ts'

/** `low`: one uniform number an element. `high`: two, the second for what lies below the first one's epsilon. */
export type Mode = 'low' | 'high'
export const modes: readonly ['low', 'high'] = ['low', 'high']

/** A uniform number in multiples of epsilon, and one below epsilon. */
export const coarseAndFine = (
  key: Value,
  shape: Sizes,
  dtype: Float,
): readonly [coarse: Value, fine: Value] => {
  const both = unit(key, [2, ...shape], dtype)
  const half = (i: number): Value => reshape(cut(both, 0, i, i + 1), shape)
  const fine = half(1)
  return [half(0), mul(fine, full(fine, epsilon[dtype]))]
}
