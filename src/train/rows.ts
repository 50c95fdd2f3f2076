// What may be cut into batches, by type and by value.
import type { LeadOf, Uneven } from '../functions/index.ts'
import {
  demandNumber,
  type Examples,
  type Fill,
  fail,
  fill,
  type Numbers,
  type outside,
} from '../prelude/index.ts'
import { type DivMod, type IsSize, type Lt, showType } from '../shape/index.ts'
import type { Handle, Key, Tensor } from '../tensor/index.ts'
import { type AnyConstant, type AnyRef, entries, type Hole } from '../tree/index.ts'

/** A tree of so many rows: its leaves' first axes say how many. */
export type Rows<T, N> =
  T extends Tensor<readonly [unknown, ...infer S], infer D>
    ? Tensor<[N, ...S], D>
    : T extends Key<readonly [unknown, ...infer S]>
      ? Key<[N, ...S]>
      : T extends Tensor<readonly unknown[], infer D>
        ? Tensor<number[], D>
        : T extends Handle | AnyRef | AnyConstant | Hole
          ? T
          : { readonly [K in keyof T]: Rows<T[K], N> }

/** How many rows each batch has: the size, where all are full. */
export type BatchRows<T, N, Drop> = [Drop] extends [true]
  ? N
  : DivMod<RowsOf<T>, N & number> extends readonly [unknown, 0]
    ? N
    : number

/** How many rows a tree has, where the types know. */
type RowsOf<T> = LeadOf<T> extends infer N extends number ? N : number

const unequal = {
  where: 'batches',
  must: 'leaves must have one number of rows',
  was: 'several',
  do: 'cut the longer',
} as const
const excessive = {
  where: 'batches',
  must: 'size must be at most {rows}, the number of rows, with dropLast',
  was: '{size}',
  do: 'make it smaller, or keep the last batch',
} as const

/** The sentence of leaves that have different numbers of rows, or null. */
export type DataFault<T> =
  Uneven<T> extends true ? Fill<typeof unequal, Record<never, never>> : null

type Senseless<N> = Fill<
  typeof outside,
  {
    where: 'batches'
    name: 'size'
    what: Numbers['count']
    x: N & number
    advice: Examples['count']
  }
>

/** The sentence of a size that no batch can have, or null. */
export type SizeFault<T, N, Drop> = N extends 0
  ? Senseless<N>
  : IsSize<N> extends false
    ? Senseless<N>
    : [Drop] extends [true]
      ? Lt<RowsOf<T>, N & number> extends true
        ? Fill<typeof excessive, { rows: RowsOf<T>; size: N & number }>
        : null
      : null

/** How many rows the leaves have.  Fails where they differ, and for a leaf without a first axis. */
export const rowsOf = (data: unknown): number => {
  const sizes = new Set<number>()
  for (const [path, leaf] of entries(data)) {
    const [rows] = leaf.shape as readonly number[]
    if (rows === undefined)
      return fail({
        where: 'batches',
        must: `${path === '' ? 'data' : `'${path}'`} must have a first axis of rows`,
        was: showType(leaf),
        do: 'stack the examples',
      })
    sizes.add(rows)
  }
  const [rows, ...others] = sizes
  if (rows === undefined)
    return fail({
      where: 'batches',
      must: 'data must hold a tensor',
      was: 'none',
      do: 'write { x: tensor(…) }',
    })
  return others.length > 0 ? fail(unequal) : rows
}

/** The size.  Fails where no batch can have it. */
export const sizeOf = (size: unknown, rows: number, dropLast: boolean): number => {
  const given = demandNumber('batches', 'size', size, 'count')
  return dropLast && given > rows ? fail(fill(excessive, { rows, size: given })) : given
}
