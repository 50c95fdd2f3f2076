// What layers that slide along the last axes have in common: which axes these are, and how many places there are.
import { type Fill, fail, fill } from '../../prelude/index.ts'
import {
  keepsSize,
  type NoOptions,
  type Option,
  type PerAxisFault,
  perAxis,
  type Shape,
  type ShowShape,
  type Sizes,
  type SlideNumbers,
  slideAlong,
} from '../../shape/index.ts'
import { type Dims, isOpen, type Place, placeOf, showDims } from '../dims.ts'

/** No options, or those of a layer. */
export type { NoOptions, Option }

const spoken = ['', 'length', 'height, width', 'depth, height, width'] as const

/** The last axes, so many of them, as messages call them. */
export const axesOf = (rank: number): string => spoken[rank] ?? ''
export type AxesOf<W extends Shape> = (typeof spoken)[W['length'] & keyof typeof spoken]

const shallow = {
  where: '{place}',
  must: 'input of {layer} must be [..., {axes}]',
  was: '{shape}',
  do: 'reshape it',
} as const

/** The sentence of an input that has too few axes, without its place. */
export type Shallow<S, Layer, Axes> = Fill<
  typeof shallow,
  { place: ''; layer: Layer; axes: Axes; shape: ShowShape<S> }
>

export const failShallow = (x: Dims, place: Place, layer: string, axes: string): never =>
  fail(fill(shallow, { place: placeOf(place), layer, axes, shape: showDims(x) }))

/** The last axes of a shape and those before, which may be any; undefined where there are too few. */
export const splitDims = (
  x: Dims,
  rank: number,
): { readonly before: Dims; readonly last: Dims } | undefined => {
  const known = isOpen(x) ? x.length - 1 : x.length
  if (known >= rank) return { before: x.slice(0, x.length - rank), last: x.slice(x.length - rank) }
  return isOpen(x) ? { before: ['...'], last: Array<string>(rank).fill('?') } : undefined
}

/** The places of a window along the last axes of x; a size that is not known stays where the window keeps it. */
export const slidDims = (x: Dims, last: Dims, place: Place, numbers: SlideNumbers): Dims =>
  last.map((n, i) =>
    typeof n === 'number'
      ? slideAlong(placeOf(place), numbers, i, { n, shape: x }).places
      : keepsSize(numbers, i)
        ? n
        : '?',
  )

/** The sizes of a window: one number stands for every axis. */
export type WindowOf<K, Axes extends Shape> = K extends Shape
  ? { -readonly [I in keyof K]: K[I] }
  : { -readonly [I in keyof Axes]: K }

/** The window, or its sentence. */
export type CheckedWindow<Op, Name, K, Axes extends Shape> =
  PerAxisFault<Op, Name, K, Axes> extends infer Fault
    ? Fault extends string
      ? NoInfer<Fault>
      : K
    : never

export const windowSizes = (op: string, name: string, given: unknown, rank: number): Sizes =>
  Object.freeze([...perAxis(op, name, given as number | Sizes, rank)]) // it fails for anything else
