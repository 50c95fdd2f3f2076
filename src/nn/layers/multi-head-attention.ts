// Attention of a sequence to itself, some heads at once.  Vaswani et al., Attention Is All You Need, 2017; PyTorch's
// parameters: the projections of queries, keys and values stand in one, in this order.
import { add, attention, matmul, reshape, slice, tensor, transpose } from '../../ops/index.ts'
import {
  aBoolean,
  anything,
  type Domains,
  type Fill,
  fail,
  fill,
  optionsOf,
  shown,
} from '../../prelude/index.ts'
import {
  type DimEq,
  type DivMod,
  type IsOpen,
  type Mul,
  type PerAxisFault,
  type ShowDim,
  type Sizes,
  size,
  type UnknownFault,
} from '../../shape/index.ts'
import type { AnyTensor, Tensor } from '../../tensor/index.ts'
import { type Dim, type Dims, isOpen, type NotLast, type Place, withLast } from '../dims.ts'
import { zeros } from '../initializers/constant.ts'
import { torchUniform } from '../initializers/kaiming.ts'
import { xavierUniform } from '../initializers/xavier.ts'
import { branch } from '../layout.ts'
import { pure, spec } from '../meaning.ts'
import { fansOf, fieldsOf, leaf } from '../parts.ts'
import { demandSizes } from '../sizes.ts'
import type { Arg, Dt, Out, Par, Pure, Takes } from '../spec.ts'
import type { LinearParams, LinearWeight } from './linear.ts'
import { failShallow, type NoOptions, type Option, type Shallow } from './sliding.ts'

export interface AttentionParams<E extends number, D = 'f32'> {
  readonly inProjWeight: Tensor<[Mul<3, E>, E], D>
  readonly inProjBias: Tensor<[Mul<3, E>], D>
  readonly outProj: LinearParams<E, E, D>
}
export interface AttentionWeights<E extends number, D = 'f32'> {
  readonly inProjWeight: Tensor<[Mul<3, E>, E], D>
  readonly outProj: LinearWeight<E, E, D>
}

export interface MultiHeadAttentionOptions {
  /** Whether a place sees those up to itself alone: false unless given. */
  readonly causal?: boolean
  /** Which places each place sees, a row each; all unless given. It fixes the length of the sequence. */
  readonly mask?: readonly (readonly boolean[])[]
  /** false leaves out both biases. */
  readonly bias?: boolean
}

const uneven = {
  where: 'multiHeadAttention',
  must: 'heads must divide size {size}',
  was: '{heads}',
  do: 'write 1, or another divisor of {size}',
} as const

/** The number of heads, or its sentence. */
type Heads<E extends number, H extends number> =
  PerAxisFault<'', '', [H], [1]> extends string
    ? Fill<typeof uneven, { size: E; heads: H }>
    : number extends E | H
      ? H
      : DivMod<E, H>[1] extends 0
        ? H
        : Fill<typeof uneven, { size: E; heads: H }>

type Label<E, H, Once> = `multiHeadAttention(${ShowDim<E, Once>}, ${ShowDim<H, Once>})`

type Attended<S, E extends number, H extends number> = S extends readonly [...infer B, infer L]
  ? DimEq<L, E, S> extends false
    ? NotLast<S, Label<E, H, S>, E, 'multiHeadAttention(', `, ${ShowDim<H, S>})`>
    : B extends readonly [...unknown[], unknown]
      ? S
      : IsOpen<B> extends true
        ? S
        : Shallow<S, Label<E, H, S>, `time, ${ShowDim<E, S>}`>
  : S extends readonly []
    ? NotLast<S, Label<E, H, S>, E, 'multiHeadAttention(', `, ${ShowDim<H, S>})`>
    : [...number[], number, E]

export interface MultiHeadAttention<E extends number, H extends number, P = NoOptions>
  extends Pure {
  readonly kind: 'multiHeadAttention'
  readonly size: E
  readonly heads: H
  readonly causal?: boolean
  readonly mask?: readonly (readonly boolean[])[]
  readonly bias?: boolean
  readonly [Out]: Attended<Arg<this>, E, H>
  readonly [Par]: Option<P, 'bias', true> extends false
    ? AttentionWeights<E, this[typeof Dt]>
    : AttentionParams<E, this[typeof Dt]>
  readonly [Takes]: 'float'
}

const domains: Domains<MultiHeadAttentionOptions> = {
  causal: aBoolean,
  mask: anything,
  bias: aBoolean,
}

/** The options, or the sentence of one that is unknown. */
type Checked<P> =
  UnknownFault<'multiHeadAttention', P, 'causal, mask, bias'> extends infer Fault
    ? Fault extends string
      ? NoInfer<Fault>
      : P
    : never

/** Each place of a sequence as a mean of all it sees, weighted by softmax(q kᵀ / √d) in each of its heads, of d = size / heads:
 *  [..., time, size] → the same; inProjWeight [3 size, size], inProjBias [3 size], outProj a linear layer.
 *  Begins as PyTorch's: Glorot uniform, zeros; outProj as linear, its bias zeros.
 *  @example multiHeadAttention(8, 2, { causal: true }).heads // => 2 */
export const multiHeadAttention = <
  E extends number,
  H extends number,
  const P extends MultiHeadAttentionOptions = NoOptions,
>(
  dimension: E,
  heads: Heads<E, H>,
  options?: Checked<P>,
): MultiHeadAttention<E, H, P> => {
  const count = heads as number // where it compiles
  const named = optionsOf<MultiHeadAttentionOptions>('multiHeadAttention', domains, options)
  const { causal, mask, bias = true } = named
  demandSizes('multiHeadAttention', { size: dimension })
  if (!Number.isInteger(count) || count < 1 || dimension % count !== 0)
    fail(fill(uneven, { size: dimension, heads: shown(count) }))
  demandSquare(mask)
  const label = `multiHeadAttention(${dimension}, ${count})`
  const repair = (last: Dim): string => `multiHeadAttention(${last}, ${count})`
  const wide = [3 * dimension, dimension]
  const square = [dimension, dimension]
  const of = (name: string, shape: Sizes, initializer: typeof zeros, role?: string) =>
    leaf('multiHeadAttention', name, shape, fansOf(shape), initializer, role)
  return spec<MultiHeadAttention<E, H, P>>(
    fieldsOf({
      kind: 'multiHeadAttention',
      size: dimension,
      heads: count,
      causal,
      mask,
      bias: bias ? undefined : bias,
    }) as never, // an absent option is undefined
    pure({
      label,
      plan: branch([
        of('inProjWeight', wide, xavierUniform(), 'weight'),
        ...(bias ? [of('inProjBias', [3 * dimension], zeros, 'bias')] : []),
        [
          'outProj',
          branch([
            of('weight', square, torchUniform),
            ...(bias ? [of('bias', [dimension], zeros)] : []),
          ]),
        ],
      ]),
      takes: 'float',
      out: (x, place) => fitted(x, place, { label, dimension, repair, mask }),
      forward: (x, { params }) =>
        attended(x, params as never, count, fieldsOf({ causal, mask }) as never), // as was checked
    }),
  )
}

const fitted = (
  x: Dims,
  place: Place,
  {
    label,
    dimension,
    repair,
    mask,
  }: {
    readonly label: string
    readonly dimension: number
    readonly repair: (last: Dim) => string
    readonly mask: MultiHeadAttentionOptions['mask']
  },
): Dims => {
  if (x.length === 1 && isOpen(x)) return ['...', '?', dimension]
  withLast(x, place, { layer: label, size: dimension, repair })
  const time = x.at(-2)
  if (time === undefined) return failShallow(x, place, label, `time, ${dimension}`)
  if (mask !== undefined && typeof time === 'number' && time !== mask.length)
    return failShallow(x, place, `${label} with its mask`, `${mask.length}, ${dimension}`)
  return x
}

/** Fails for a mask that is no square of truths. */
const demandSquare = (mask: unknown): void => {
  if (mask === undefined) return
  const right =
    Array.isArray(mask) &&
    mask.every(
      (row) =>
        Array.isArray(row) &&
        row.length === mask.length &&
        row.every((sees) => typeof sees === 'boolean'),
    )
  if (!right)
    fail({
      where: 'multiHeadAttention',
      must: 'mask must be as many rows of true and false as each is long',
      was: 'another value',
      do: 'give a row for each place',
    })
}

interface AnyParams {
  readonly inProjWeight: AnyTensor
  readonly inProjBias?: AnyTensor
  readonly outProj: { readonly weight: AnyTensor; readonly bias?: AnyTensor }
}

const affine = (x: AnyTensor, weight: AnyTensor, bias: AnyTensor | undefined): AnyTensor => {
  const y: AnyTensor = matmul(x, transpose(weight))
  return bias === undefined ? y : add(y, bias)
}

const attended = (
  x: AnyTensor,
  { inProjWeight, inProjBias, outProj }: AnyParams,
  heads: number,
  { causal = false, mask }: MultiHeadAttentionOptions,
): AnyTensor => {
  const [time = 0, dimension = 0] = x.shape.slice(-2)
  const items = size(x.shape.slice(0, -2))
  // [..., 3 size] → [items, time, 3, heads, d] → [3, items, heads, time, d]
  const split = reshape(affine(x, inProjWeight, inProjBias), [
    items,
    time,
    3,
    heads,
    dimension / heads,
  ])
  const parts = transpose(split, [2, 0, 3, 1, 4])
  const part = (i: number): AnyTensor => slice(parts as AnyTensor, [i])
  const seen = mask === undefined ? {} : { mask: tensor(mask as never) as AnyTensor } // rows of truths
  const y: AnyTensor = attention(part(0), part(1), part(2), { causal, ...seen } as never) // a mask of this length
  const joined = reshape(transpose(y, [0, 2, 1, 3]), x.shape)
  return affine(joined as AnyTensor, outProj.weight, outProj.bias)
}
