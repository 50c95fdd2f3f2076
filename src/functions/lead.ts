// Trees whose leaves have a leading axis, for scan and vmap: their types, and what is wrong with others.
import { type Fill, fail, fill } from '../prelude/index.ts'
import { type Lt, type Shape, type ShowType, showType } from '../shape/index.ts'
import type { Key, Tensor } from '../tensor/index.ts'
import { type AnyRef, type Constant, constants, entries, type Hole } from '../tree/index.ts'
import { showPlace } from './difference.ts'
import type { IsOpenTree, LeafAt, Leaves, ShowPlace } from './leaves.ts'

/** The tree whose leaves have a leading axis of this size. */
export type Lead<N, T> =
  T extends Tensor<infer S, infer D>
    ? Tensor<[N, ...S], D>
    : T extends Key<infer S>
      ? Key<[N, ...S]>
      : T extends Constant<infer S, infer D>
        ? Constant<[N, ...S], D>
        : T extends AnyRef | Hole
          ? T
          : { readonly [K in keyof T]: Lead<N, T[K]> }

/** The same with any leading axis; of what may be anything, anything. */
export type InLanes<T> = unknown extends T ? T : Lead<unknown, T>

/** The sizes of the leading axes of a tree's leaves, as a union. */
export type LeadOf<T> = SizeIn<Cells<T>>

/** A size by itself: a Box<3> may stand for a Box<number>, a Cell<3> only for itself. */
interface Cell<in out N> {
  readonly cell: (size: N) => N
}
type SizeIn<C> = C extends Cell<infer N> ? N : never

type Cells<T> = unknown extends T
  ? Cell<number>
  : T extends Tensor<infer S, unknown>
    ? FirstOf<S>
    : T extends Key<infer S>
      ? FirstOf<S>
      : T extends Constant<infer S, unknown>
        ? FirstOf<S>
        : T extends AnyRef | Hole
          ? never
          : IsOpenTree<T> extends true
            ? Cell<number>
            : T extends readonly unknown[]
              ? Cells<T[number]>
              : T extends object
                ? { [K in keyof T]: Cells<T[K]> }[keyof T]
                : never
/** Whether a tree has a leaf with a leading axis. */
export type HasLead<T> = [Cells<T>] extends [never] ? false : true
type FirstOf<S extends Shape> = S extends readonly []
  ? never
  : S extends readonly [infer N, ...unknown[]]
    ? Cell<N>
    : Cell<number>

/** How each function says what to do about leading axes. */
export interface Advice {
  readonly op: string
  /** Whose leading axes: `inputs`. */
  readonly what: string
  /** Where they differ. */
  readonly differ: string
  /** Where one has none. */
  readonly none: string
}

const uneven = {
  where: '{op}',
  must: 'leading axes must be equal',
  was: '{sizes}',
  do: '{differ}',
} as const

/** The one size.  Fails where they differ. */
export const evenSize = (sizes: readonly number[], { op, differ }: Advice): number | undefined => {
  const [least, greatest] = [Math.min(...sizes), Math.max(...sizes)]
  if (least < greatest) fail(fill(uneven, { op, differ, sizes: `${least} and ${greatest}` }))
  return sizes[0]
}

/** Whether leading axes differ, of a tree or a list of trees. An unknown size meets any; a name does, but no other name. */
export type Uneven<T> = [Cells<T>] extends [Cell<LeadOf<T>>]
  ? false
  : number extends LeadOf<T>
    ? [true] extends [IsUnion<Extract<LeadOf<T>, string>>]
      ? true
      : false
    : true

/** The sentence where leading axes differ. */
export type UnevenFault<T, A extends Advice> =
  Uneven<T> extends true
    ? Fill<
        typeof uneven,
        A & {
          readonly sizes: number extends LeadOf<T>
            ? 'different names'
            : `${Least<LeadOf<T>>} and ${Greatest<LeadOf<T>>}`
        }
      >
    : never

type IsUnion<T, U = T> = T extends unknown ? ([U] extends [T] ? false : true) : never
type Least<N, All = N> = N extends number
  ? [All extends number ? (Lt<All, N> extends true ? All : never) : never] extends [never]
    ? N
    : never
  : never
type Greatest<N, All = N> = N extends number
  ? [All extends number ? (Lt<N, All> extends true ? All : never) : never] extends [never]
    ? N
    : never
  : never

const scalar = {
  where: '{op}',
  must: '{what} must have a leading axis{at}',
  was: '{given}',
  do: '{none}',
} as const

/** Fails at a leaf of rank 0. */
export const demandAxes = (tree: unknown, { op, what, none }: Advice): void => {
  if (typeof tree !== 'object' || tree === null) return
  const found = [...entries(tree), ...constants(tree)].find(([, { shape }]) => shape.length === 0)
  if (found === undefined) return
  const [path, leaf] = found
  fail(fill(scalar, { op, what, none, at: showPlace(path), given: showType(leaf) }))
}

/** The sentence of each leaf of rank 0; `At` is where the tree stands. */
export type ScalarFault<T, A extends Advice, At extends string = ''> =
  Leaves<T, At> extends infer L
    ? L extends LeafAt<infer Place, readonly [], infer D>
      ? Fill<typeof scalar, A & { readonly given: ShowType<[], D>; readonly at: ShowPlace<Place> }>
      : never
    : never
