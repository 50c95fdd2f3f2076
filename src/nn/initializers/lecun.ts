// LeCun initialization as JAX has it: the variance of what passes forward is kept; for selu.
// LeCun et al., Efficient BackProp, 1998; Klambauer et al., Self-Normalizing Neural Networks, 2017.
import type { None } from '../spec.ts'
import { type Family, family } from './options.ts'
import { scaledTo } from './variance-scaling.ts'

/** U(±√(3 / fanIn)).
 *  @example lecunUniform().kind // => 'lecunUniform' */
export const lecunUniform: Family<'lecunUniform', None> = family('lecunUniform', {}, () =>
  scaledTo({ scale: 1, mode: 'fanIn', distribution: 'uniform' }),
)

/** A normal of variance 1 / fanIn, cut off at two standard deviations.
 *  @example lecunNormal().kind // => 'lecunNormal' */
export const lecunNormal: Family<'lecunNormal', None> = family('lecunNormal', {}, () =>
  scaledTo({ scale: 1, mode: 'fanIn', distribution: 'truncatedNormal' }),
)
