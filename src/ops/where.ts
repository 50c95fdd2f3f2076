// One of two, element by element; and numbers kept within bounds.
import * as language from '../language/primitives/index.ts'
import { anything, demandRecord, optionsOf } from '../prelude/index.ts'
import { type BroadcastShape, broadcastShape, type Same, type Shape } from '../shape/index.ts'
import { isKey, type Key, type Tensor } from '../tensor/index.ts'
import { constantLike, type Unheld } from './constant.ts'
import type { OutsideOf } from './domain.ts'
import {
  type FirstFault,
  type Found,
  type FoundBy,
  type FoundShape,
  type Operand,
  type PairDtype,
  type PairShape,
  paired,
} from './pair.ts'
import { type Of, operandOf } from './unary.ts'
import { type ArrayOf, type Checked, stretched, typed, type Unless } from './value.ts'

/** The shape of keys on both sides, or the sentence of keys beside what is none; that of tensors and numbers. */
type SidesShape<X, Y> =
  X extends Key<infer A>
    ? Y extends Key<infer B>
      ? FoundBy<BroadcastShape<'where', A, B>>
      : FirstFault<'where', 'ordered', X>
    : PairShape<'where', 'ordered', X, Y>

/** The shape of all three, or the sentence of what is wrong with them. */
type WhereShape<P, X, Y> =
  SidesShape<X, Y> extends infer R
    ? R extends Found<infer S>
      ? Same<P, S> extends true
        ? R
        : FoundBy<BroadcastShape<'where', P, S>>
      : R
    : never

type WhereFault<X> = X extends Key<Shape> ? null : FirstFault<'where', 'ordered', X>
type WhereDtype<X, Y> = X extends Key<Shape> ? 'key' : PairDtype<X, Y>

/** x where the predicate is true, y where it is not; all three are broadcast. Both are keys, or neither.
 *  @example where(tensor([true, false]), tensor([1, 2]), 0) // => tensor([1, 0]) */
export const where = <P extends Shape, B, X extends Operand, Y extends Operand>(
  predicate: Checked<OutsideOf<'where', 'boolean', P, B, 'predicate'>, Tensor<P, B>>,
  x: Checked<WhereFault<X>, X>,
  y: Checked<WhereShape<P, X, Y>, Y>,
): ArrayOf<FoundShape<WhereShape<P, X, Y>>, WhereDtype<X, Y>> => {
  const chosen = operandOf('where', 'boolean', predicate, 'predicate')
  const [onTrue, onFalse] = isKey(x) && isKey(y) ? [x, y] : paired('where', 'ordered', x, y)
  const sides = broadcastShape('where', onTrue.shape, onFalse.shape)
  const shape = broadcastShape('where', chosen.shape, sides)
  return typed(
    language.select(stretched(chosen, shape), stretched(onTrue, shape), stretched(onFalse, shape)),
  )
}

export interface Bounds<Low extends number = number, High extends number = number> {
  readonly min?: Low
  readonly max?: High
}

const sides = { min: anything, max: anything } as const

type BoundsFault<S, D, Low extends number, High extends number> = Unless<
  Unheld<'clip', Low, S, D>,
  Unheld<'clip', High, S, D>
>

/** x with what is below `min` raised to it and what is above `max` lowered; at a bound half of the derivative stays.
 *  @example clip(tensor([-2, 0.5, 3]), { min: -1, max: 1 }) // => tensor([-1, 0.5, 1]) */
export const clip = <
  S extends Shape,
  D,
  const Low extends number = number,
  const High extends number = number,
>(
  x: Of<'clip', 'number', S, D>,
  bounds: Checked<BoundsFault<S, D, Low, High>, Bounds<Low, High>>,
): Tensor<S, D> => {
  const value = operandOf('clip', 'number', x)
  demandRecord('clip', 'bounds', bounds)
  const { min, max } = optionsOf<Bounds>('clip', sides, bounds)
  const raised = min === undefined ? value : language.max(value, constantLike('clip', min, value))
  return typed(max === undefined ? raised : language.min(raised, constantLike('clip', max, value)))
}
