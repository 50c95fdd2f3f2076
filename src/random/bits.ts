// Random words: each element's own key, folded to 32 bits or kept whole. An element depends on the key and its place alone.
import type { Value } from '../language/level/index.ts'
import { bitCast, cut, reshape, reverse, xor } from '../language/primitives/index.ts'
import { type Others, optionsOf } from '../prelude/index.ts'
import type { Shape, Sizes } from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { keysOf } from './derive.ts'
import {
  type Checked,
  type DrawnShape,
  drawnShape,
  type OneKey,
  oneKey,
  type ShapeOr,
  typed,
} from './operand.ts'

/** The two words of keys, each an array of their shape. */
const wordsOf = (keys: Value): readonly [high: Value, low: Value] => {
  const words = bitCast(keys, 'u32')
  const axis = keys.shape.length
  const word = (i: number): Value => reshape(cut(words, axis, i, i + 1), keys.shape)
  return [word(0), word(1)]
}

/** 32 bits an element. */
export const bits32 = (key: Value, shape: Sizes): Value => xor(...wordsOf(keysOf(key, shape)))

/** 64 bits an element, in a last axis of two, low word first. */
export const bits64 = (key: Value, shape: Sizes): Value =>
  reverse(bitCast(keysOf(key, shape), 'u32'), [shape.length])

type Words = 1 | 2
const oneOrTwo: Others = {
  what: '1 or 2',
  holds: (x) => x === 1 || x === 2,
  do: 'write 1 for 32 bits, 2 for 64',
}
type BitsShape<S extends Shape, W> = [W] extends [2] ? [...S, 2] : S

/** Random bits, u32: 32 of them an element, or 64 with `words: 2`, then in a last axis, low word first.
 *  @example random.bits(random.key(1701), [2]) // => tensor([1111271205, 2679469115], [2], { dtype: 'u32' }) */
export const bits = <const K, const S extends Sizes | number, W extends Words = 1>(
  key: Checked<OneKey<'bits', K>, K>,
  shape: Checked<DrawnShape<'bits', S>, S & Sizes>,
  options?: { readonly words?: W },
): Tensor<BitsShape<ShapeOr<DrawnShape<'bits', S>>, W>, 'u32'> => {
  const [one, sizes] = [oneKey('bits', key), drawnShape('bits', shape)]
  const { words = 1 } = optionsOf<{ words?: Words }>('bits', { words: oneOrTwo }, options)
  return typed((words === 2 ? bits64 : bits32)(one, sizes))
}
