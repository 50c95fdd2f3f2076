// Normalising each channel over the batch.  Ioffe & Szegedy, Batch Normalization, 2015; PyTorch's conventions.
import { add, mean, mul, reshape, rsqrt, square, stopGradient, sub } from '../../ops/index.ts'
import { anything, type Fill, fail, fill, optionsOf, shown } from '../../prelude/index.ts'
import {
  type DimEq,
  type IsOpen,
  type IsSize,
  isSize,
  type ShowDim,
  type ShowShape,
  type Sizes,
} from '../../shape/index.ts'
import type { AnyTensor, Tensor } from '../../tensor/index.ts'
import {
  type Dim,
  type Dims,
  dimEq,
  isOpen,
  type NotLast,
  type Place,
  placeOf,
  showDims,
  withLast,
} from '../dims.ts'
import type { InitializerLike } from '../initializer.ts'
import { branch, type StateLeaf } from '../layout.ts'
import { pure, type Site, spec } from '../meaning.ts'
import { fieldsOf } from '../parts.ts'
import { demandSizes } from '../sizes.ts'
import type { Arg, Dt, Kids, None, Out, Par, Rnd, Spec, Sta, Takes } from '../spec.ts'
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

/** What batchNorm remembers of the batches it was trained on. */
export interface NormState<C extends number, D = 'f32'> {
  readonly mean: Tensor<[C], D>
  readonly var: Tensor<[C], D>
}

const unlike = {
  where: '{place}',
  must: 'input of batchNorm({size}) must be {size} along axis {axis}',
  was: '{shape}',
  do: 'change one of them',
} as const

type Channels<S, C extends number, A extends number> = A extends -1
  ? S extends readonly [...unknown[], infer L]
    ? DimEq<L, C, S> extends false
      ? NotLast<S, `batchNorm(${ShowDim<C, S>})`, C, 'batchNorm(', ')'>
      : S
    : S extends readonly []
      ? NotLast<S, `batchNorm(${ShowDim<C, S>})`, C, 'batchNorm(', ')'>
      : [...number[], C]
  : IsOpen<S> extends true
    ? S
    : `${A}` extends keyof S
      ? DimEq<S[`${A}`], C, S> extends false
        ? Unlike<S, C, A>
        : S
      : Unlike<S, C, A>

type Unlike<S, C extends number, A extends number> = Fill<
  typeof unlike,
  { place: ''; size: ShowDim<C, S>; axis: A; shape: ShowShape<S> }
>

export interface BatchNorm<C extends number, A extends number, W extends boolean, B extends boolean>
  extends Spec,
    NormData {
  readonly kind: 'batchNorm'
  readonly size: C
  readonly axis: A
  readonly momentum: number
  readonly [Out]: Channels<Arg<this>, C, A>
  readonly [Par]: NormTree<[C], W, B, this[typeof Dt]>
  readonly [Sta]: NormState<C, this[typeof Dt]>
  readonly [Rnd]: false
  readonly [Takes]: 'float'
  readonly [Kids]: None
}

const miscounted = {
  where: 'batchNorm',
  must: 'axis must be -1, or counted from 0',
  was: '{axis}',
  do: 'count from 0',
} as const

/** The axis, or its sentence. */
type ChannelAxis<A extends number> = A extends -1
  ? A
  : IsSize<A> extends false
    ? Fill<typeof miscounted, { axis: A }>
    : A

export interface BatchNormOptions<A, W, B> extends NormOptions<W, B> {
  /** How much of each batch goes into the state: 0.1 unless given. */
  readonly momentum?: number
  /** Where the channels are: -1, the last axis, unless given; 1 for [n, channels, …]. */
  readonly axis?: A
}

/** (x − mean) / √(variance + eps) of each channel, scaled and shifted. Training takes both from the batch, and moves the state,
 *  mean and var, towards them, var towards the unbiased variance; otherwise they are the state's.
 *  @example batchNorm(8).momentum // => 0.1 */
export const batchNorm = <
  C extends number,
  const A extends number = -1,
  W extends InitializerLike | false = InitializerLike,
  B extends InitializerLike | false = InitializerLike,
>(
  size: C,
  options: BatchNormOptions<ChannelAxis<A>, W, B> = {},
): BatchNorm<C, A, Kept<W>, Kept<B>> => {
  demandSizes('batchNorm', { size })
  const named = optionsOf<BatchNormOptions<number, W, B>>(
    'batchNorm',
    { ...normDomains, momentum: 'share', axis: anything },
    options,
  )
  const { momentum = 0.1, axis = -1 } = named
  if (axis !== -1 && !isSize(axis)) fail(fill(miscounted, { axis: shown(axis) }))
  const fields = normFields('batchNorm', named)
  const label = `batchNorm(${size})`
  const last = { layer: label, size, repair: (n: Dim): string => `batchNorm(${n})` }
  const channels: StateLeaf = { node: 'leaf', shape: [size], initial: 0 }
  const out = (x: Dims, place: Place): Dims => {
    if (axis === -1) return x.length === 1 && isOpen(x) ? ['...', size] : withLast(x, place, last)
    const found = x[axis]
    if (isOpen(x) || (found !== undefined && dimEq(found, size))) return x
    return fail(fill(unlike, { place: placeOf(place), size, axis, shape: showDims(x) }))
  }
  return spec<BatchNorm<C, A, Kept<W>, Kept<B>>>(
    fieldsOf({ kind: 'batchNorm', size, axis, momentum, ...fields }) as never, // an absent option is undefined
    {
      ...pure({
        label,
        plan: branch(normLeaves('batchNorm', [size], fields)),
        takes: 'float',
        out,
        forward: (x, site) => normalised(x, site, { label, axis, momentum, eps: fields.eps }),
      }),
      state: branch([
        ['mean', channels],
        ['var', { ...channels, initial: 1 }],
      ]),
    },
  )
}

interface Settings {
  readonly label: string
  readonly axis: number
  readonly momentum: number
  readonly eps: number
}

const normalised = (
  x: AnyTensor,
  site: Site,
  { label, axis, momentum, eps }: Settings,
): AnyTensor => {
  const channel = axis === -1 ? x.shape.length - 1 : axis
  const alongChannel: Sizes = x.shape.map((n, i) => (i === channel ? n : 1))
  const wide = (v: AnyTensor): AnyTensor => reshape(v, alongChannel)
  const others = x.shape.flatMap((_, i) => (i === channel ? [] : [i]))
  const state = site.ledger.read(site.statePath) as NormState<number, unknown> // as was checked
  const { weight, bias } = site.params
  const [w, b] = [weight, bias].map((v) => v && wide(v as AnyTensor)) // tensors, as was checked
  if (!site.ledger.training)
    return affine(scaled(sub(x, wide(state.mean)), wide(state.var), eps), w, b)

  const n = others.reduce((product, i) => product * (x.shape[i] ?? 1), 1)
  if (n < 2) fail(fill(few, { place: placeOf(site), layer: label, shape: showDims(x.shape) }))
  const center = mean(x, others)
  const centred = sub(x, wide(center))
  const variance = mean(square(centred), others)
  // var moves towards the unbiased variance
  site.ledger.write(site.statePath, {
    mean: moved(state.mean, center, momentum),
    var: moved(state.var, mul(variance, n / (n - 1)), momentum),
  })
  return affine(scaled(centred, wide(variance), eps), w, b)
}

const few = {
  where: '{place}',
  must: 'input of {layer} must have more than one value for each channel',
  was: '{shape}',
  do: 'train on larger batches',
} as const

const scaled = (centred: AnyTensor, variance: AnyTensor, eps: number): AnyTensor =>
  mul(centred, rsqrt(add(variance, eps)))

/** The state moved towards a batch's statistic, which is a constant for derivatives. */
const moved = (state: AnyTensor, seen: AnyTensor, momentum: number): AnyTensor =>
  add(mul(state, 1 - momentum), mul(stopGradient(seen), momentum))
