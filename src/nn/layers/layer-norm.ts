// Normalising the last axes of each example.  Ba et al., Layer Normalization, 2016.
import { add, mean, mul, rsqrt, square, sub } from '../../ops/index.ts'
import { optionsOf } from '../../prelude/index.ts'
import type { Sizes } from '../../shape/index.ts'
import type { AnyTensor } from '../../tensor/index.ts'
import type { InitializerLike } from '../initializer.ts'
import { branch } from '../layout.ts'
import { pure, spec } from '../meaning.ts'
import { fieldsOf } from '../parts.ts'
import type { Arg, Dt, Out, Par, Pure, Takes } from '../spec.ts'
import { type Ending, ending, lastSizes } from './ending.ts'
import {
  affine,
  type Kept,
  type NormData,
  type NormOptions,
  type NormTree,
  normDomains,
  normFields,
  normLeaves,
} from './norm.ts'

export interface LayerNorm<T extends readonly unknown[], W extends boolean, B extends boolean>
  extends Pure,
    NormData {
  readonly kind: 'layerNorm'
  readonly shape: Sizes
  readonly [Out]: Ending<'layerNorm', Arg<this>, T>
  readonly [Par]: NormTree<T, W, B, this[typeof Dt]>
  readonly [Takes]: 'float'
}

interface LayerNormOf {
  /** Over the last axis, of this size. */
  <
    C extends number,
    W extends InitializerLike | false = InitializerLike,
    B extends InitializerLike | false = InitializerLike,
  >(
    size: C,
    options?: NormOptions<W, B>,
  ): LayerNorm<[C], Kept<W>, Kept<B>>
  /** Over the last axes, of this shape. */
  <
    const T extends Sizes,
    W extends InitializerLike | false = InitializerLike,
    B extends InitializerLike | false = InitializerLike,
  >(
    shape: T,
    options?: NormOptions<W, B>,
  ): LayerNorm<{ -readonly [I in keyof T]: T[I] }, Kept<W>, Kept<B>>
}

/** (x − mean) / √(variance + eps) over the last axes of each example, scaled and shifted.
 *  @example layerNorm(8).shape // => [8] */
export const layerNorm: LayerNormOf = ((
  given: number | Sizes,
  options: NormOptions<unknown, unknown> = {},
) => layerNormOf(typeof given === 'number' ? [given] : given, options)) as LayerNormOf // as its calls say

const layerNormOf = (
  sizes: Sizes,
  options: NormOptions<unknown, unknown>,
): LayerNorm<Sizes, boolean, boolean> => {
  const shape = lastSizes('layerNorm', sizes)
  const fields = normFields('layerNorm', optionsOf('layerNorm', normDomains, options))
  const axes = shape.map((_, axis) => axis - shape.length)
  return spec<LayerNorm<Sizes, boolean, boolean>>(
    fieldsOf({ kind: 'layerNorm', shape, ...fields }) as never, // an absent option is undefined
    pure({
      ...ending('layerNorm', shape),
      plan: branch(normLeaves('layerNorm', shape, fields)),
      takes: 'float',
      forward: (x, { params: { weight, bias } }) =>
        affine(normalised(x, axes, fields.eps), weight, bias),
    }),
  )
}

const normalised = (x: AnyTensor, axes: readonly number[], eps: number): AnyTensor => {
  const centred = sub(x, mean(x, axes, { keepDims: true }))
  const variance = mean(square(centred), axes, { keepDims: true })
  return mul(centred, rsqrt(add(variance, eps)))
}
