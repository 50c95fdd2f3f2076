// What residual and repeat have in common: one body, which keeps the shape.
import { type Fill, fail, fill } from '../../prelude/index.ts'
import type { IsOpen, ShowShape } from '../../shape/index.ts'
import {
  type Below,
  type Dims,
  type DimsEq,
  dimsEq,
  isOpen,
  type Place,
  placeOf,
  showDims,
} from '../dims.ts'
import { meaningOf } from '../meaning.ts'
import type { Spec } from '../spec.ts'
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

/** The body, or the sentence of a reference, which would have no other layer to name. */
export type BodyOf<B, Kind> = B extends RefLayer<string> ? Fill<typeof lost, { kind: Kind }> : B

/** The body.  Fails for a reference, and for what is no layer. */
export const bodyOf = (kind: string, body: unknown): Spec => {
  meaningOf(body, kind)
  const spec = body as Spec // it has a meaning
  return isRefLayer(spec) ? fail(fill(lost, { kind })) : spec
}
