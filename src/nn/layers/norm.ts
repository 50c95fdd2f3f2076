// What normalising layers have in common: a scale that begins as ones, and a bias that begins as zeros.
import { add, mul } from '../../ops/index.ts'
import { anything, type Domains } from '../../prelude/index.ts'
import type { Sizes } from '../../shape/index.ts'
import type { AnyTensor, Tensor } from '../../tensor/index.ts'
import type { Initializer } from '../initializer.ts'
import { ones, zeros } from '../initializers/constant.ts'
import type { LeafPlan } from '../layout.ts'
import { fansOf, givenOrFalse, leaf } from '../parts.ts'
import type { None } from '../spec.ts'

export interface NormParams<S extends readonly unknown[], D = 'f32'> {
  readonly weight: Tensor<S, D>
  readonly bias: Tensor<S, D>
}
export interface NormWeight<S extends readonly unknown[], D = 'f32'> {
  readonly weight: Tensor<S, D>
}
export interface NormBias<S extends readonly unknown[], D = 'f32'> {
  readonly bias: Tensor<S, D>
}

/** The parameters of a normalisation, where it has a weight (W) and a bias (B). */
export type NormTree<S extends readonly unknown[], W, B, D> = W extends true
  ? B extends true
    ? NormParams<S, D>
    : NormWeight<S, D>
  : B extends true
    ? NormBias<S, D>
    : None

/** Whether an option leaves its parameter in. */
export type Kept<O> = [O] extends [false] ? false : true

export interface NormOptions<W, B> {
  /** Added to the variance: 1e-5 unless given. */
  readonly eps?: number
  /** What the scale begins as, ones unless given; false leaves it out. */
  readonly weight?: W
  /** What is added in the end begins as, zeros unless given; false leaves it out. */
  readonly bias?: B
}

export interface NormFields {
  readonly eps: number
  readonly weight: Initializer | false | undefined
  readonly bias: Initializer | false | undefined
}

export const normDomains: Domains<NormOptions<unknown, unknown>> = {
  eps: 'notNegative',
  weight: anything,
  bias: anything,
}

/** The options as data. */
export const normFields = (
  kind: string,
  { eps = 1e-5, weight, bias }: NormOptions<unknown, unknown>,
): NormFields => ({
  eps,
  weight: givenOrFalse(kind, 'weight', weight),
  bias: givenOrFalse(kind, 'bias', bias),
})

/** The leaves of a normalisation: a scale of ones and a bias of zeros. */
export const normLeaves = (
  kind: string,
  shape: Sizes,
  { weight, bias }: NormFields,
): readonly (readonly [name: string, LeafPlan])[] => [
  ...(weight === false
    ? []
    : [leaf(kind, 'weight', shape, fansOf(shape), weight ?? ones, 'scale')]),
  ...(bias === false ? [] : [leaf(kind, 'bias', shape, fansOf(shape), bias ?? zeros)]),
]

/** x · weight + bias, where there are any. */
export const affine = (x: AnyTensor, weight: unknown, bias: unknown): AnyTensor => {
  const scaled = weight === undefined ? x : mul(x, weight as AnyTensor) // tensors, as was checked
  return bias === undefined ? scaled : add(scaled, bias as AnyTensor)
}

/** The options without what was left out. */
export type NormData = Readonly<{
  eps: number
  weight?: Initializer | false
  bias?: Initializer | false
}>
