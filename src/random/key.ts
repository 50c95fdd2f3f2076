// Keys, the only source of randomness: 64 bits from which numbers are drawn and other keys derived, as in JAX.
import { bitCast, concat, number, reshape } from '../language/primitives/index.ts'
import { type Fill, fail, fill, shown } from '../prelude/index.ts'
import type { DimEq, MayBe, Shape } from '../shape/index.ts'
import { isKey, isTensor, type Key, type Tensor } from '../tensor/index.ts'
import { type Checked, type Shown, typed } from './operand.ts'
import { type Word, wordOf } from './word.ts'

/** Makes a key of a seed, or says what is wrong with the seed. */
export type Seeded = <const X>(seed: Checked<Word<'key', 'seed', X>, X>) => Key

/** The key of a seed: a whole number from −2³¹ to 2³² − 1, negative ones wrapping, or an i32 or u32 scalar.
 *  @example random.keyData(random.key(42)) // => tensor([0, 42], [2], { dtype: 'u32' }) */
export const key: Seeded = (seed) => {
  const words = [number(0, 'u32'), wordOf('key', 'seed', seed)].map((word) => reshape(word, [1]))
  return typed(bitCast(concat(words, 0), 'key'))
}

const noWords = {
  where: 'wrapKey',
  must: 'data must be u32[..., 2]',
  was: '{value}',
  do: 'pass what keyData gives',
} as const

type NoWords<X> = Fill<typeof noWords, { value: Shown<X> }>

/** The shape of the keys, or the sentence of what are no words of keys. */
type Wrapped<X> =
  X extends Tensor<infer S, infer D>
    ? MayBe<D, 'u32'> extends true
      ? S extends readonly [...infer Rest, infer Last]
        ? DimEq<Last, 2, S> extends true
          ? Rest
          : NoWords<X>
        : S extends readonly []
          ? NoWords<X>
          : number[]
      : NoWords<X>
    : NoWords<X>

/** Keys of shape […] from their words, u32[…, 2].  Inverse of {@link keyData}.
 *  @example random.wrapKey(tensor([0, 42], { dtype: 'u32' })) // => random.key(42) */
export const wrapKey = <X>(
  data: Checked<Wrapped<X>, X>,
): Key<Wrapped<X> extends infer S extends Shape ? S : []> =>
  isTensor(data) && data.dtype === 'u32' && data.shape.at(-1) === 2
    ? typed(bitCast(data, 'key'))
    : fail(fill(noWords, { value: shown(data) }))

const noKeys = {
  where: 'keyData',
  must: 'keys must be keys',
  was: '{value}',
  do: 'make one with random.key',
} as const

/** The words of keys of shape […], u32[…, 2].
 *  @example random.keyData(random.split(random.key(0), 3)).shape // => [3, 2] */
export const keyData = <S extends Shape>(keys: Key<S>): Tensor<[...S, 2], 'u32'> =>
  isKey(keys) ? typed(bitCast(keys, 'u32')) : fail(fill(noKeys, { value: shown(keys) }))
