// Predicates on the leaves of a model, for rules and partitions. fp-ts combines them: pipe(kind('linear'), and(role('bias'))).

import type { Predicate } from 'fp-ts/lib/Predicate.js'
import { demandRecord, demandText } from '../prelude/index.ts'
import type { Float, Sizes } from '../shape/index.ts'
import { segments } from '../tree/index.ts'

/** A leaf of a model, at its canonical path. */
export interface Place {
  readonly path: string
  /** The kind of the layer that declares it. */
  readonly kind: string
  /** What it is to that layer: weight, bias, scale, embedding … */
  readonly role: string
  readonly shape: Sizes
  readonly dtype: Float
}

/** The place of a leaf.  Fails for what is none. */
const placed = (where: string, place: Place): Place => {
  demandRecord(where, 'place', place)
  return place
}

/** The leaves of layers of this kind.
 *  @example kind('linear')({ path: '0.bias', kind: 'linear', role: 'bias', shape: [8], dtype: 'f32' }) // => true */
export const kind =
  (name: string): Predicate<Place> =>
  (place) =>
    placed('kind', place).kind === name

/** The leaves of this role, whatever their names.
 *  @example role('bias')({ path: '0.bias', kind: 'linear', role: 'bias', shape: [8], dtype: 'f32' }) // => true */
export const role =
  (name: string): Predicate<Place> =>
  (place) =>
    placed('role', place).role === name

/** The leaf of this path, and the leaves below it.
 *  @example within('0')({ path: '0.bias', kind: 'linear', role: 'bias', shape: [8], dtype: 'f32' }) // => true */
export const within = (path: string): Predicate<Place> => {
  const above = segments(demandText('within', 'path', path))
  return (place) => {
    const names = segments(demandText('within', 'path', placed('within', place).path))
    return above.every((name, i) => name === names[i])
  }
}
