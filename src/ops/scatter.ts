// Elements added where indices say: the adjoint of `take`.
import type { Value } from '../language/level/index.ts'
import * as language from '../language/primitives/index.ts'
import { anything, type Fill, fail, fill, optionsOf } from '../prelude/index.ts'
import {
  axisOf,
  type CheckedShape,
  checkedShape,
  type MeetOutside,
  type Shape,
  type ShowShape,
  sameShape,
  showShape,
  type TakeShape,
  takeShape,
} from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { type Different, mustShareDtype } from './domain.ts'
import { type Indices, indicesOf } from './take.ts'
import { type Of, operandOf } from './unary.ts'
import { type Checked, type ShapeOr, typed, type Unless } from './value.ts'

const misshapen = {
  where: '{op}',
  must: 'updates must be of shape {wanted}',
  was: '{shape}',
  do: 'use broadcastTo or reshape',
} as const

type UpdatesFault<
  S extends Shape,
  D,
  I extends Shape,
  U extends Shape,
  E,
  A extends number,
> = Unless<Different<'scatterAdd', S, D, U, E>, Misshapen<TakeShape<S, I, A, 'scatterAdd'>, U>>

type Misshapen<Wanted, U> = Wanted extends string
  ? Wanted
  : MeetOutside<Wanted, U, never> extends false
    ? Fill<typeof misshapen, { op: 'scatterAdd'; wanted: ShowShape<Wanted>; shape: ShowShape<U> }>
    : null

export interface Along<A extends number = number> {
  /** The axis that indices count along: the first unless given. */
  readonly axis?: A
}

/** x[indices] += updates along an axis: duplicates add up in row-major order, what lies outside is dropped.
 *  @example scatterAdd(zeros([3]), tensor([0, 2, 0], { dtype: 'i32' }), tensor([1, 2, 3])) // => tensor([4, 0, 2]) */
export const scatterAdd = <
  S extends Shape,
  D,
  I extends Shape,
  E,
  U extends Shape,
  F,
  const A extends number = 0,
>(
  x: Of<'scatterAdd', 'number', S, D>,
  indices: Indices<'scatterAdd', I, E>,
  updates: Checked<UpdatesFault<S, D, I, U, F, A>, Tensor<U, F>>,
  options?: Along<A>,
): Tensor<S, D> => {
  const whole = operandOf('scatterAdd', 'number', x)
  const at = indicesOf('scatterAdd', indices)
  const parts = operandOf('scatterAdd', 'number', updates)
  mustShareDtype('scatterAdd', whole, parts)
  const { axis = 0 } = optionsOf<Along>('scatterAdd', { axis: anything }, options)
  const wanted = takeShape(whole.shape, at.shape, axis, 'scatterAdd')
  if (!sameShape(wanted, parts.shape))
    fail(
      fill(misshapen, {
        op: 'scatterAdd',
        wanted: showShape(wanted),
        shape: showShape(parts.shape),
      }),
    )
  const along = { axis: axisOf('scatterAdd', whole.shape, axis), batch: 0 }
  return typed(language.scatterAdd(whole, at, parts, along))
}

const uneven = {
  where: 'segmentSum',
  must: 'segments must be one for each row of {shape}',
  was: '{segments}',
  do: 'number each row with its segment',
} as const

type Segmented<S extends Shape, I extends Shape, N extends number> = S extends readonly [
  infer M,
  ...infer Rest,
]
  ? MeetOutside<[M], I, never> extends false
    ? Fill<typeof uneven, { shape: ShowShape<S>; segments: ShowShape<I> }>
    : [N, ...Rest]
  : S extends readonly []
    ? Fill<typeof uneven, { shape: ShowShape<S>; segments: ShowShape<I> }>
    : number[]

/** Rows summed by segment: row s of the result is Σ of the rows of x whose segment is s, in their order; others are dropped.
 *  @example segmentSum(tensor([1, 2, 3]), tensor([0, 1, 0], { dtype: 'i32' }), 2) // => tensor([4, 2]) */
export const segmentSum = <S extends Shape, D, I extends Shape, E, const N extends number>(
  x: Of<'segmentSum', 'number', S, D>,
  segments: Checked<Segmented<S, I, N>, Tensor<I, E>>,
  n: Checked<CheckedShape<'segmentSum', [N]>, N>,
): Tensor<ShapeOr<Segmented<S, I, N>>, D> => {
  const rows = operandOf('segmentSum', 'number', x)
  const at = indicesOf('segmentSum', segments)
  const [length, ...rest] = rows.shape
  if (length === undefined || !sameShape(at.shape, [length]))
    fail(fill(uneven, { shape: showShape(rows.shape), segments: showShape(at.shape) }))
  const shape = [...checkedShape('segmentSum', [n as number]), ...rest] // where the call compiles
  const start: Value = language.full({ shape, dtype: rows.dtype }, 0)
  return typed(language.scatterAdd(start, at, rows, { axis: 0, batch: 0 }))
}
