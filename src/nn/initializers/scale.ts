// An initializer times a number.
import { mul } from '../../ops/index.ts'
import { draw, type Initializer, type InitializerLike, initializerOf } from '../initializer.ts'
import { anInitializer, type Family, family } from './options.ts'

export interface ScaleOptions {
  readonly factor: number
  readonly of: Initializer
}

export const scaleOf: Family<'scale', ScaleOptions> = family(
  'scale',
  { factor: 'finite', of: anInitializer },
  ({ factor, of }: ScaleOptions) =>
    (key, leaf) =>
      mul(draw(of, key, leaf), factor),
  ['factor', 'of'],
)

/** The initializer with every element times the factor.
 *  @example scale(0.1)(normal()).options.factor // => 0.1 */
export const scale =
  (factor: number): ((of: InitializerLike) => Initializer) =>
  (of) =>
    scaleOf({ factor, of: initializerOf(of, 'scale', 'of') })
