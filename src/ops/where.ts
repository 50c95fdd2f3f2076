// One of two, element by element; and numbers kept within bounds.
import * as language from '../language/primitives/index.ts'
import { type BroadcastShape, broadcastShape, type Shape } from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { constantLike, type Unheld } from './constant.ts'
import type { OutsideOf } from './domain.ts'
import { type FirstFault, type Operand, type PairDtype, type PairShape, paired } from './pair.ts'
import { type Of, operandOf } from './unary.ts'
import { type Checked, type ShapeOr, stretched, typed } from './value.ts'

/** The shape of all three, or the sentence of what is wrong with them. */
type WhereShape<P, X, Y> =
  PairShape<'where', 'ordered', X, Y> extends infer S
    ? S extends string
      ? S
      : BroadcastShape<'where', P, S>
    : never

/** x where the predicate is true, y where it is not; all three are broadcast.
 *  @example where(tensor([true, false]), tensor([1, 2]), 0) // => tensor([1, 0]) */
export const where = <P extends Shape, B, X extends Operand, Y extends Operand>(
  predicate: Checked<OutsideOf<'where', 'boolean', P, B, 'predicate'>, Tensor<P, B>>,
  x: Checked<FirstFault<'where', 'ordered', X>, X>,
  y: Checked<WhereShape<P, X, Y>, Y>,
): Tensor<ShapeOr<WhereShape<P, X, Y>>, PairDtype<X, Y>> => {
  const chosen = operandOf('where', 'boolean', predicate, 'predicate')
  const [onTrue, onFalse] = paired('where', 'ordered', x, y)
  const shape = broadcastShape('where', chosen.shape, onTrue.shape)
  return typed(
    language.select(stretched(chosen, shape), stretched(onTrue, shape), stretched(onFalse, shape)),
  )
}

export interface Bounds<Low extends number = number, High extends number = number> {
  readonly min?: Low
  readonly max?: High
}

type BoundsFault<S, D, Low extends number, High extends number> =
  Unheld<'clip', Low, S, D> extends infer Fault
    ? Fault extends string
      ? Fault
      : Unheld<'clip', High, S, D>
    : never

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
  const { min, max } = bounds as Bounds // where the call compiles
  const raised = min === undefined ? value : language.max(value, constantLike('clip', min, value))
  return typed(max === undefined ? raised : language.min(raised, constantLike('clip', max, value)))
}
