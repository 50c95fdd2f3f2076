// Keys from a key: threefry of a counter under it. A counter is two words; what users derive has the high word 0.
import type { Value } from '../language/level/index.ts'
import { full, iota, number, reshape, threefry } from '../language/primitives/index.ts'
import { type CheckedShape, type Sizes, size } from '../shape/index.ts'
import type { Key } from '../tensor/index.ts'
import {
  type Checked,
  type DrawnShape,
  drawnShape,
  type OneKey,
  oneKey,
  type ShapeOr,
  spread,
  typed,
} from './operand.ts'
import { type Word, wordOf } from './word.ts'

/** A key for each element of the shape: the counter is its place in row-major order, which is below 2³². */
export const keysOf = (key: Value, shape: Sizes): Value =>
  threefry(
    spread(key, shape),
    full({ shape, dtype: 'u32' }, 0),
    reshape(iota([size(shape)], 0, 'u32'), shape),
  )

/** The i-th key of a split. */
export const derived = (key: Value, i: number): Value =>
  threefry(key, number(0, 'u32'), number(i, 'u32'))

type SplitShape<N> = N extends number ? CheckedShape<'split', [N]> : DrawnShape<'split', N>

/** So many keys, or keys of that shape, each independent of the others and of the one they come from.
 *  @example random.split(random.key(0), 3).shape // => [3] */
export const split = <const K, const N extends number | readonly number[] = 2>(
  key: Checked<OneKey<'split', K>, K>,
  shape?: Checked<SplitShape<N>, N>,
): Key<ShapeOr<SplitShape<N>>> => {
  const sizes = shape === undefined ? 2 : shape
  return typed(
    keysOf(oneKey('split', key), drawnShape('split', typeof sizes === 'number' ? [sizes] : sizes)),
  )
}

/** A key from a key and one word of data: a step, an epoch, a worker. The i-th key of a split is `foldIn(key, i)`.
 *  @example random.foldIn(random.key(42), 1) // => row(random.split(random.key(42)), 1) */
export const foldIn = <const K, const X>(
  key: Checked<OneKey<'foldIn', K>, K>,
  data: Checked<Word<'foldIn', 'data', X>, X>,
): Key => typed(threefry(oneKey('foldIn', key), number(0, 'u32'), wordOf('foldIn', 'data', data)))
