// What residual and repeat have in common: one body, which keeps the shape.
import { isRight } from 'fp-ts/lib/Either.js'
import { attempt, type Fill, fail, fill } from '../../prelude/index.ts'
import type { IsOpen, ShowShape } from '../../shape/index.ts'
import {
  anyShape,
  type Below,
  type Dims,
  type DimsEq,
  dimsEq,
  isOpen,
  type Place,
  type Placed,
  placeOf,
  showDims,
} from '../dims.ts'
import { meaningOf } from '../meaning.ts'
import type { Apply, Spec } from '../spec.ts'
import { type Use, useOf } from '../use.ts'
import { isRefLayer, type RefLayer } from './ref.ts'

const changing = {
  where: '{place}',
  must: '{body} must keep the shape {from}',
  was: '{to}',
  do: 'change its last layer',
} as const

/** The shape x, where the body that makes y of it may have kept it; what is known of it.  Fails at its place otherwise. */
export const kept = (x: Dims, y: Dims, body: string, place: Place): Dims => {
  const words = { place: placeOf(place), body, from: showDims(x), to: showDims(y) }
  if (!dimsEq(x, y)) fail(fill(changing, words))
  return isOpen(x) ? y : x
}

/** The value of {@link kept}, or its sentence; or that of a mistake in the body, below its name. */
export type Kept<R, S, Body extends string, Name> = R extends string
  ? Below<Name, R>
  : DimsEq<R, S> extends false
    ? Fill<typeof changing, { place: ''; body: Body; from: ShowShape<S>; to: ShowShape<R> }>
    : IsOpen<S> extends true
      ? R
      : S

const lost = {
  where: '{kind}',
  must: 'body must be a layer',
  was: 'a ref',
  do: 'put both into one sequential',
} as const

const changed = {
  where: '{kind}',
  must: 'body must take what it gives',
  was: '{shape}',
  do: 'change its last layer',
} as const

/** The body, or the sentence of a reference, which would have no other layer to name; of what cannot be applied; or of a body that
 *  keeps no shape, whatever it is given. */
export type BodyOf<B, Kind extends string, Name> =
  B extends RefLayer<string>
    ? Fill<typeof lost, { kind: Kind }>
    : Keeping<B, Kind, Name> extends infer Fault
      ? [Fault] extends [string]
        ? Fault
        : B
      : never

/** What a body gives that was given anything, put in again. */
type Keeping<B, Kind extends string, Name> = B extends Spec
  ? Apply<B, number[]> extends infer R
    ? R extends string
      ? Placed<Below<Name, R>, Kind>
      : Keeps<Apply<B, R>, R> extends true
        ? null
        : Fill<typeof changed, { kind: Kind; shape: ShowShape<R> }>
    : never
  : null

type Keeps<R, S> = R extends string ? false : DimsEq<R, S>

/** The body.  Fails for a reference, for what is no layer or cannot be applied, and for what keeps no shape. */
export const bodyOf = (kind: string, name: string, body: unknown): Use => {
  meaningOf(body, kind)
  const spec = body as Spec // it has a meaning
  if (isRefLayer(spec)) return fail(fill(lost, { kind }))
  const use = useOf(name, spec)
  const place: Place = { where: kind, path: '' }
  const shape = use.out(anyShape, place)
  const again = attempt(() => use.out(shape, place))
  return isRight(again) && dimsEq(again.right, shape)
    ? use
    : fail(fill(changed, { kind, shape: showDims(shape) }))
}
