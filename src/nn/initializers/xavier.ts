// Glorot initialization as PyTorch has it: a compromise between keeping the variance of what passes forward and of what
// passes back.  Glorot & Bengio, Understanding the difficulty of training deep feedforward neural networks, 2010.
import { mul } from '../../ops/index.ts'
import { normal as drawNormal, uniform as drawUniform } from '../../random/index.ts'
import type { Leaf } from '../initializer.ts'
import { type Family, family } from './options.ts'

export interface XavierOptions {
  /** What the nonlinearity before it takes away, 1 unless given: `calculateGain('tanh')`. */
  readonly gain?: number
}

/** gain · √(2 / (fanIn + fanOut)); 0 where there are no fans. */
const stdOf = (gain: number, { fanIn, fanOut }: Leaf): number =>
  fanIn + fanOut === 0 ? 0 : gain * Math.sqrt(2 / (fanIn + fanOut))

/** U(±gain · √(6 / (fanIn + fanOut))): equation 16.
 *  @example xavierUniform({ gain: calculateGain('relu') }).kind // => 'xavierUniform' */
export const xavierUniform: Family<'xavierUniform', XavierOptions, { gain: 'notNegative' }> =
  family('xavierUniform', { gain: 'notNegative' }, ({ gain = 1 }) => (key, leaf) => {
    const max = Math.sqrt(3) * stdOf(gain, leaf)
    return drawUniform(key, leaf.shape, { min: -max, max, dtype: leaf.dtype })
  })

/** N(0, gain² · 2 / (fanIn + fanOut)), not truncated.
 *  @example xavierNormal().kind // => 'xavierNormal' */
export const xavierNormal: Family<'xavierNormal', XavierOptions, { gain: 'notNegative' }> = family(
  'xavierNormal',
  { gain: 'notNegative' },
  ({ gain = 1 }: XavierOptions) =>
    (key, leaf) =>
      mul(drawNormal(key, leaf.shape, { dtype: leaf.dtype }), stdOf(gain, leaf)),
)
