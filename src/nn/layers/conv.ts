// Convolutions over the last axes: [..., channels, height, width].  PyTorch's weights, numbers and defaults.
import { add, conv as convolve, reshape } from '../../ops/index.ts'
import { anything, type Domains, type Fill, fail, fill, optionsOf } from '../../prelude/index.ts'
import {
  type DimEq,
  type DivMod,
  type FirstFault,
  type IsOpen,
  type Margins,
  type PerAxis,
  type PerAxisFault,
  perAxis,
  type Shape,
  type ShowDim,
  type ShowShape,
  type Sizes,
  type SlidAlong,
  type SlideFault,
  type SlideOptions,
  type Split,
  showShape,
  size,
  slideNumbers,
  type UnknownFault,
} from '../../shape/index.ts'
import type { AnyTensor, Tensor } from '../../tensor/index.ts'
import { type Dims, dimEq, type Place, placeOf, showDims } from '../dims.ts'
import { frozen } from '../frozen.ts'
import type { Initializer, InitializerLike } from '../initializer.ts'
import { torchUniform } from '../initializers/kaiming.ts'
import { branch } from '../layout.ts'
import { pure, spec } from '../meaning.ts'
import { fansOf, fieldsOf, givenOrFalse, given as initial, leaf } from '../parts.ts'
import { demandSizes } from '../sizes.ts'
import type { Arg, Dt, Out, Par, Pure, Takes } from '../spec.ts'
import {
  type AxesOf,
  axesOf,
  type CheckedWindow,
  failShallow,
  type NoOptions,
  type Option,
  type Shallow,
  slidDims,
  splitDims,
  type WindowOf,
  windowSizes,
} from './sliding.ts'

export interface ConvParams<W extends Shape, O, D = 'f32'> {
  readonly weight: Tensor<W, D>
  readonly bias: Tensor<[O], D>
}
export interface ConvWeight<W extends Shape, D = 'f32'> {
  readonly weight: Tensor<W, D>
}

export interface ConvLayerOptions extends SlideOptions {
  /** In how many groups channels and features are apart: 1 unless given. */
  readonly groups?: number
  /** U(±1/√fanIn) unless given, as PyTorch; the bias too, which false leaves out. */
  readonly weight?: InitializerLike
  readonly bias?: InitializerLike | false
}

const other = {
  where: '{place}',
  must: 'input of {layer} must be [..., {size}, {axes}]',
  was: '{shape}',
  do: 'write {repair}, or change the layer before it',
} as const

const uneven = {
  where: '{kind}',
  must: 'in and out must be multiples of groups {groups}',
  was: '{in} and {out}',
  do: 'choose groups that divide both',
} as const

type Label<K, I, O, W, Once> =
  `${K & string}(${ShowDim<I, Once>}, ${ShowDim<O, Once>}, ${ShowShape<W>})`

/** What is made of the axes before those of the window: unknown channels are those wanted; `false` where there are none. */
type Channels<B, I> = B extends readonly [...infer Lead, infer C]
  ? { readonly lead: Lead; readonly channels: C }
  : IsOpen<B> extends true
    ? { readonly lead: number[]; readonly channels: I }
    : false

/** The last axes, which may be any. */
type Last<S, W extends Shape> =
  Split<S, W> extends infer Found
    ? Found extends false
      ? IsOpen<S> extends true
        ? { readonly before: number[]; readonly last: { [I in keyof W]: number } }
        : false
      : Found
    : never

type ConvOut<K, S, I, O, W extends Shape, P> =
  Last<S, W> extends { readonly before: infer B; readonly last: infer L extends Shape }
    ? Channels<B, I> extends { readonly lead: infer Lead extends Shape; readonly channels: infer C }
      ? DimEq<C, I, S> extends false
        ? Fill<
            typeof other,
            {
              place: ''
              layer: Label<K, I, O, W, S>
              size: ShowDim<I, S>
              axes: AxesOf<W>
              shape: ShowShape<S>
              repair: Label<K, C, O, W, S>
            }
          >
        : SlidAlong<'', S, L, W, P> extends infer Places
          ? Places extends Shape
            ? [...Lead, O, ...Places]
            : Places
          : never
      : Shallow<S, Label<K, I, O, W, S>, `${ShowDim<I, S>}, ${AxesOf<W>}`>
    : Shallow<S, Label<K, I, O, W, S>, `${ShowDim<I, S>}, ${AxesOf<W>}`>

type WeightOf<I extends number, O, W extends Shape, G> = [O, DivMod<I, G & number>[0], ...W]

/** A convolution under a window of sizes W with options P. */
export interface Conv<K extends string, I extends number, O extends number, W extends Shape, P>
  extends Pure {
  readonly kind: K
  readonly in: I
  readonly out: O
  readonly kernel: W
  readonly strides?: PerAxis
  readonly padding?: Margins
  readonly dilation?: PerAxis
  readonly groups?: number
  readonly weight?: Initializer
  readonly bias?: Initializer | false
  readonly [Out]: ConvOut<K, Arg<this>, I, O, W, P>
  readonly [Par]: Option<P, 'bias', true> extends false
    ? ConvWeight<WeightOf<I, O, W, Option<P, 'groups', 1>>, this[typeof Dt]>
    : ConvParams<WeightOf<I, O, W, Option<P, 'groups', 1>>, O, this[typeof Dt]>
  readonly [Takes]: 'float'
}
export interface Conv1d<I extends number, O extends number, W extends Shape, P>
  extends Conv<'conv1d', I, O, W, P> {}
export interface Conv2d<I extends number, O extends number, W extends Shape, P>
  extends Conv<'conv2d', I, O, W, P> {}

type GroupsFault<K, I extends number, O extends number, G> = G extends 1
  ? null
  : number extends I | O | G
    ? null
    : [DivMod<I, G & number>[1], DivMod<O, G & number>[1]] extends [0, 0]
      ? null
      : Fill<typeof uneven, { kind: K; groups: G; in: I; out: O }>

/** The options, or the sentence of what is wrong with them. */
type Checked<K, I extends number, O extends number, Axes extends Shape, P> =
  FirstFault<
    [
      UnknownFault<K, P, 'strides, padding, dilation, groups, weight, bias'>,
      PerAxisFault<K, 'groups', [Option<P, 'groups', 1>], [1]>,
      GroupsFault<K, I, O, Option<P, 'groups', 1>>,
      SlideFault<K, Axes, P>,
    ]
  > extends infer Fault
    ? Fault extends string
      ? NoInfer<Fault>
      : P
    : never

/** Σ over channels and a kernel that slides along the last axis, plus a bias: [..., in, length] → [..., out, length′]; weight
 *  [out, in / groups, kernel], bias [out]. A kernel is 'valid' unless padding is given, as a number, pairs or 'same'.
 *  @example conv1d(4, 8, 3, { padding: 'same' }).kernel // => [3] */
export const conv1d = <
  I extends number,
  O extends number,
  const K extends number | readonly [number],
  const P extends ConvLayerOptions = NoOptions,
>(
  inputs: I,
  outputs: O,
  kernel: CheckedWindow<'conv1d', 'kernel', K, [0]>,
  options?: Checked<'conv1d', I, O, [0], P>,
): Conv1d<I, O, WindowOf<K, [0]>, P> =>
  convOf('conv1d', { in: inputs, out: outputs, kernel }, options) as never // of these sizes

/** Σ over channels and a kernel that slides along the last two axes, plus a bias: [..., in, height, width] →
 *  [..., out, height′, width′]; weight [out, in / groups, …kernel], bias [out]. One number as kernel stands for both sides.
 *  @example conv2d(3, 6, 5).kernel // => [5, 5] */
export const conv2d = <
  I extends number,
  O extends number,
  const K extends number | readonly [number, number],
  const P extends ConvLayerOptions = NoOptions,
>(
  inputs: I,
  outputs: O,
  kernel: CheckedWindow<'conv2d', 'kernel', K, [0, 0]>,
  options?: Checked<'conv2d', I, O, [0, 0], P>,
): Conv2d<I, O, WindowOf<K, [0, 0]>, P> =>
  convOf('conv2d', { in: inputs, out: outputs, kernel }, options) as never // of these sizes

/** How the window slides, and in how many groups, is looked at where it is known. */
const domains: Domains<ConvLayerOptions> = {
  strides: anything,
  padding: anything,
  dilation: anything,
  groups: anything,
  weight: anything,
  bias: anything,
}

const ranks = { conv1d: 1, conv2d: 2 } as const

const convOf = (
  kind: keyof typeof ranks,
  sizes: { readonly in: number; readonly out: number; readonly kernel: unknown },
  given: unknown,
): Conv<string, number, number, Sizes, ConvLayerOptions> => {
  const { in: inputs, out: outputs } = sizes
  demandSizes(kind, { in: inputs, out: outputs })
  const rank = ranks[kind]
  const kernel = windowSizes(kind, 'kernel', sizes.kernel, rank)
  const options = optionsOf<ConvLayerOptions>(kind, domains, given)
  const { strides, padding, dilation } = options
  const [groups = 1] = perAxis(kind, 'groups', [options.groups ?? 1], 1)
  if (inputs % groups !== 0 || outputs % groups !== 0)
    fail(fill(uneven, { kind, groups, in: inputs, out: outputs }))
  const slide: SlideOptions = fieldsOf({ strides, padding, dilation }) as SlideOptions // an absent field is undefined
  const numbers = slideNumbers(kind, kernel, slide)
  const weight = initial(kind, 'weight', options.weight)
  const bias = givenOrFalse(kind, 'bias', options.bias)
  const shape = [outputs, inputs / groups, ...kernel]
  const fans = fansOf(shape)
  const labelOf = (channels: unknown): string =>
    `${kind}(${channels}, ${outputs}, ${showShape(kernel)})`
  const label = labelOf(inputs)
  const out = (x: Dims, place: Place): Dims => {
    const found = splitDims(x, rank)
    const channels = found?.before.at(-1)
    if (found === undefined || channels === undefined)
      return failShallow(x, place, label, `${inputs}, ${axesOf(rank)}`)
    const { before, last } = found
    if (channels !== '...' && !dimEq(channels, inputs)) {
      const words = { layer: label, size: inputs, axes: axesOf(rank), repair: labelOf(channels) }
      fail(fill(other, { ...words, place: placeOf(place), shape: showDims(x) }))
    }
    const lead = channels === '...' ? before : before.slice(0, -1)
    return [...lead, outputs, ...slidDims(x, last, place, numbers)]
  }
  return spec<Conv<string, number, number, Sizes, ConvLayerOptions>>(
    fieldsOf({
      kind,
      in: inputs,
      out: outputs,
      kernel,
      strides: frozen(kind, strides),
      padding: frozen(kind, padding),
      dilation: frozen(kind, dilation),
      groups: options.groups,
      weight,
      bias,
    }) as never, // an absent option is undefined
    pure({
      label,
      plan: branch([
        leaf(kind, 'weight', shape, fans, weight ?? torchUniform),
        ...(bias === false ? [] : [leaf(kind, 'bias', [outputs], fans, bias ?? torchUniform)]),
      ]),
      takes: 'float',
      out,
      forward: (x, { params: { weight: w, bias: b } }) => {
        const lead: Sizes = x.shape.slice(0, -rank - 1)
        const items = reshape(x, [size(lead), ...x.shape.slice(-rank - 1)]) as AnyTensor
        const y: AnyTensor = convolve(items, w as AnyTensor, { ...slide, groups }) // tensors, as was checked
        const shifted =
          b === undefined ? y : add(y, reshape(b as AnyTensor, [outputs, ...kernel.map(() => 1)]))
        return reshape(shifted, [...lead, ...y.shape.slice(1)])
      },
    }),
  )
}
