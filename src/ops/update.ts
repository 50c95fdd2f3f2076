// An array with one of its parts replaced.
import type { Value } from '../language/level/index.ts'
import * as language from '../language/primitives/index.ts'
import {
  type BroadcastToShape,
  broadcastToShape,
  type IndexedShape,
  indexInto,
  type Shape,
  type Sizes,
} from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { constantLike, isScalar, type Scalar, type Unheld } from './constant.ts'
import { type Different, mustShareDtype } from './domain.ts'
import type { Operand } from './pair.ts'
import { operandBeside, operandOf } from './unary.ts'
import { type Checked, reshaped, stretched, typed, type Unless } from './value.ts'

/** What is wrong with a value for the axes R of a tensor, or null. */
type ValueFault<Op, R, S, D, V> =
  V extends Tensor<infer B, infer E>
    ? Unless<Different<Op, S, D, B, E>, R extends string ? null : BroadcastToShape<Op, B, R>>
    : V extends Scalar
      ? Unheld<Op, V, S, D>
      : null

/** A value for a part of x: a number in its dtype, or a tensor stretched to the shape. */
const partOf = (op: string, x: Value, shape: Sizes, value: unknown): Value => {
  const part = isScalar(value)
    ? constantLike(op, value, x, shape)
    : operandBeside(op, 'ordered', value, 'value')
  mustShareDtype(op, x, part)
  return stretched(part, broadcastToShape(op, part.shape, shape))
}

const starts = (index: Sizes): readonly Value[] => index.map((i) => language.number(i, 'i32'))

/** x with one element, or the block at an index of its leading axes, replaced.
 *  @example update(tensor([[1, 2], [3, 4]]), [0, -1], 9) // => tensor([[1, 9], [3, 4]])
 *  @example update(tensor([[1, 2], [3, 4]]), [1], tensor([7, 8])) // => tensor([[1, 2], [7, 8]]) */
export const update = <S extends Shape, D, const I extends Sizes, V extends Operand>(
  x: Tensor<S, D>,
  index: Checked<IndexedShape<'update', S, I>, I>,
  value: Checked<ValueFault<'update', IndexedShape<'update', S, I>, S, D, V>, V>,
): Tensor<S, D> => {
  const whole = operandOf('update', 'ordered', x)
  const at = indexInto('update', whole.shape, index as Sizes) // where the call compiles
  const rest = whole.shape.slice(at.length)
  const block = reshaped(partOf('update', whole, rest, value), [...at.map(() => 1), ...rest])
  return typed(language.dynamicUpdate(whole, block, starts([...at, ...rest.map(() => 0)])))
}
