// The largest and the smallest, where they are, and what is made of them.
import type { Value } from '../language/level/index.ts'
import * as language from '../language/primitives/index.ts'
import { aBoolean, fail, fill, optionsOf } from '../prelude/index.ts'
import {
  axisOf,
  keepDimsShape,
  type ReduceShape,
  type Shape,
  showType,
  size,
} from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { type KeepDims, type Reduced, type Reduction, reduction } from './axes.ts'
import type { Domain } from './domain.ts'
import { type Of, operandOf } from './unary.ts'
import { type Checked, reshaped, typed } from './value.ts'

const { broadcast, compare, full, select } = language

/** The largest element: NaN wins, −0 is less than +0. A tie splits its derivative.  Fails where there is none.
 *  @example max(tensor([[1, 5], [3, 2]]), 0) // => tensor([3, 5]) */
export const max: Reduction<'max', 'ordered'> = reduction('max', 'ordered', (x, axes) =>
  language.reduceMax(present('max', x, axes), axes),
)

/** The smallest element: NaN wins, −0 is less than +0. A tie splits its derivative.  Fails where there is none.
 *  @example min(tensor([[1, 5], [3, 2]]), 0) // => tensor([1, 2]) */
export const min: Reduction<'min', 'ordered'> = reduction('min', 'ordered', (x, axes) =>
  language.reduceMin(present('min', x, axes), axes),
)

const empty = {
  where: '{op}',
  must: 'must have an element along each reduced axis',
  was: '{type}',
  do: 'reduce another axis',
} as const

const present = (op: string, x: Value, axes: readonly number[]): Value =>
  axes.some((axis) => x.shape[axis] === 0) ? fail(fill(empty, { op, type: showType(x) })) : x

/** What is left of the shape. */
const leftOf = (x: Value, axes: readonly number[]): readonly number[] =>
  x.shape.filter((_, axis) => !axes.includes(axis))

const isEmpty = (x: Value, axes: readonly number[]): boolean =>
  axes.some((axis) => x.shape[axis] === 0)

/** Whether all are true; of nothing, they are.
 *  @example all(tensor([[true, false], [true, true]]), 1) // => tensor([false, true]) */
export const all: Reduction<'all', 'boolean'> = reduction('all', 'boolean', (x, axes) =>
  isEmpty(x, axes)
    ? full({ shape: leftOf(x, axes), dtype: 'bool' }, 1)
    : language.reduceMin(x, axes),
)

/** Whether one is true.
 *  @example any(tensor([[true, false], [false, false]]), 1) // => tensor([true, false]) */
export const any: Reduction<'any', 'boolean'> = reduction('any', 'boolean', (x, axes) =>
  isEmpty(x, axes)
    ? full({ shape: leftOf(x, axes), dtype: 'bool' }, 0)
    : language.reduceMax(x, axes),
)

/** The largest element along the axes as a constant for derivatives; 0 where it is infinite or NaN. */
const ceilingOf = (x: Value, axes: readonly number[]): Value => {
  const largest = language.reduceMax(language.stopGradient(x), axes)
  const finite = compare(language.abs(largest), full(largest, Number.POSITIVE_INFINITY), 'lt')
  return select(finite, largest, full(largest, 0))
}

/** ln Σ eˣ, as the largest x and the logarithm of a sum that is not less than 1. */
const logOfSum = (x: Value, axes: readonly number[]): Value => {
  if (isEmpty(x, axes))
    return full({ shape: leftOf(x, axes), dtype: x.dtype }, Number.NEGATIVE_INFINITY)
  const ceiling = ceilingOf(x, axes)
  const powers = language.exp(language.sub(x, broadcast(ceiling, x.shape, axes)))
  return language.add(language.log(language.sum(powers, axes)), ceiling)
}

/** ln Σ eˣ, without overflow: ln 0 = −∞ of nothing.
 *  @example logSumExp(tensor([1000, -1000])) // => tensor(1000) */
export const logSumExp: Reduction<'logSumExp', 'float'> = reduction('logSumExp', 'float', logOfSum)

/** A reduction to where something is: along one axis, or among all elements, row-major. */
type Argument<Op extends string, Dom extends Domain> = <
  S extends Shape,
  D,
  const A extends number | undefined = undefined,
  K extends boolean = false,
>(
  x: Of<Op, Dom, S, D>,
  axis?: Checked<ReduceShape<Op, S, A>, A>,
  options?: KeepDims<K>,
) => Tensor<Reduced<Op, S, A, K>, 'i32'>

const argument =
  <Op extends string>(op: Op, apply: (x: Value, axis: number) => Value): Argument<Op, 'ordered'> =>
  (x, axis, options) => {
    const value = operandOf(op, 'ordered', x)
    const { keepDims = false } = optionsOf<KeepDims>(op, { keepDims: aBoolean }, options)
    const given = axis as number | undefined // where the call compiles
    const y =
      given === undefined
        ? apply(present(op, reshaped(value, [size(value.shape)]), [0]), 0)
        : along(op, value, axisOf(op, value.shape, given), apply)
    return typed(keepDims ? reshaped(y, keepDimsShape(op, value.shape, given)) : y)
  }

const along = (
  op: string,
  x: Value,
  axis: number,
  apply: (x: Value, axis: number) => Value,
): Value => apply(present(op, x, [axis]), axis)

/** The index of the first of the largest elements, NaN first: i32.
 *  @example argmax(tensor([[1, 5], [3, 2]]), 1) // => tensor([1, 0], { dtype: 'i32' }) */
export const argmax: Argument<'argmax', 'ordered'> = argument('argmax', language.argMax)

/** The index of the first of the smallest elements, NaN first: i32.
 *  @example argmin(tensor([[1, 5], [3, 2]]), 1) // => tensor([0, 1], { dtype: 'i32' }) */
export const argmin: Argument<'argmin', 'ordered'> = argument('argmin', language.argMin)
