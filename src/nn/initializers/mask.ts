// An initializer some of whose elements become zero.
import { where } from '../../ops/index.ts'
import { aFunction, fail } from '../../prelude/index.ts'
import { showType } from '../../shape/index.ts'
import { type AnyTensor, isTensor, type Tensor } from '../../tensor/index.ts'
import { described } from '../../tree/index.ts'
import { draw, type Initializer, type InitializerLike, initializerOf } from '../initializer.ts'
import { anInitializer, type Family, family } from './options.ts'

/** Which elements stay: a bool for each. */
export type Keep = (w: Tensor<number[]>) => Tensor<number[], 'bool'>

export interface MaskOptions {
  readonly keep: Keep
  readonly of: Initializer
}

export const maskOf: Family<'mask', MaskOptions> = family(
  'mask',
  { keep: aFunction, of: anInitializer },
  ({ keep, of }: MaskOptions) =>
    (key, leaf) => {
      const w = draw(of, key, leaf)
      const kept: AnyTensor = keep(w as Tensor<number[]>) // or of f64, which keep need not know
      const expected = showType({ shape: leaf.shape, dtype: 'bool' })
      if (isTensor(kept) && showType(kept) === expected)
        return where(kept as ReturnType<Keep>, w, 0)
      return fail({
        where: 'mask',
        must: `keep must give ${expected} for '${leaf.path}'`,
        was: described(kept),
        do: 'compare the elements that it is given',
      })
    },
  ['keep', 'of'],
)

/** The initializer with 0 in the place of each element that is not kept. It holds a function, so it cannot be saved.
 *  @example mask((w) => ge(abs(w), 5))(uniform({ min: -10, max: 10 })).kind // => 'mask' */
export const mask =
  (keep: Keep): ((of: InitializerLike) => Initializer) =>
  (of) =>
    maskOf({ keep, of: initializerOf(of, 'mask', 'of') })
