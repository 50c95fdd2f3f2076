// Sorting along an axis, and running totals.
import type { Value } from '../language/level/index.ts'
import * as language from '../language/primitives/index.ts'
import { aBoolean, type Fill, fail, fill, optionsOf, shown } from '../prelude/index.ts'
import {
  type AxisOf,
  axisOf,
  type IsSize,
  isSize,
  type Lt,
  type Replace,
  type Shape,
  type ShowShape,
  showShape,
} from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import type { Domain } from './domain.ts'
import { type Of, operandOf } from './unary.ts'
import { type Checked, type ShapeOr, typed } from './value.ts'

/** The axis, or the sentence of one that S lacks; unknown where the rank is. */
type Along<Op, S extends Shape, A extends number> = number extends S['length']
  ? number
  : AxisOf<Op, S, A>

/** An operation along one axis, the last unless given. */
export type Lanewise<Op extends string, K extends Domain, Out = 'same'> = <
  S extends Shape,
  D,
  const A extends number = -1,
>(
  x: Of<Op, K, S, D>,
  axis?: Checked<Along<Op, S, A>, A>,
) => Tensor<S, Out extends 'same' ? D : Out>

export const lanewise =
  <Op extends string, K extends Domain, Out>(
    op: Op,
    domain: K,
    apply: (x: Value, axis: number) => Value,
  ): Lanewise<Op, K, Out> =>
  (x, axis) => {
    const value = operandOf(op, domain, x)
    return typed(apply(value, axisOf(op, value.shape, (axis === undefined ? -1 : axis) as number))) // where the call compiles
  }

/** Each element beside its index along the axis, sorted by the elements. */
const ranked = (x: Value, axis: number): readonly [Value, Value] => {
  const [values = x, indices = x] = language.sort([x, language.iota(x.shape, axis, 'i32')], axis)
  return [values, indices]
}

/** x in ascending order along an axis: stable, NaN last.
 *  @example sort(tensor([3, 1, 2])) // => tensor([1, 2, 3]) */
export const sort: Lanewise<'sort', 'ordered'> = lanewise<'sort', 'ordered', 'same'>(
  'sort',
  'ordered',
  (x, axis) => language.sort([x], axis)[0] ?? x,
)

/** The indices that put x in ascending order along an axis: i32, stable, NaN last.
 *  @example argsort(tensor([3, 1, 2])) // => tensor([1, 2, 0], { dtype: 'i32' }) */
export const argsort: Lanewise<'argsort', 'ordered', 'i32'> = lanewise(
  'argsort',
  'ordered',
  (x, axis) => ranked(x, axis)[1],
)

const tooMany = {
  where: 'topK',
  must: 'k must be no more than the size of axis {axis} of {shape}',
  was: '{k}',
  do: 'take fewer',
} as const

type Top<S extends Shape, K extends number, A extends number> = number extends S['length']
  ? number[]
  : AxisOf<'topK', S, A> extends infer Found
    ? Found extends string
      ? Found
      : Found extends keyof S & number
        ? Fits<S[Found], K> extends false
          ? Fill<typeof tooMany, { axis: A; shape: ShowShape<S>; k: K }>
          : Replace<S, Found, K>
        : { [I in keyof S]: number }
    : never

/** Whether K of N elements may be taken. */
type Fits<N, K extends number> =
  IsSize<K> extends false
    ? false
    : number extends N | K
      ? true
      : Lt<N & number, K> extends true
        ? false
        : true

/** The k largest along an axis, the last unless given, the largest first, and their indices: i32. Equals stand in their order,
 *  NaN first.
 *  @example topK(tensor([1, 4, 2, 4]), 3) // => [tensor([4, 4, 2]), tensor([1, 3, 2], { dtype: 'i32' })] */
export const topK = <S extends Shape, D, const K extends number, const A extends number = -1>(
  x: Of<'topK', 'ordered', S, D>,
  k: Checked<Top<S, K, A>, K>,
  axis?: A,
): readonly [
  values: Tensor<ShapeOr<Top<S, K, A>>, D>,
  indices: Tensor<ShapeOr<Top<S, K, A>>, 'i32'>,
] => {
  const value = operandOf('topK', 'ordered', x)
  const [count, given] = [k as number, axis === undefined ? -1 : axis] // where the call compiles
  const along = axisOf('topK', value.shape, given)
  const n = value.shape[along] ?? 0
  if (!isSize(count) || count > n)
    fail(fill(tooMany, { axis: given, shape: showShape(value.shape), k: shown(count) }))
  // turned around before, so that of equals the first one is last, and after
  const turned = (a: Value): Value => language.reverse(a, [along])
  const sorted = language.sort(
    [turned(value), turned(language.iota(value.shape, along, 'i32'))],
    along,
  )
  const [values = value, indices = value] = sorted.map((a) =>
    turned(language.cut(a, along, n - count, n)),
  )
  return [typed(values), typed(indices)]
}

export interface Direction {
  /** Whether to begin at the last element. */
  readonly reverse?: boolean
}

/** The running total along an axis: a chain in the order of the indices from +0, or from the last one.
 *  @example cumulativeSum(tensor([1, 2, 3]), 0) // => tensor([1, 3, 6])
 *  @example cumulativeSum(tensor([1, 2, 3]), 0, { reverse: true }) // => tensor([6, 5, 3]) */
export const cumulativeSum = <S extends Shape, D, const A extends number>(
  x: Of<'cumulativeSum', 'number', S, D>,
  axis: Checked<Along<'cumulativeSum', S, A>, A>,
  options?: Direction,
): Tensor<S, D> => {
  const value = operandOf('cumulativeSum', 'number', x)
  const along = axisOf('cumulativeSum', value.shape, axis as number) // where the call compiles
  const { reverse = false } = optionsOf<Direction>('cumulativeSum', { reverse: aBoolean }, options)
  return typed(language.cumulativeSum(value, along, reverse))
}
