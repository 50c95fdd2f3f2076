// He initialization as PyTorch has it: the variance of what passes is kept in one direction.  He et al., 2015.

import { mul } from '../../ops/index.ts'
import { normal as drawNormal, uniform as drawUniform } from '../../random/index.ts'
import { type Initializer, initializer, type Leaf, type Maker } from '../initializer.ts'
import { calculateGain, type Nonlinearity } from './gain.ts'

export interface KaimingOptions {
  /** The slope of leakyRelu, for its gain. */
  readonly a?: number
  readonly mode?: 'fanIn' | 'fanOut'
  readonly nonlinearity?: Nonlinearity
}

/** gain / √fan. */
const stdOf = (
  { a = 0, mode = 'fanIn', nonlinearity = 'leakyRelu' }: KaimingOptions,
  leaf: Leaf,
): number => calculateGain(nonlinearity, a) / Math.sqrt(leaf[mode])

/** U(±√3 · gain / √fan). */
export const kaimingUniform: Maker<KaimingOptions | undefined> = initializer(
  'kaimingUniform',
  (options: KaimingOptions | undefined) => (key, leaf) => {
    const bound = Math.sqrt(3) * stdOf(options ?? {}, leaf)
    return drawUniform(key, leaf.shape, { min: -bound, max: bound, dtype: leaf.dtype })
  },
)

/** N(0, gain² / fan), not truncated. */
export const kaimingNormal: Maker<KaimingOptions | undefined> = initializer(
  'kaimingNormal',
  (options: KaimingOptions | undefined) => (key, leaf) =>
    mul(drawNormal(key, leaf.shape, { dtype: leaf.dtype }), stdOf(options ?? {}, leaf)),
)

/** U(±1/√fanIn): what PyTorch's layers begin with, weight and bias; its kaimingUniform of a = √5. */
export const torchUniform: Initializer = kaimingUniform({ a: Math.sqrt(5) })
