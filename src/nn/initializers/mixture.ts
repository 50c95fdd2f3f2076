// Each element from one of some initializers, chosen at random.
import { lt, where } from '../../ops/index.ts'
import { fail, shown } from '../../prelude/index.ts'
import { uniform as drawUniform, under } from '../../random/index.ts'
import type { AnyTensor } from '../../tensor/index.ts'
import {
  draw,
  type Initializer,
  type InitializerLike,
  initializerOf,
  isInitializer,
} from '../initializer.ts'
import { type Family, family } from './options.ts'

export interface MixturePart {
  /** How likely it is, compared to the others. */
  readonly weight: number
  readonly of: Initializer
}

export interface MixtureOptions {
  readonly parts: readonly MixturePart[]
}

const isPart = (x: unknown): boolean =>
  typeof x === 'object' &&
  x !== null &&
  'weight' in x &&
  'of' in x &&
  typeof x.weight === 'number' &&
  x.weight > 0 &&
  Number.isFinite(x.weight) &&
  isInitializer(x.of)

const parts = {
  what: 'pairs of a positive weight and an initializer, at least one',
  holds: (x: unknown): boolean => Array.isArray(x) && x.length > 0 && x.every(isPart),
  do: 'write [{ weight: 1, of: zeros }]',
}

export const mixtureOf: Family<'mixture', MixtureOptions> = family(
  'mixture',
  { parts },
  (options: MixtureOptions) => {
    const total = options.parts.reduce((sum, { weight }) => sum + weight, 0)
    return (key, leaf) => {
      const chance = drawUniform(key, leaf.shape, { dtype: leaf.dtype })
      const drawn = options.parts.map(({ of }, i) => draw(of, under(key, `${i}`), leaf))
      // the last part is what no other was chosen for
      return options.parts.slice(0, -1).reduceRight<AnyTensor>((rest, _, i) => {
        const before = options.parts.slice(0, i + 1).reduce((sum, { weight }) => sum + weight, 0)
        return where(lt(chance, before / total), drawn[i] ?? rest, rest)
      }, drawn.at(-1) ?? chance)
    }
  },
  ['parts'],
)

/** Each element from one of the initializers, which is chosen with a probability in proportion to its weight; each draws
 *  from a key of its own.
 *  @example mixture([1, uniform({ min: 5, max: 10 })], [2, zeros], [1, uniform({ min: -10, max: -5 })]).kind // => 'mixture' */
export const mixture = (
  ...pairs: readonly (readonly [weight: number, of: InitializerLike])[]
): Initializer =>
  mixtureOf({
    parts: Object.freeze(
      pairs.map((pair: unknown) =>
        Array.isArray(pair) && pair.length === 2
          ? Object.freeze({ weight: pair[0], of: initializerOf(pair[1], 'mixture', 'each part') })
          : fail({
              where: 'mixture',
              must: `parts must be ${parts.what}`,
              was: shown(pair),
              do: 'write [weight, initializer] for each',
            }),
      ),
    ),
  })
