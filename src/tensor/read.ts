// Copies out of a handle.
import { fail, type Sentence } from '../prelude/index.ts'
import { type Shape, type ShowType, type Sizes, showType } from '../shape/index.ts'
import { demandHandle } from './demand.ts'
import { dataOf, type Element } from './handle.ts'
import type { ElementOf, Tensor } from './tensor.ts'

/** Nested readonly arrays of the tensor's shape. */
export type Nested<S, E> = S extends readonly [unknown, ...infer Rest]
  ? readonly Nested<Rest, E>[]
  : S extends readonly []
    ? E
    : unknown

/** The elements as nested arrays of the tensor's shape: a number for rank 0. */
export const toArray = <S extends Shape, D>(x: Tensor<S, D>): Nested<S, ElementOf<D>> =>
  arrays('toArray', x) as Nested<S, ElementOf<D>> // `nested` follows the shape, which S describes

const arrays = (op: string, x: unknown): unknown => {
  const handle = demandHandle(op, 'operand', x)
  return nested(handle.shape, [...handle])
}

const nested = (shape: Sizes, elements: readonly Element[]): unknown => {
  const [length, ...inner] = shape
  if (length === undefined) return elements[0]
  const stride = inner.reduce((product, n) => product * n, 1)
  return Array.from({ length }, (_, i) =>
    nested(inner, elements.slice(i * stride, (i + 1) * stride)),
  )
}

type ItemFault<S, D> = Sentence<'item', 'must be a scalar', ShowType<S, D>, 'index or reduce it'>

/** The one element of a scalar.  Fails for any other shape. */
export const item = <S extends Shape, D>(
  x: S extends readonly [] ? Tensor<S, D> : ItemFault<S, D>,
): ElementOf<D> => {
  const tensor = demandHandle('item', 'operand', x)
  if (tensor.shape.length > 0)
    return fail({
      where: 'item',
      must: 'must be a scalar',
      was: showType(tensor),
      do: 'index or reduce it',
    })
  const [element = 0] = dataOf(tensor)
  return (tensor.dtype === 'bool' ? element !== 0 : element) as ElementOf<D> // as the dtype says
}

/** The elements as {@link toArray} gives them, on every backend: some can only answer later. */
export const read = async <S extends Shape, D>(x: Tensor<S, D>): Promise<Nested<S, ElementOf<D>>> =>
  arrays('read', x) as Nested<S, ElementOf<D>> // as in toArray
