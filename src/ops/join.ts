// Joining and splitting along an axis.
import type { Value } from '../language/level/index.ts'
import * as language from '../language/primitives/index.ts'
import { demandArray } from '../prelude/index.ts'
import {
  axisOf,
  type ConcatShape,
  concatShape,
  newAxisOf,
  type Shape,
  type SplitShape,
  type StackShape,
  splitShape,
  stackShape,
} from '../shape/index.ts'
import type { Handle, Key, Tensor } from '../tensor/index.ts'
import { type Different, type MeetDtype, mustShareDtype } from './domain.ts'
import { type ArrayOf, arrayFrom, type Checked, reshaped, type ShapeOr, typed } from './value.ts'

type ShapesOf<Xs> = { [I in keyof Xs]: ShapeOf<Xs[I]> }
type ShapeOf<X> = X extends Tensor<infer S, unknown> ? S : X extends Key<infer S> ? S : never
type DtypeOf<X> = X extends Tensor<Shape, infer D> ? D : X extends Key<Shape> ? 'key' : never

/** The dtype of all arrays, or the sentence of the first that has another. */
type DtypeOfAll<Op, Xs, Met = unknown, First = never> = Xs extends readonly [
  infer Head,
  ...infer Tail,
]
  ? [First] extends [never]
    ? DtypeOfAll<Op, Tail, DtypeOf<Head>, Head>
    : Different<Op, ShapeOf<First>, Met, ShapeOf<Head>, DtypeOf<Head>> extends infer Fault
      ? Fault extends string
        ? Fault
        : DtypeOfAll<Op, Tail, MeetDtype<Met, DtypeOf<Head>>, First>
      : never
  : Xs extends readonly []
    ? Met
    : Xs extends readonly (infer Each)[]
      ? DtypeOf<Each>
      : never

type Fault<Op, Xs, Joined> =
  DtypeOfAll<Op, Xs> extends infer D ? (Names<D> extends true ? Joined : D) : never
/** Whether a dtype came out, and no sentence. */
type Names<D> = D extends `${string} ${string}` ? false : true

const valuesOf = (op: string, xs: readonly Handle[]): readonly Value[] => {
  const values = demandArray(op, 'operands', xs).map((x) => arrayFrom(op, x))
  const [first] = values
  for (const value of values) if (first !== undefined) mustShareDtype(op, first, value)
  return values
}

/** The arrays one after another along an axis that they have.
 *  @example concat([tensor([[1, 2]]), tensor([[3, 4]])], 0) // => tensor([[1, 2], [3, 4]]) */
export const concat = <const Xs extends readonly Handle[], const A extends number>(
  xs: Checked<Fault<'concat', Xs, null>, Xs>,
  axis: Checked<ConcatShape<ShapesOf<Xs>, A>, A>,
): ArrayOf<ShapeOr<ConcatShape<ShapesOf<Xs>, A>>, DtypeOfAll<'concat', Xs>> => {
  const values = valuesOf('concat', xs as readonly Handle[]) // where the call compiles
  const shapes = values.map(({ shape }) => shape)
  concatShape(shapes, axis as number)
  return typed(language.concat(values, axisOf('concat', shapes[0] ?? [], axis as number)))
}

/** Arrays of one shape laid along a new axis, which stands at `axis` in the result, else first.
 *  @example stack([tensor([1, 2]), tensor([3, 4])]) // => tensor([[1, 2], [3, 4]]) */
export const stack = <const Xs extends readonly Handle[], const A extends number = 0>(
  xs: Checked<Fault<'stack', Xs, null>, Xs>,
  axis?: Checked<StackShape<ShapesOf<Xs>, A>, A>,
): ArrayOf<ShapeOr<StackShape<ShapesOf<Xs>, A>>, DtypeOfAll<'stack', Xs>> => {
  const values = valuesOf('stack', xs as readonly Handle[]) // where the call compiles
  const shapes = values.map(({ shape }) => shape)
  const given = (axis === undefined ? 0 : axis) as number // where the call compiles
  stackShape(shapes, given)
  const place = newAxisOf('stack', shapes[0] ?? [], given)
  const rows = values.map((x) =>
    reshaped(x, [...x.shape.slice(0, place), 1, ...x.shape.slice(place)]),
  )
  return typed(language.concat(rows, place))
}

type Repeated<T, N, Done extends readonly unknown[] = []> = number extends N
  ? readonly T[]
  : Done['length'] extends N
    ? Done
    : Done['length'] extends 100
      ? readonly T[]
      : Repeated<T, N, [...Done, T]>

/** x in so many equal parts along the axis.
 *  @example split(tensor([1, 2, 3, 4]), 2, 0) // => [tensor([1, 2]), tensor([3, 4])] */
export const split = <S extends Shape, D, const N extends number, const A extends number = 0>(
  x: ArrayOf<S, D>,
  parts: Checked<SplitShape<S, N, A>, N>,
  axis?: A,
): Repeated<ArrayOf<ShapeOr<SplitShape<S, N, A>>, D>, N> => {
  const value = arrayFrom('split', x)
  const [count, given] = [parts as number, axis === undefined ? 0 : axis] // where the call compiles
  const place = axisOf('split', value.shape, given)
  const length = splitShape(value.shape, count, given)[place] ?? 0
  const pieces: unknown = Array.from({ length: count }, (_, i) =>
    language.cut(value, place, i * length, (i + 1) * length),
  )
  return pieces as Repeated<ArrayOf<ShapeOr<SplitShape<S, N, A>>, D>, N> // so many, each of that shape
}
