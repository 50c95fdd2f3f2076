// Windows over the last axes, side by side unless strides are given, and the mean of all of them.  PyTorch's numbers and defaults.
import * as ops from '../../ops/index.ts'
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
  type FirstFault,
  type IsOpen,
  type Margins,
  type PerAxis,
  type PoolStrides,
  poolOptions,
  type Shape,
  type ShowShape,
  type Sizes,
  type SlidAlong,
  type SlideFault,
  type SlideOptions,
  type Split,
  showShape,
  slideNumbers,
  type UnknownFault,
} from '../../shape/index.ts'
import type { AnyTensor } from '../../tensor/index.ts'
import { type Dims, isOpen, placeOf, showDims } from '../dims.ts'
import { frozen } from '../frozen.ts'
import { pure, spec } from '../meaning.ts'
import { fieldsOf } from '../parts.ts'
import type { Arg, None, Out, Par, Pure, Takes } from '../spec.ts'
import {
  type AxesOf,
  axesOf,
  type CheckedWindow,
  failShallow,
  type NoOptions,
  type Shallow,
  slidDims,
  splitDims,
  type WindowOf,
  windowSizes,
} from './sliding.ts'

type Label<K, W> = `${K & string}(${ShowShape<W>})`

type PoolOut<K, S, W extends Shape, P> =
  Split<S, W> extends {
    readonly before: infer B extends Shape
    readonly last: infer L extends Shape
  }
    ? SlidAlong<'', S, L, W, PoolStrides<P, W>> extends infer Places
      ? Places extends Shape
        ? [...B, ...Places]
        : Places
      : never
    : IsOpen<S> extends true
      ? [...number[], ...{ -readonly [I in keyof W]: number }]
      : Shallow<S, Label<K, W>, AxesOf<W>>

/** A window of sizes W with options P. */
interface Pool<K extends string, W extends Shape, P> extends Pure {
  readonly kind: K
  readonly window: W
  readonly strides?: PerAxis
  readonly padding?: Margins
  readonly dilation?: PerAxis
  readonly [Out]: PoolOut<K, Arg<this>, W, P>
  readonly [Par]: None
  readonly [Takes]: 'float'
}
export interface MaxPool<W extends Shape, P> extends Pool<'maxPool', W, P> {}
export interface AvgPool<W extends Shape, P> extends Pool<'avgPool', W, P> {
  readonly countIncludePad?: boolean
}

/** A window of one, two or three sizes. */
type Window = readonly [number] | readonly [number, number] | readonly [number, number, number]

/** The options, or the sentence of what is wrong with them. */
type Checked<K, W extends Shape, P, Listed extends string> =
  FirstFault<[UnknownFault<K, P, Listed>, SlideFault<K, W, P>]> extends infer Fault
    ? Fault extends string
      ? NoInfer<Fault>
      : P
    : never

/** The largest of each window over the last axes, as many as it has sizes: [..., height, width]. Padding takes no part.
 *  @example maxPool([2, 2]).window // => [2, 2]
 *  @example maxPool([3, 3], { strides: 2, padding: 1 }).strides // => 2 */
export const maxPool = <const W extends Window, const P extends SlideOptions = NoOptions>(
  window: CheckedWindow<'maxPool', 'window', W, W>,
  options?: Checked<'maxPool', W, P, 'strides, padding, dilation'>,
): MaxPool<WindowOf<W, W>, P> =>
  poolOf('maxPool', window, optionsOf('maxPool', sliding, options), largest) as never // of this window

/** The mean of each window over the last axes; the zeros of padding count, unless `countIncludePad` is false.
 *  @example avgPool([2]).window // => [2] */
export const avgPool = <const W extends Window, const P extends ops.AvgPoolOptions = NoOptions>(
  window: CheckedWindow<'avgPool', 'window', W, W>,
  options?: Checked<'avgPool', W, P, 'strides, padding, dilation, countIncludePad'>,
): AvgPool<WindowOf<W, W>, P> =>
  poolOf('avgPool', window, optionsOf('avgPool', averaging, options), ops.avgPool) as never // of this window

const largest = (x: AnyTensor, window: Sizes, options: SlideOptions): AnyTensor =>
  ops.maxPool(x, window, options)

/** How the window slides is looked at where its sizes are known. */
const sliding: Domains<SlideOptions> = { strides: anything, padding: anything, dilation: anything }
const averaging: Domains<ops.AvgPoolOptions> = { ...sliding, countIncludePad: aBoolean }

const poolOf = (
  kind: 'maxPool' | 'avgPool',
  given: unknown,
  options: ops.AvgPoolOptions,
  apply: (x: AnyTensor, window: Sizes, options: ops.AvgPoolOptions) => AnyTensor,
): Pool<string, Sizes, SlideOptions> => {
  const rank = Array.isArray(given) ? given.length : 0
  if (rank < 1 || rank > 3)
    fail({
      where: kind,
      must: 'window must be one, two or three sizes',
      was: Array.isArray(given) ? `${rank}` : shown(given),
      do: 'write them in brackets',
    })
  const window = windowSizes(kind, 'window', given, rank)
  const { strides, padding, dilation, countIncludePad } = options
  const slides = fieldsOf({ strides, padding, dilation }) as SlideOptions // an absent option is undefined
  const numbers = slideNumbers(kind, window, poolOptions(window, slides))
  const kept = fieldsOf({
    strides: frozen(kind, strides),
    padding: frozen(kind, padding),
    dilation: frozen(kind, dilation),
    countIncludePad,
  })
  const label = `${kind}(${showShape(window)})`
  return spec<Pool<string, Sizes, SlideOptions>>(
    { kind, window, ...(kept as SlideOptions) }, // an absent option is undefined
    pure({
      label,
      takes: 'float',
      out: (x, place) => {
        const found = splitDims(x, rank)
        return found === undefined
          ? failShallow(x, place, label, axesOf(rank))
          : [...found.before, ...slidDims(x, found.last, place, numbers)]
      },
      forward: (x) => apply(x, window, kept as ops.AvgPoolOptions),
    }),
  )
}

const flat = {
  where: '{place}',
  must: 'input of globalPool must be [items, channels, ...]',
  was: '{shape}',
  do: 'reshape it',
} as const

type GlobalOut<S> = S extends readonly [infer N, infer C, ...unknown[]]
  ? [N, C]
  : IsOpen<S> extends true
    ? [number, number]
    : Fill<typeof flat, { place: ''; shape: ShowShape<S> }>

export interface GlobalPool extends Pure {
  readonly kind: 'globalPool'
  readonly reduce: 'mean' | 'max'
  readonly [Out]: GlobalOut<Arg<this>>
  readonly [Par]: None
  readonly [Takes]: 'float'
}

export interface GlobalPoolOptions {
  /** The mean unless given. */
  readonly reduce?: 'mean' | 'max'
}

/** The mean, or the largest, of each channel over all axes after the first two: [items, channels, …] → [items, channels].
 *  Lin et al., Network In Network, 2013.
 *  @example globalPool().reduce // => 'mean' */
export const globalPool = (options: GlobalPoolOptions = {}): GlobalPool => {
  const { reduce = 'mean' } = optionsOf<GlobalPoolOptions>(
    'globalPool',
    { reduce: ['mean', 'max'] },
    options,
  )
  return spec<GlobalPool>(
    { kind: 'globalPool', reduce },
    pure({
      label: `globalPool(${reduce})`,
      takes: 'float',
      out: (x, place): Dims => {
        if (isOpen(x)) return ['?', '?']
        const [items, channels] = x
        return items === undefined || channels === undefined
          ? fail(fill(flat, { place: placeOf(place), shape: showDims(x) }))
          : [items, channels]
      },
      forward: (x) => {
        const axes = x.shape.flatMap((_, axis) => (axis < 2 ? [] : [axis]))
        if (axes.length === 0) return x
        return reduce === 'mean' ? ops.mean(x, axes) : ops.max(x, axes)
      },
    }),
  )
}
