// The product of matrices: the last axis of the left with the last but one of the right, leading axes broadcast.
import { type Fill, fail, fill } from '../prelude/index.ts'
import { type Sizes, showShape } from './array-type.ts'
import { type BroadcastLeads, broadcastLeads } from './broadcast.ts'
import type { DimEq, Shape, ShowDim, ShowShape } from './dim.ts'

const scalar = {
  where: 'matmul',
  must: 'operands must have one axis or more',
  was: '{a} and {b}',
  do: 'use mul',
} as const

const inner = {
  where: 'matmul',
  must: 'inner sizes must be equal',
  was: '{k} and {l}, in {a} and {b}',
  do: 'transpose one of them',
} as const

/** [… n, k] by [… k, m] is [… n, m]; a vector is a row on the left and a column on the right, and leaves no axis. */
export const matmulShape = (a: Sizes, b: Sizes): Sizes => {
  const k = a.at(-1)
  const l = b.length === 1 ? b[0] : b.at(-2)
  if (k === undefined || l === undefined)
    return fail(fill(scalar, { a: showShape(a), b: showShape(b) }))
  if (k !== l) fail(fill(inner, { k, l, a: showShape(a), b: showShape(b) }))
  return [
    ...broadcastLeads('matmul', a, b),
    ...a.slice(-2, -1),
    ...(b.length === 1 ? [] : b.slice(-1)),
  ]
}

type Leads<A, B, As, Bs, Rest extends Shape> =
  BroadcastLeads<'matmul', A, B, As, Bs> extends infer Lead
    ? Lead extends Shape
      ? [...Lead, ...Rest]
      : Lead
    : never

type Inner<A, B, K, L, Then> =
  DimEq<K, L, A | B> extends false
    ? Fill<
        typeof inner,
        { k: ShowDim<K, A | B>; l: ShowDim<L, A | B>; a: ShowShape<A>; b: ShowShape<B> }
      >
    : Then

type Scalar<A, B> = Fill<typeof scalar, { a: ShowShape<A>; b: ShowShape<B> }>

/** [… n, k] by [… k, m] is [… n, m], or a sentence of {@link matmulShape}. */
export type MatmulShape<A, B> = A extends readonly [...infer AInit, infer N, infer K]
  ? B extends readonly [...infer BInit, infer L, infer M]
    ? Inner<A, B, K, L, Leads<A, B, AInit, BInit, [N, M]>>
    : B extends readonly [infer L]
      ? Inner<A, B, K, L, [...AInit, N]>
      : B extends readonly []
        ? Scalar<A, B>
        : number[]
  : A extends readonly [infer K]
    ? B extends readonly [...infer BInit, infer L, infer M]
      ? Inner<A, B, K, L, [...BInit, M]>
      : B extends readonly [infer L]
        ? Inner<A, B, K, L, []>
        : B extends readonly []
          ? Scalar<A, B>
          : number[]
    : A extends readonly []
      ? Scalar<A, B>
      : A extends readonly [...Shape, infer K]
        ? B extends readonly [...Shape, infer L, infer M]
          ? Inner<A, B, K, L, [...number[], M]>
          : B extends readonly [infer L]
            ? Inner<A, B, K, L, number[]>
            : B extends readonly []
              ? Scalar<A, B>
              : number[]
        : B extends readonly []
          ? Scalar<A, B>
          : number[]
