// Two operands of one operation: of one dtype, stretched to one shape; a number takes the dtype of the other.
import type { Value } from '../language/level/index.ts'
import { type Fill, fail, fill } from '../prelude/index.ts'
import { type BroadcastShape, broadcastShape, type Same, type Shape } from '../shape/index.ts'
import type { Handle, Key, Tensor } from '../tensor/index.ts'
import { constantLike, type Held, isScalar, type Scalar } from './constant.ts'
import {
  type Domain,
  type MeetDtype,
  mustShareDtype,
  type OutsideOf,
  type Second,
  type Within,
} from './domain.ts'
import { operandBeside } from './unary.ts'
import { type Checked, stretched, typed } from './value.ts'

/** A tensor, or a number to take its dtype. */
export type Operand = Handle | Scalar

const alone = {
  where: '{op}',
  must: 'one of the operands must be a tensor',
  was: '{x} and {y}',
  do: 'use scalar',
} as const

/** Both operands under one type. */
export const paired = (
  op: string,
  domain: Domain,
  x: unknown,
  y: unknown,
): readonly [Value, Value] => {
  if (isScalar(x)) {
    if (isScalar(y)) return fail(fill(alone, { op, x: `${x}`, y: `${y}` }))
    const other = operandBeside(op, domain, y)
    return [constantLike(op, x, other), other]
  }
  const first = operandBeside(op, domain, x)
  if (isScalar(y)) return [first, constantLike(op, y, first)]
  const second = operandBeside(op, domain, y)
  mustShareDtype(op, first, second)
  const shape = broadcastShape(op, first.shape, second.shape)
  return [stretched(first, shape), stretched(second, shape)]
}

/** What is wrong with the first operand alone. */
export type FirstFault<Op, K extends Domain, X> =
  X extends Tensor<infer S, infer D> ? OutsideOf<Op, K, S, D> : KeyFault<Op, K, X>

/** The first operand, or what is wrong with it alone. */
export type FirstOf<Op, K extends Domain, X> =
  FirstFault<Op, K, X> extends null
    ? X
    : X extends Tensor<infer S, infer D>
      ? Within<Op, K, S, D, X>
      : KeyFault<Op, K, X>

type KeyFault<Op, K extends Domain, X> = X extends Key<infer S> ? OutsideOf<Op, K, S, 'key'> : null

/** A shape: no sentence, as the compiler sees even where S is a type parameter. No operand has such a property, so that none
 *  is mistaken for it where types are inferred. */
export interface Found<out S extends Shape> {
  readonly found: S
}

/** The shape of both operands, or the sentence of what is wrong with it, or that of two operands that are no tensors. */
export type PairShape<Op, K extends Domain, X, Y> = [X] extends [Tensor<infer A, unknown>]
  ? [Y] extends [Tensor<infer B, unknown>]
    ? Same<A, B> extends true
      ? Found<A>
      : FoundBy<BroadcastShape<Op, A, B>>
    : Y extends Scalar
      ? Found<A>
      : KeyFault<Op, K, Y>
  : [Y] extends [Tensor<infer B, unknown>]
    ? X extends Scalar
      ? Found<B>
      : null
    : X extends Scalar
      ? Y extends Scalar
        ? Fill<typeof alone, { op: Op; x: `${X}`; y: `${Y}` }>
        : KeyFault<Op, K, Y>
      : null

/** T where the dtypes of two operands fit, a number that of a tensor; else the sentence of what is wrong with them. */
export type Paired<Op, K extends Domain, X, Y, T> = [X] extends [Tensor<infer A, infer D>]
  ? [Y] extends [Tensor<infer B, infer E>]
    ? Second<Op, K, A, D, B, E, T>
    : Y extends Scalar
      ? Held<Op, Y, A, D, T>
      : T
  : [Y] extends [Tensor<infer B, infer E>]
    ? X extends Scalar
      ? Within<Op, K, B, E, Held<Op, X, B, E, T>>
      : T
    : T

/** The second operand, or what is wrong with it. */
export type SecondOf<Op, K extends Domain, X, Y> = Paired<
  Op,
  K,
  X,
  Y,
  Checked<PairShape<Op, K, X, Y>, Y>
>

export type FoundBy<R> = R extends string ? R : R extends Shape ? Found<R> : Found<number[]>

/** The shape that was found; unknown where there is a sentence. */
export type FoundShape<R> = R extends Found<infer S> ? S : number[]

/** The dtype of both operands. */
export type PairDtype<X, Y> = [X] extends [Tensor<infer _A, infer D>]
  ? [Y] extends [Tensor<infer _B, infer E>]
    ? MeetDtype<D, E>
    : D
  : [Y] extends [Tensor<infer _B, infer E>]
    ? E
    : 'f32'

/** An operation on two operands, element by element. */
export type Binary<Op extends string, K extends Domain> = <X extends Operand, Y extends Operand>(
  x: FirstOf<Op, K, X>,
  y: SecondOf<Op, K, X, Y>,
) => Tensor<FoundShape<PairShape<Op, K, X, Y>>, PairDtype<X, Y>>

export const binary =
  <Op extends string, K extends Domain>(
    op: Op,
    domain: K,
    apply: (x: Value, y: Value) => Value,
  ): Binary<Op, K> =>
  (x, y) =>
    typed(apply(...paired(op, domain, x, y)))

/** A comparison of two operands, element by element. */
export type Comparison<Op extends string> = <X extends Operand, Y extends Operand>(
  x: FirstOf<Op, 'ordered', X>,
  y: SecondOf<Op, 'ordered', X, Y>,
) => Tensor<FoundShape<PairShape<Op, 'ordered', X, Y>>, 'bool'>

export const comparison =
  <Op extends string>(op: Op, apply: (x: Value, y: Value) => Value): Comparison<Op> =>
  (x, y) =>
    typed(apply(...paired(op, 'ordered', x, y)))
