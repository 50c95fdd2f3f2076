// He initialization as JAX has it: for relu, forward; PyTorch's kaimingNormal is not truncated.
// He et al., Delving Deep into Rectifiers, 2015.
import type { None } from '../spec.ts'
import { type Family, family } from './options.ts'
import { scaledTo } from './variance-scaling.ts'

/** U(±√(6 / fanIn)).
 *  @example heUniform().kind // => 'heUniform' */
export const heUniform: Family<'heUniform', None> = family('heUniform', {}, () =>
  scaledTo({ scale: 2, mode: 'fanIn', distribution: 'uniform' }),
)

/** A normal of variance 2 / fanIn, cut off at two standard deviations.
 *  @example heNormal().kind // => 'heNormal' */
export const heNormal: Family<'heNormal', None> = family('heNormal', {}, () =>
  scaledTo({ scale: 2, mode: 'fanIn', distribution: 'truncatedNormal' }),
)
