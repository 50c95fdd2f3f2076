// A place in an array: an index of some of its leading axes, each counted from 0, or from the end with -1.
import { demandArray, type Fill, fail, fill } from '../prelude/index.ts'
import { type Sizes, showShape } from './array-type.ts'
import type { IsOpen, Shape, ShowShape } from './dim.ts'
import type { HasIndex } from './slice.ts'

const outside = {
  where: '{op}',
  must: 'index must lie within {shape}',
  was: '{index}',
  do: 'count from 0, or from the end with -1',
} as const

/** The index counted from 0. */
export const indexInto = (op: string, shape: Sizes, index: Sizes): Sizes => {
  demandArray(op, 'index', index)
  const counted = index.map((i, axis) =>
    typeof i === 'number' && i < 0 ? i + (shape[axis] ?? 0) : i,
  )
  const isInside = counted.every(
    (i, axis) => Number.isInteger(i) && i >= 0 && i < (shape[axis] ?? 0),
  )
  return isInside
    ? counted
    : fail(fill(outside, { op, shape: showShape(shape), index: showShape(index) }))
}

/** The axes that an index leaves, or the sentence of {@link indexInto}. */
export type IndexedShape<Op, S, Index, Dims = S, All = Index> = Index extends readonly [
  infer I,
  ...infer Is,
]
  ? Dims extends readonly [infer N, ...infer Ns]
    ? HasIndex<N, I> extends false
      ? Fill<typeof outside, { op: Op; shape: ShowShape<S>; index: ShowShape<All> }>
      : IndexedShape<Op, S, Is, Ns, All>
    : Dims extends readonly []
      ? Fill<typeof outside, { op: Op; shape: ShowShape<S>; index: ShowShape<All> }>
      : number[]
  : IsOpen<Index> extends true
    ? number[]
    : Dims extends Shape
      ? [...Dims]
      : never
