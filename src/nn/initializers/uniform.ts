// Uniform distributions.
import { fail } from '../../prelude/index.ts'
import { uniform as drawUniform } from '../../random/index.ts'
import { type Family, family } from './options.ts'

export interface UniformOptions {
  /** 0 unless given. */
  readonly min?: number
  /** 1 unless given. */
  readonly max?: number
}

/** U[min, max), by default [0, 1); JAX's `uniform(scale)` is `uniform({ max: scale })`.  Fails where max is below min.
 *  @example uniform({ min: -10, max: 10 }).options // => { min: -10, max: 10 } */
export const uniform: Family<'uniform', UniformOptions> = family(
  'uniform',
  { min: 'finite', max: 'finite' },
  ({ min = 0, max = 1 }: UniformOptions) => {
    if (max < min)
      fail({
        where: 'uniform',
        must: 'max must not be below min',
        was: `min ${min} and max ${max}`,
        do: 'exchange them',
      })
    return (key, { shape, dtype }) => drawUniform(key, shape, { min, max, dtype })
  },
)
