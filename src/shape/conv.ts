// Convolutions: x [items, channels, …] under a kernel [features, channels of a group, …] gives [items, features, …].
import { type Fill, fail, fill } from '../prelude/index.ts'
import { type Sizes, showShape } from './array-type.ts'
import type { DimEq, IsOpen, Shape, ShowDim, ShowShape } from './dim.ts'
import type { DivMod, Mul } from './integer.ts'
import { type DilatedOptions, perAxis, type Slid, slide } from './slide.ts'
import type { FirstFault, Option, PerAxisFault, SlidOver } from './slide-type.ts'

export interface ConvOptions extends DilatedOptions {
  /** In how many groups channels and features are apart: 1 unless given. */
  readonly groups?: number
}

const ranks = {
  where: 'conv',
  must: 'input and kernel must be of one rank, 2 or more',
  was: '{x} and {kernel}',
  do: 'write [items, channels, ...] and [features, channels, ...]',
} as const

const other = {
  where: 'conv',
  must: 'channels of the input must be {channels}, those of the kernel in each of its groups',
  was: '{was} in {x}',
  do: 'give the kernel as many, or change groups',
} as const

const uneven = {
  where: 'conv',
  must: 'features of the kernel must be a multiple of the groups {groups}',
  was: '{was} in {kernel}',
  do: 'choose groups that divide them',
} as const

export interface Convolved extends Slid {
  readonly shape: Sizes
  readonly groups: number
}

/** The shape of a convolution, and how its kernel slides. */
export const convShape = (x: Sizes, kernel: Sizes, options: ConvOptions): Convolved => {
  if (x.length !== kernel.length || x.length < 2)
    fail(fill(ranks, { x: showShape(x), kernel: showShape(kernel) }))
  const [items = 0, channels = 0] = x
  const [features = 0, depth = 0, ...window] = kernel
  perAxis('conv', 'kernel', window, window.length)
  const [groups = 1] = perAxis('conv', 'groups', [options.groups ?? 1], 1)
  if (channels !== depth * groups)
    fail(fill(other, { channels: depth * groups, was: channels, x: showShape(x) }))
  if (features % groups !== 0)
    fail(fill(uneven, { groups, was: features, kernel: showShape(kernel) }))
  const slid = slide('conv', x, window, options)
  return { ...slid, shape: [items, features, ...slid.places], groups }
}

type ChannelsFault<X, C, D, G> = number extends D | G
  ? null
  : DimEq<C, Mul<D & number, G & number>, X> extends false
    ? Fill<
        typeof other,
        { channels: Mul<D & number, G & number>; was: ShowDim<C, X>; x: ShowShape<X> }
      >
    : null

type FeaturesFault<W, F, G> = number extends F | G
  ? null
  : DivMod<F & number, G & number>[1] extends 0
    ? null
    : Fill<typeof uneven, { groups: G; was: F; kernel: ShowShape<W> }>

type Grouped<X, W, C, F, D, K extends Shape, G> =
  FirstFault<
    [PerAxisFault<'conv', 'kernel', K, K>, PerAxisFault<'conv', 'groups', [G], [1]>]
  > extends infer Fault
    ? Fault extends string
      ? Fault
      : FirstFault<[ChannelsFault<X, C, D, G>, FeaturesFault<W, F, G>]>
    : never

/** The sentence of a kernel that is none for x, however it slides, or null. */
export type KernelFault<X, W, O> =
  IsOpen<X> extends true
    ? null
    : IsOpen<W> extends true
      ? null
      : [X, W] extends [
            readonly [unknown, infer C, ...infer L],
            readonly [infer F, infer D, ...infer K],
          ]
        ? L['length'] extends K['length']
          ? Grouped<X, W, C, F, D, K, Option<O, 'groups', 1>>
          : Fill<typeof ranks, { x: ShowShape<X>; kernel: ShowShape<W> }>
        : Fill<typeof ranks, { x: ShowShape<X>; kernel: ShowShape<W> }>

type Placed<X, W, O> = X extends readonly [infer N, unknown, ...infer L]
  ? W extends readonly [infer F, unknown, ...infer K]
    ? SlidOver<'conv', X, L, K, O> extends infer Places
      ? Places extends Shape
        ? [N, F, ...Places]
        : Places
      : never
    : never
  : never

/** The shape of a convolution, or a sentence of {@link convShape}. */
export type ConvShape<X, W, O> =
  IsOpen<X> extends true
    ? number[]
    : IsOpen<W> extends true
      ? number[]
      : KernelFault<X, W, O> extends infer Fault
        ? Fault extends string
          ? Fault
          : Placed<X, W, O>
        : never
