// Normalising the last axes of each example by their root mean square alone.  Zhang & Sennrich, Root Mean Square Layer
// Normalization, 2019; PyTorch's default eps, the machine's own.
import { add, mean, mul, rsqrt, square } from '../../ops/index.ts'
import { anything, optionsOf } from '../../prelude/index.ts'
import type { Sizes } from '../../shape/index.ts'
import type { AnyTensor } from '../../tensor/index.ts'
import type { Initializer, InitializerLike } from '../initializer.ts'
import { branch } from '../layout.ts'
import { pure, spec } from '../meaning.ts'
import { fieldsOf } from '../parts.ts'
import type { Arg, Dt, Out, Par, Pure, Takes } from '../spec.ts'
import { type Ending, ending, lastSizes } from './ending.ts'
import { affine, type Kept, type NormTree, normFields, normLeaves } from './norm.ts'

export interface RmsNormOptions<W> {
  /** Added to the mean square: the distance from 1 to the next number of the dtype, unless given. */
  readonly eps?: number
  /** What the scale begins as, ones unless given; false leaves it out. */
  readonly weight?: W
}

export interface RmsNorm<T extends readonly unknown[], W extends boolean> extends Pure {
  readonly kind: 'rmsNorm'
  readonly shape: Sizes
  readonly eps?: number
  readonly weight?: Initializer | false
  readonly [Out]: Ending<'rmsNorm', Arg<this>, T>
  readonly [Par]: NormTree<T, W, false, this[typeof Dt]>
  readonly [Takes]: 'float'
}

interface RmsNormOf {
  /** Over the last axis, of this size. */
  <C extends number, W extends InitializerLike | false = InitializerLike>(
    size: C,
    options?: RmsNormOptions<W>,
  ): RmsNorm<[C], Kept<W>>
  /** Over the last axes, of this shape. */
  <const T extends Sizes, W extends InitializerLike | false = InitializerLike>(
    shape: T,
    options?: RmsNormOptions<W>,
  ): RmsNorm<{ -readonly [I in keyof T]: T[I] }, Kept<W>>
}

/** x / √(mean x² + eps) over the last axes of each example, scaled.
 *  @example rmsNorm(8).shape // => [8] */
export const rmsNorm: RmsNormOf = ((given: number | Sizes, options: RmsNormOptions<unknown> = {}) =>
  rmsNormOf(typeof given === 'number' ? [given] : given, options)) as RmsNormOf // as its calls say

const machineEps = { f32: 1.1920928955078125e-7, f64: 2.220446049250313e-16 } as const

const rmsNormOf = (sizes: Sizes, options: RmsNormOptions<unknown>): RmsNorm<Sizes, boolean> => {
  const shape = lastSizes('rmsNorm', sizes)
  const domains = { eps: 'notNegative', weight: anything } as const
  const { eps, weight: given } = optionsOf<RmsNormOptions<unknown>>('rmsNorm', domains, options)
  const fields = { ...normFields('rmsNorm', { weight: given, bias: false }), eps }
  const axes = shape.map((_, axis) => axis - shape.length)
  return spec<RmsNorm<Sizes, boolean>>(
    fieldsOf({ kind: 'rmsNorm', shape, eps, weight: fields.weight }) as never, // an absent option is undefined
    pure({
      ...ending('rmsNorm', shape),
      plan: branch(normLeaves('rmsNorm', shape, { ...fields, eps: 0 })),
      takes: 'float',
      forward: (x, { params: { weight } }) => {
        const least = eps ?? machineEps[x.dtype as keyof typeof machineEps] // a float, as it takes
        const scale = rsqrt(add(mean(square(x), axes, { keepDims: true }), least))
        return affine(mul(x, scale) as AnyTensor, weight, undefined)
      },
    }),
  )
}
