// Glorot initialization as JAX has it; PyTorch's xavierNormal is not truncated.
// Glorot & Bengio, Understanding the difficulty of training deep feedforward neural networks, 2010, eq. 16.
import type { None } from '../spec.ts'
import { type Family, family } from './options.ts'
import { scaledTo } from './variance-scaling.ts'

/** U(±√(6 / (fanIn + fanOut))).
 *  @example glorotUniform().kind // => 'glorotUniform' */
export const glorotUniform: Family<'glorotUniform', None> = family('glorotUniform', {}, () =>
  scaledTo({ scale: 1, mode: 'fanAvg', distribution: 'uniform' }),
)

/** A normal of variance 2 / (fanIn + fanOut), cut off at two standard deviations.
 *  @example glorotNormal().kind // => 'glorotNormal' */
export const glorotNormal: Family<'glorotNormal', None> = family('glorotNormal', {}, () =>
  scaledTo({ scale: 1, mode: 'fanAvg', distribution: 'truncatedNormal' }),
)
