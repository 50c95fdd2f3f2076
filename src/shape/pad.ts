// Padding: filler before, after and between the elements along each axis; a negative border cuts.
import { demandArray, type Fill, fail, fill, shown } from '../prelude/index.ts'
import { type Sizes, showShape } from './array-type.ts'
import type { IsOpen, Shape, ShowShape } from './dim.ts'
import type { Add, Mul, Sub } from './integer.ts'
import { countable } from './size.ts'

/** How many fillers stand before, after and between the elements of one axis. */
export type Border = readonly [low: number, high: number, interior?: number]

const missing = {
  where: 'pad',
  must: 'borders must be given for each axis of {shape}',
  was: '{count}',
  do: 'write [0, 0] for an axis without',
} as const

const invalid = {
  where: 'pad',
  must: 'borders of axis {axis} must be whole numbers, the one between elements not negative',
  was: '{low}, {high} and {interior}',
  do: 'write them as [1, 1], or [-1, 0] to cut',
} as const

const noBorder = {
  where: 'pad',
  must: 'border of axis {axis} must be [before, after] or [before, after, between]',
  was: '{border}',
  do: 'write it as [1, 1]',
} as const

const cutAway = {
  where: 'pad',
  must: 'borders of axis {axis} of {shape} must not cut more than there is',
  was: '{low} and {high}',
  do: 'cut less',
} as const

/** The shape with its borders. */
export const padShape = (shape: Sizes, borders: readonly Border[]): Sizes => {
  demandArray('pad', 'borders', borders)
  if (borders.length !== shape.length)
    fail(fill(missing, { shape: showShape(shape), count: borders.length }))
  const padded = borders.map((border, axis) => {
    if (!Array.isArray(border) || border.length < 2 || border.length > 3)
      fail(fill(noBorder, { axis, border: shown(border) }))
    const [low, high, interior = 0] = border
    if (![low, high, interior].every(Number.isSafeInteger) || interior < 0)
      fail(
        fill(invalid, {
          axis,
          low: shown(low),
          high: shown(high),
          interior: shown(interior),
        }),
      )
    const n = shape[axis] ?? 0
    const length = n + Math.max(0, n - 1) * interior + low + high
    return length < 0 ? fail(fill(cutAway, { axis, shape: showShape(shape), low, high })) : length
  })
  return countable('pad', padded)
}

/** The length with what stands between the elements. */
type Inner<N extends number, I extends number> = I extends 0
  ? N
  : N extends 0
    ? 0
    : Add<N, Mul<Sub<N, 1>, I>>

/** N plus a border that may be negative; `never` where less than nothing is left. */
type Plus<N extends number, B extends number> = number extends N | B
  ? number
  : `${B}` extends `-${infer Less extends number}`
    ? Sub<N, Less>
    : Add<N, B>

type IsWhole<N extends number> = `${N}` extends `${string}.${string}` | `${string}e${string}`
  ? false
  : true

type Bordered<S, Axis, N, L extends number, H extends number, I extends number> = false extends
  | IsWhole<L>
  | IsWhole<H>
  | IsWhole<I>
  ? Fill<typeof invalid, { axis: Axis; low: L; high: H; interior: I }>
  : `${I}` extends `-${string}`
    ? Fill<typeof invalid, { axis: Axis; low: L; high: H; interior: I }>
    : [L, H, I] extends [0, 0, 0]
      ? [N]
      : number extends N | L | H | I
        ? [number]
        : Ends<Inner<N & number, I>, L, H> extends infer Length
          ? [Length] extends [never]
            ? Fill<typeof cutAway, { axis: Axis; shape: ShowShape<S>; low: L; high: H }>
            : [Length]
          : never

/** Both ends, the positive one first, so that nothing is taken from too little. */
export type Ends<N extends number, L extends number, H extends number> = `${L}` extends `-${string}`
  ? Plus<Plus<N, H>, L>
  : Plus<Plus<N, L>, H>

/** The dim with its border as the only item of a list, or a sentence. */
type BorderedBy<S, Axis, N, B> = B extends readonly [
  infer L extends number,
  infer H extends number,
  infer I extends number,
]
  ? Bordered<S, Axis, N, L, H, I>
  : B extends readonly [infer L extends number, infer H extends number]
    ? Bordered<S, Axis, N, L, H, 0>
    : [number]

type Padded<
  S,
  Dims,
  Borders,
  Axis extends 0[] = [],
  Done extends Shape = [],
> = Dims extends readonly [infer N, ...infer Ns]
  ? Borders extends readonly [infer B, ...infer Bs]
    ? BorderedBy<S, Axis['length'], N, B> extends infer D
      ? D extends Shape
        ? Padded<S, Ns, Bs, [...Axis, 0], [...Done, ...D]>
        : D
      : never
    : never
  : Done

/** The shape with its borders, or a sentence of {@link padShape}. */
export type PadShape<S extends Shape, Borders extends Shape> =
  IsOpen<S> extends true
    ? number[]
    : IsOpen<Borders> extends true
      ? { -readonly [I in keyof S]: number }
      : S['length'] extends Borders['length']
        ? Padded<S, S, Borders>
        : Fill<typeof missing, { shape: ShowShape<S>; count: Borders['length'] }>
