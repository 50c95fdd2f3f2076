// Shapes that may be known in part, at run time: the values of what src/shape says in types. A dim is a size, a name, or `?`;
// a first `...` stands for any axes.
import { type Fill, fail, fill } from '../prelude/index.ts'
import type { DimEq, IsOpen, Shape, ShowDim, ShowShape } from '../shape/index.ts'

export type Dim = number | string
export type Dims = readonly Dim[]

/** Any shape at all. */
export const anyShape: Dims = Object.freeze(['...'])

export const isOpen = (x: Dims): boolean => x[0] === '...'

/** @example showDims(['...', 8]) // => '[..., 8]' */
export const showDims = (x: Dims): string => `[${x.join(', ')}]`

/** Whether two dims may be equal: one size, an unknown and anything, a name and any size, but never two names. */
export const dimEq = (a: Dim, b: Dim): boolean =>
  a === b || a === '?' || b === '?' || typeof a !== typeof b

/** The more specific of two dims that may be equal: a size before a name before an unknown. */
export const meetDim = (a: Dim, b: Dim): Dim =>
  typeof a === 'number' || (typeof b === 'string' && a !== '?') ? a : b

/** All axes but the last, of any shape. */
export const leading = (x: Dims): Dims => (x.length === 1 && isOpen(x) ? x : x.slice(0, -1))

/** How many elements there are: a size, the only dim that is no 1, or unknown. */
export const sizeOf = (x: Dims): Dim => {
  const known = x.filter((n) => typeof n === 'number').reduce((product, n) => product * n, 1)
  const [other, ...others] = x.filter((n) => typeof n === 'string')
  if (other === undefined || known === 0) return known
  return known === 1 && others.length === 0 ? other : '?'
}

/** Whether two shapes may be equal. */
export const dimsEq = (a: Dims, b: Dims): boolean => {
  const [m, n] = [a.at(-1), b.at(-1)]
  if (m === '...' || n === '...') return true
  if (m === undefined || n === undefined) return m === n
  return dimEq(m, n) && dimsEq(a.slice(0, -1), b.slice(0, -1))
}

/** Whether two shapes may be equal; the value of {@link dimsEq}. */
export type DimsEq<A, B> = A extends readonly [...infer As, infer a]
  ? B extends readonly [...infer Bs, infer b]
    ? DimEq<a, b, A> extends false
      ? false
      : DimsEq<As, Bs>
    : IsOpen<B>
  : IsOpen<A> extends true
    ? true
    : B extends readonly []
      ? true
      : B extends readonly [...unknown[], unknown] // an axis more, whatever stands before it
        ? false
        : IsOpen<B>

/** Where a layer stands: the function that is called, and the path below it. */
export interface Place {
  readonly where: string
  readonly path: string
}

/** The head of a sentence: the path of the layer, or the function that was called. */
export const placeOf = ({ where, path }: Place): string => (path === '' ? where : `layer ${path}`)

const unlike = {
  where: '{place}',
  must: 'input of {layer} must be [..., {size}]',
  was: '{shape}',
  do: 'write {repair}, or change the layer before it',
} as const

const scalar = {
  where: '{place}',
  must: 'input of {layer} must be [..., {size}]',
  was: '[]',
  do: 'reshape it',
} as const

/** The shape, whose last dim may be `size`.  Fails at this place, with what to write instead. */
export const withLast = (
  x: Dims,
  place: Place,
  {
    layer,
    size,
    repair,
  }: { readonly layer: string; readonly size: number; readonly repair: (last: Dim) => string },
): Dims => {
  const last = x.at(-1)
  if (last === '...') return x
  const words = { place: placeOf(place), layer, size }
  if (last === undefined) return fail(fill(scalar, words))
  return dimEq(last, size)
    ? x
    : fail(fill(unlike, { ...words, shape: showDims(x), repair: repair(last) }))
}

/** The sentence of {@link withLast}, without its place; `Head` and `Tail` are the layer's text around the size to write. */
export type NotLast<
  S,
  Layer,
  Size,
  Head extends string,
  Tail extends string,
> = S extends readonly []
  ? Fill<typeof scalar, { place: ''; layer: Layer; size: ShowDim<Size, S> }>
  : Fill<
      typeof unlike,
      {
        place: ''
        layer: Layer
        size: ShowDim<Size, S>
        shape: ShowShape<S>
        repair: `${Head}${S extends readonly [...unknown[], infer L] ? ShowDim<L, S> : '?'}${Tail}`
      }
    >

/** The path of a child put before the place of a sentence: `0` and `: must …` make `0: must …`. */
export type Below<K, E extends string> = E extends `:${string}`
  ? `${K & (string | number)}${E}`
  : `${K & (string | number)}.${E}`

/** A sentence with its head: `layer 2: …`, or the function's name. */
export type Placed<E extends string, F extends string> = E extends `:${string}`
  ? `${F}${E}`
  : `layer ${E}`

/** A shape as results are given; any shape where there is a mistake, which is said elsewhere. */
export type ShapeOr<R> = R extends string ? number[] : R extends Shape ? R : number[]
