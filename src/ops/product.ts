// Contractions: of chosen axes, of two vectors, of none.
import * as language from '../language/primitives/index.ts'
import { anything, type Fill, fail, fill, optionsOf } from '../prelude/index.ts'
import {
  type DimEq,
  type DotGeneralShape,
  dotGeneralShape,
  type Pairing,
  pairedAxes,
  type Shape,
  type ShowShape,
  showShape,
} from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { type MeetDtype, mustShareDtype, type Second } from './domain.ts'
import { type Of, operandOf } from './unary.ts'
import { type Checked, type ShapeOr, typed } from './value.ts'

const pairs = { contract: anything, batch: anything } as const

/** The sum of products along pairs of axes. The result has the batch axes, then the free axes of x, then those of y; terms are
 *  taken in the order in which `contract` lists the axes.
 *  @example dotGeneral(ones([2, 3]), ones([4, 3]), { contract: [[1], [1]] }).shape // => [2, 4] */
export const dotGeneral = <A extends Shape, D, B extends Shape, E, const P extends Pairing>(
  x: Of<'dotGeneral', 'number', A, D>,
  y: Second<'dotGeneral', 'number', A, D, B, E, Tensor<B, E>>,
  pairing: Checked<DotGeneralShape<A, B, P>, P>,
): Tensor<ShapeOr<DotGeneralShape<A, B, P>>, MeetDtype<D, E>> => {
  const left = operandOf('dotGeneral', 'number', x)
  const right = operandOf('dotGeneral', 'number', y)
  mustShareDtype('dotGeneral', left, right)
  const given = optionsOf<Pairing>('dotGeneral', pairs, pairing, ['contract'])
  dotGeneralShape(left.shape, right.shape, given)
  return typed(language.dot(left, right, pairedAxes(left.shape, right.shape, given)))
}

const vectors = {
  where: 'dot',
  must: 'operands must be two vectors of one length',
  was: '{a} and {b}',
  do: 'use matmul for matrices',
} as const

type VectorFault<A, B> = Fill<typeof vectors, { a: ShowShape<A>; b: ShowShape<B> }>

type DotShape<A, B> = A extends readonly [infer M]
  ? B extends readonly [infer N]
    ? DimEq<M, N, A> extends false
      ? VectorFault<A, B>
      : []
    : MaybeVector<B> extends true
      ? []
      : VectorFault<A, B>
  : MaybeVector<A> extends true
    ? []
    : VectorFault<A, B>
/** Whether nobody knows the rank. */
type MaybeVector<S> = S extends Shape ? (number extends S['length'] ? true : false) : true

/** Σ xᵢ yᵢ of two vectors.
 *  @example dot(tensor([1, 2]), tensor([3, 4])) // => tensor(11) */
export const dot = <A extends Shape, D, B extends Shape, E>(
  x: Of<'dot', 'number', A, D>,
  y: Second<'dot', 'number', A, D, B, E, Checked<DotShape<A, B>, Tensor<B, E>>>,
): Tensor<[], MeetDtype<D, E>> => {
  const left = operandOf('dot', 'number', x)
  const right = operandOf('dot', 'number', y)
  mustShareDtype('dot', left, right)
  const [a, b] = [left.shape, right.shape]
  if (a.length !== 1 || b.length !== 1 || a[0] !== b[0])
    fail(fill(vectors, { a: showShape(a), b: showShape(b) }))
  return typed(language.dot(left, right, { contract: [[0], [0]], batch: [[], []] }))
}

/** Each element of x by each of y: the axes of x, then those of y.
 *  @example outer(tensor([1, 2]), tensor([3, 4])) // => tensor([[3, 4], [6, 8]]) */
export const outer = <A extends Shape, D, B extends Shape, E>(
  x: Of<'outer', 'number', A, D>,
  y: Second<'outer', 'number', A, D, B, E, Tensor<B, E>>,
): Tensor<[...A, ...B], MeetDtype<D, E>> => {
  const left = operandOf('outer', 'number', x)
  const right = operandOf('outer', 'number', y)
  mustShareDtype('outer', left, right)
  return typed(language.dot(left, right, { contract: [[], []], batch: [[], []] }))
}
