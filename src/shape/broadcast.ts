// Broadcasting: two shapes are laid side by side from their last axes; sizes must be equal, or one of them 1 or missing.
import { type Fill, fail, fill } from '../prelude/index.ts'
import { type Sizes, showShape } from './array-type.ts'
import type { DimEq, Meet, Plain, Same, Shape, ShowDim, ShowShape } from './dim.ts'

interface Words {
  readonly op: string
  readonly sizes: string
  readonly a: Sizes
  readonly b: Sizes
}

const unequal = {
  where: '{op}',
  must: '{sizes} must be equal or 1 to broadcast',
  was: '{m} and {n}, in {a} and {b}',
  do: 'insert an axis with expandDims',
} as const

/** The shape that both stretch to; a mistake shows them with the axes that follow, which are no part of it. */
const stretched = (words: Words, a: Sizes, b: Sizes): Sizes => {
  const shape: number[] = []
  for (let back = 1; back <= Math.max(a.length, b.length); back++) {
    const m = a[a.length - back] ?? 1
    const n = b[b.length - back] ?? 1
    if (m !== n && m !== 1 && n !== 1)
      fail(fill(unequal, { ...words, a: showShape(words.a), b: showShape(words.b), m, n }))
    shape.unshift(m === 1 ? n : m)
  }
  return shape
}

/** The shape that both shapes stretch to. */
export const broadcastShape = (op: string, a: Sizes, b: Sizes): Sizes =>
  stretched({ op, sizes: 'sizes', a, b }, a, b)

/** The shape that both stretch to but for their last two axes. */
export const broadcastLeads = (op: string, a: Sizes, b: Sizes): Sizes =>
  stretched({ op, sizes: 'leading sizes', a, b }, a.slice(0, -2), b.slice(0, -2))

/** The dim that both stretch to, as the only item of a list; `false` where there is none. Identity comes first: it keeps a
 *  name, and is decided for type parameters too. So is 1, as a parameter itself (see {@link Same}). */
type BroadcastDim<M, N, Once, One = 1> =
  Same<M, N> extends true
    ? [M]
    : Same<N, One> extends true
      ? [M]
      : Same<M, One> extends true
        ? [N]
        : DimEq<M, N, Once> extends false
          ? false
          : [Meet<M, N, Once>]

type Stretched<Op, Sizes, A, B, As, Bs, Done extends Shape = []> = As extends readonly [
  ...infer AInit,
  infer M,
]
  ? Bs extends readonly [...infer BInit, infer N]
    ? BroadcastDim<M, N, As> extends [infer D]
      ? Stretched<Op, Sizes, A, B, AInit, BInit, [D, ...Done]>
      : Fill<
          typeof unequal,
          {
            op: Op
            sizes: Sizes
            m: ShowDim<M, As>
            n: ShowDim<N, As>
            a: ShowShape<A>
            b: ShowShape<B>
          }
        >
    : Bs extends readonly []
      ? [...As, ...Done]
      : [...number[], ...Done]
  : As extends readonly []
    ? Bs extends Shape
      ? [...Bs, ...Done]
      : never
    : [...number[], ...Done]

/** The shape that both shapes stretch to, or the sentence of {@link broadcastShape}. */
export type BroadcastShape<Op, A, B> = Stretched<Op, 'sizes', A, B, A, B>

/** The shape that the leading axes As of A and Bs of B stretch to, or the sentence of {@link broadcastLeads}. */
export type BroadcastLeads<Op, A, B, As, Bs> = Stretched<Op, 'leading sizes', A, B, As, Bs>

const unstretched = {
  where: '{op}',
  must: 'shape must stretch to {target}, its sizes equal or 1',
  was: '{shape}',
  do: 'insert an axis with expandDims',
} as const

/** The target, where the shape stretches to it. */
export const broadcastToShape = (op: string, shape: Sizes, target: Sizes): Sizes => {
  const lead = target.length - shape.length
  if (lead < 0 || shape.some((n, axis) => n !== 1 && n !== target[lead + axis]))
    fail(fill(unstretched, { op, shape: showShape(shape), target: showShape(target) }))
  return target
}

type Stretches<S, T, One = 1> = S extends readonly [...infer SInit, infer M]
  ? T extends readonly [...infer TInit, infer N]
    ? Same<M, One> extends true
      ? Stretches<SInit, TInit>
      : DimEq<M, N, T> extends false
        ? false
        : Stretches<SInit, TInit>
    : T extends readonly []
      ? false
      : true
  : true

/** The target, where the shape stretches to it, or the sentence of {@link broadcastToShape}. */
export type BroadcastToShape<Op, S, T> =
  Stretches<S, T> extends false
    ? Fill<typeof unstretched, { op: Op; shape: ShowShape<S>; target: ShowShape<T> }>
    : Plain<T>
