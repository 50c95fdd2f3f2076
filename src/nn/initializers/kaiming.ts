// He initialization as PyTorch has it: the variance of what passes is kept in one direction.
// He et al., Delving Deep into Rectifiers, 2015.
import { mul } from '../../ops/index.ts'
import type { Domains } from '../../prelude/index.ts'
import { normal as drawNormal, uniform as drawUniform } from '../../random/index.ts'
import type { Initializer, Leaf } from '../initializer.ts'
import { calculateGain, type Nonlinearity, nonlinearities } from './gain.ts'
import { type Family, family } from './options.ts'

export interface KaimingOptions {
  /** The slope of leakyRelu, for its gain; 0 unless given. */
  readonly a?: number
  /** In which direction the variance is kept: fanIn, unless given, forward; fanOut back. */
  readonly mode?: 'fanIn' | 'fanOut'
  /** leakyRelu unless given. */
  readonly nonlinearity?: Nonlinearity
}

const declared: Domains<KaimingOptions> = {
  a: 'finite',
  mode: ['fanIn', 'fanOut'],
  nonlinearity: nonlinearities,
}

/** gain / √fan; 0 where there is no fan. */
const stdOf = (
  { a = 0, mode = 'fanIn', nonlinearity = 'leakyRelu' }: KaimingOptions,
  leaf: Leaf,
): number => (leaf[mode] === 0 ? 0 : calculateGain(nonlinearity, a) / Math.sqrt(leaf[mode]))

/** U(±√3 · gain / √fan).
 *  @example kaimingUniform({ nonlinearity: 'relu' }).options // => { nonlinearity: 'relu' } */
export const kaimingUniform: Family<'kaimingUniform', KaimingOptions> = family(
  'kaimingUniform',
  declared,
  (options: KaimingOptions) => (key, leaf) => {
    const max = Math.sqrt(3) * stdOf(options, leaf)
    return drawUniform(key, leaf.shape, { min: -max, max, dtype: leaf.dtype })
  },
)

/** N(0, gain² / fan), not truncated.
 *  @example kaimingNormal({ mode: 'fanOut' }).options // => { mode: 'fanOut' } */
export const kaimingNormal: Family<'kaimingNormal', KaimingOptions> = family(
  'kaimingNormal',
  declared,
  (options: KaimingOptions) => (key, leaf) =>
    mul(drawNormal(key, leaf.shape, { dtype: leaf.dtype }), stdOf(options, leaf)),
)

/** U(±1/√fanIn): what PyTorch's layers begin with, weight and bias; its kaimingUniform of a = √5. */
export const torchUniform: Initializer = kaimingUniform({ a: Math.sqrt(5) })
