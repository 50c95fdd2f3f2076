// One of two, element by element; and numbers kept within bounds.
import * as language from '../language/primitives/index.ts'
import { anything, demandRecord, optionsOf } from '../prelude/index.ts'
import { type BroadcastShape, broadcastShape, type Same, type Shape } from '../shape/index.ts'
import { isKey, type Key, type Tensor } from '../tensor/index.ts'
import { constantLike, type Held, type Scalar } from './constant.ts'
import type { OutsideOf } from './domain.ts'
import {
  type FirstFault,
  type FirstOf,
  type Found,
  type FoundBy,
  type FoundShape,
  type Operand,
  type PairDtype,
  type Paired,
  type PairShape,
  paired,
} from './pair.ts'
import { type Of, operandOf } from './unary.ts'
import { type Checked, stretched, typed } from './value.ts'

/** The shape of keys on both sides, or the sentence of keys beside what is none; that of tensors and numbers. */
type SidesShape<X, Y> = X extends Number
  ? PairShape<'where', 'ordered', X, Y>
  : X extends Key<infer A>
    ? Y extends Key<infer B>
      ? FoundBy<BroadcastShape<'where', A, B>>
      : FirstFault<'where', 'ordered', X>
    : null

/** What is no key: asked first, for it is known of a tensor whose dtype is a type parameter. */
type Number = Tensor<Shape, unknown> | Scalar

/** The shape of all three, or the sentence of what is wrong with them. */
type WhereShape<P, X, Y> =
  SidesShape<X, Y> extends infer R
    ? R extends Found<infer S>
      ? Same<P, S> extends true
        ? R
        : FoundBy<BroadcastShape<'where', P, S>>
      : R
    : never

type OnTrue<X> = X extends Number ? FirstOf<'where', 'ordered', X> : X
type OnFalse<P, X, Y> = X extends Number
  ? Paired<'where', 'ordered', X, Y, Checked<WhereShape<P, X, Y>, Y>>
  : Checked<WhereShape<P, X, Y>, Y>
type Chosen<X, Y, R> = X extends Number
  ? Tensor<FoundShape<R>, PairDtype<X, Y>>
  : Key<FoundShape<R>>

/** x where the predicate is true, y where it is not; all three are broadcast. Both are keys, or neither.
 *  @example where(tensor([true, false]), tensor([1, 2]), 0) // => tensor([1, 0]) */
export const where = <P extends Shape, B, X extends Operand, Y extends Operand>(
  predicate: Checked<OutsideOf<'where', 'boolean', P, B, 'predicate'>, Tensor<P, B>>,
  x: OnTrue<X>,
  y: OnFalse<P, X, Y>,
): Chosen<X, Y, WhereShape<P, X, Y>> => {
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

type BoundsOf<S, D, Low extends number, High extends number> = Held<
  'clip',
  Low,
  S,
  D,
  Held<'clip', High, S, D, Bounds<Low, High>>
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
  bounds: BoundsOf<S, D, Low, High>,
): Tensor<S, D> => {
  const value = operandOf('clip', 'number', x)
  demandRecord('clip', 'bounds', bounds)
  const { min, max } = optionsOf<Bounds>('clip', sides, bounds)
  const raised = min === undefined ? value : language.max(value, constantLike('clip', min, value))
  return typed(max === undefined ? raised : language.min(raised, constantLike('clip', max, value)))
}
