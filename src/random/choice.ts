// Elements chosen from several: evenly or by weights, with replacement or without.
import type { Value } from '../language/level/index.ts'
import {
  add,
  compare,
  cumulativeSum,
  cut,
  full,
  gather,
  log,
  mul,
  reshape,
  select,
  sub,
} from '../language/primitives/index.ts'
import { topK } from '../ops/index.ts'
import { aBoolean, anything, type Fill, fail, fill, optionsOf, shown } from '../prelude/index.ts'
import {
  axisOf,
  type DimEq,
  type Float,
  type IsOpen,
  type IsSize,
  isFloat,
  isSize,
  type Lt,
  type MayBe,
  type Shape,
  type ShowDim,
  type Size,
  type Sizes,
  size,
  type TakeShape,
} from '../shape/index.ts'
import {
  type AnyTensor,
  type Handle,
  isHandle,
  isTensor,
  type Key,
  type Tensor,
} from '../tensor/index.ts'
import { noise } from './gumbel.ts'
import { whole } from './integers.ts'
import {
  type Checked,
  type DrawnShape,
  drawnShape,
  type OneKey,
  oneKey,
  type ShapeOr,
  type Shown,
  spread,
  typed,
} from './operand.ts'
import { order } from './permutation.ts'
import { unit } from './uniform.ts'

const nothing = {
  where: 'choice',
  must: 'elements must be a number of them, or a tensor or keys',
  was: '{from}',
  do: 'pass one of them',
} as const

const none = {
  where: 'choice',
  must: 'there must be an element',
  was: 'none',
  do: 'pass 1 or more, or draw the shape [0]',
} as const

const tooMany = {
  where: 'choice',
  must: 'there must be no more draws than elements without replacement',
  was: '{draws} of {n}',
  do: 'draw fewer',
} as const

const unweighted = {
  where: 'choice',
  must: 'p must be f32[{n}] or f64[{n}]',
  was: '{p}',
  do: 'give each element its weight',
} as const

type ShapeOf<X> = X extends Tensor<infer S, unknown> ? S : X extends Key<infer S> ? S : never

/** The shape of what is drawn, or the sentence of what nothing can be drawn from. */
type Chosen<X, S extends Shape, A extends number> = X extends number
  ? IsSize<X> extends false
    ? Fill<typeof nothing, { from: X }>
    : S
  : X extends Handle
    ? TakeShape<ShapeOf<X>, S, A, 'choice'>
    : Fill<typeof nothing, { from: Shown<X> }>

/** How many elements there are to choose from. */
type Count<X, A extends number> = X extends number
  ? X
  : ShapeOf<X> extends infer S
    ? `${A}` extends keyof S
      ? S[`${A}` & keyof S]
      : number
    : never

/** The shape of so many draws as S says, or a sentence. */
type Draws<S, X, A extends number, R> =
  DrawnShape<'choice', S> extends infer T
    ? T extends Shape
      ? R extends false
        ? Lt<Count<X, A> & number, Size<T> & number> extends true
          ? Fill<typeof tooMany, { draws: Size<T> & number; n: Count<X, A> & number }>
          : T
        : T
      : T
    : never

/** Whether a shape may be that of N elements in one row. */
type IsRow<S, N> = S extends readonly [infer M] ? DimEq<M, N, S> : IsOpen<S>

/** P, or the sentence of what are no weights. */
type Weights<P, X, A extends number> =
  P extends Tensor<infer S, infer D>
    ? [MayBe<D, Float>, IsRow<S, Count<X, A>>] extends [true, true]
      ? P
      : Fill<typeof unweighted, { n: ShowDim<Count<X, A>>; p: Shown<P> }>
    : P

type Picked<X, S extends Shape> = X extends number
  ? Tensor<S, 'i32'>
  : X extends Tensor<Shape, infer D>
    ? Tensor<S, D>
    : Key<S>

export interface ChoiceOptions<A, P, R> {
  /** The axis of the elements; the first unless given. */
  readonly axis?: A
  /** Their weights, of any sum: all alike unless given. */
  readonly p?: P
  /** Whether an element may be chosen again; true unless given. */
  readonly replace?: R
}

const manners = { axis: anything, p: anything, replace: aBoolean } as const

/** Elements of a tensor or of keys, or of the numbers below n, which are i32. Their shape takes the place of the axis.
 *  @example random.choice(random.key(42), 10, [5]) // => tensor([4, 4, 1, 9, 9], { dtype: 'i32' }) */
export const choice = <
  const K,
  const X,
  const S extends Sizes | number,
  P = undefined,
  const A extends number = 0,
  const R extends boolean = true,
>(
  key: Checked<OneKey<'choice', K>, K>,
  from: Checked<Chosen<X, [], A>, X>,
  shape: Checked<Draws<S, X, A, R>, S & Sizes>,
  options?: ChoiceOptions<A, Checked<Weights<P, X, A>, P>, R>,
): Picked<X, ShapeOr<Chosen<X, ShapeOr<DrawnShape<'choice', S>>, A>>> => {
  const one = oneKey('choice', key)
  const sizes = drawnShape('choice', shape)
  const {
    axis = 0,
    p,
    replace = true,
  } = optionsOf<ChoiceOptions<number, unknown, boolean>>('choice', manners, options)
  const along = isHandle(from) ? axisOf('choice', from.shape, axis) : 0
  const n: unknown = isHandle(from) ? from.shape[along] : from
  if (typeof n !== 'number' || !isSize(n)) return fail(fill(nothing, { from: shown(from) }))
  if (n === 0 && size(sizes) > 0) fail(none)
  if (!replace && size(sizes) > n) fail(fill(tooMany, { draws: size(sizes), n }))
  const indices = chosen(one, n, sizes, { p: weightsOf(p, n), replace })
  // `Picked` says the same of X
  return typed<Handle>(
    isHandle(from) ? gather(from, indices, { axis: along, batch: 0, outside: 'nan' }) : indices,
  ) as Picked<X, ShapeOr<Chosen<X, ShapeOr<DrawnShape<'choice', S>>, A>>>
}

const weightsOf = (p: unknown, n: number): Value | undefined =>
  p === undefined || (isTensor(p) && isFloat(p.dtype) && p.shape.length === 1 && p.shape[0] === n)
    ? p
    : fail(fill(unweighted, { n, p: shown(p) }))

interface Manner {
  readonly p: Value | undefined
  readonly replace: boolean
}

/** Which of n elements. */
const chosen = (key: Value, n: number, shape: Sizes, { p, replace }: Manner): Value => {
  if (p === undefined)
    return replace
      ? whole(key, shape, 'i32', { min: 0, max: n })
      : reshape(cut(order(key, n), 0, 0, size(shape)), shape)
  if (!replace) {
    const noisy = add(noise(key, [n], floatOf(p)), log(p))
    return reshape(topK(typed<AnyTensor>(noisy), size(shape))[1], shape)
  }
  const totals = cumulativeSum(p, 0, false)
  const total = spread(reshape(cut(totals, 0, n - 1, n), []), shape)
  const u = unit(key, shape, floatOf(p))
  return firstNotBelow(totals, mul(total, sub(full(u, 1), u)))
}

const floatOf = (x: Value): Float => (x.dtype === 'f64' ? 'f64' : 'f32')

/** For each x, how many of ascending numbers lie below it: a search by halves, all at once. */
const firstNotBelow = (ascending: Value, x: Value): Value => {
  const n = ascending.shape[0] ?? 0
  let last: Value = full({ shape: x.shape, dtype: 'i32' }, -1) // the last place known to be below
  for (let step = powerIn(n); step >= 1; step /= 2) {
    const probe = add(last, full(last, step))
    // beyond the end is NaN, which is not below
    const value = gather(ascending, probe, { axis: 0, batch: 0, outside: 'nan' })
    last = select(compare(value, x, 'lt'), probe, last)
  }
  return add(last, full(last, 1))
}

/** The largest power of two that is no more than n. */
const powerIn = (n: number): number => {
  let power = 1
  while (2 * power <= n) power *= 2
  return power
}
