// Trees as types: their leaves, with their paths.
import type { Shape } from '../shape/index.ts'
import type { Key, Tensor } from '../tensor/index.ts'
import type { AnyRef, Constant, Hole } from '../tree/index.ts'

/** The path of a child. */
export type Under<At extends string, K> = At extends ''
  ? `${K & (string | number)}`
  : `${At}.${K & (string | number)}`

/** A place as sentences show it: nothing for the tree itself. */
export type ShowPlace<At extends string> = At extends '' ? '' : ` at '${At}'`

/** A leaf, or a constant, and where it stands. */
export interface LeafAt<At extends string = string, S = unknown, D = unknown, C = boolean> {
  readonly at: At
  readonly shape: S
  readonly dtype: D
  readonly constant: C
}

/** Whether the names of a tree's children, or their number, are known only at run time: then so are its leaves. */
export type IsOpenTree<T> = T extends readonly unknown[]
  ? number extends T['length']
    ? true
    : false
  : string extends keyof T
    ? true
    : false

/** The leaves of a tree, as a union. */
export type Leaves<T, At extends string = ''> =
  T extends Tensor<infer S, infer D>
    ? LeafAt<At, S, D, false>
    : T extends Key<infer S>
      ? LeafAt<At, S, 'key', false>
      : T extends Constant<infer S, infer D>
        ? LeafAt<At, S, D, true>
        : T extends AnyRef | Hole
          ? never
          : IsOpenTree<T> extends true
            ? never
            : T extends readonly unknown[]
              ? { [I in keyof T]: Leaves<T[I], Under<At, I>> }[number]
              : T extends object
                ? { [K in keyof T]: Leaves<T[K], Under<At, K>> }[keyof T]
                : never

/** The dtypes of a tree's leaves, as a union, where they are known; of constants there are none. */
export type DTypesOf<T> =
  T extends Tensor<Shape, infer D>
    ? unknown extends D
      ? never
      : D
    : T extends Key<Shape>
      ? 'key'
      : T extends AnyRef | Constant<Shape, unknown> | Hole
        ? never
        : IsOpenTree<T> extends true
          ? never
          : T extends readonly unknown[]
            ? DTypesOf<T[number]>
            : T extends object
              ? { [K in keyof T]: DTypesOf<T[K]> }[keyof T]
              : never
