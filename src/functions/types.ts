// The types that transformations share: trees with a leading axis, and the sentences of their refusals.
import type { Box, Shape, ShowType } from '../shape/index.ts'
import type { AnyTensor, Handle, Key, Tensor } from '../tensor/index.ts'
import type { AnyConstant, AnyRef, Constant, Hole } from '../tree/index.ts'

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

/** The sizes of the leading axes of a tree's leaves, as a union. */
export type LeadOf<T> = T extends Handle
  ? T extends Tensor<readonly [infer N, ...unknown[]], unknown>
    ? N
    : T extends Key<readonly [infer N, ...unknown[]]>
      ? N
      : never
  : T extends Constant<infer S, unknown>
    ? S extends readonly [infer N, ...unknown[]]
      ? N
      : never
    : T extends AnyRef | Hole
      ? never
      : T extends object
        ? { [K in keyof T]: LeadOf<T[K]> }[T extends readonly unknown[]
            ? keyof T & number
            : keyof T]
        : never

type IsUnion<T, U = T> = T extends unknown ? ([U] extends [T] ? false : true) : never

/** Whether sizes of leading axes differ: several literals. A size that is not known, or named, may be any. */
export type Differ<N> = number extends N ? false : true extends IsUnion<N> ? true : false

/** A value as messages show it. */
export type Form<T> =
  T extends Tensor<infer S, infer D>
    ? ShowType<S, D>
    : T extends Key<infer S>
      ? ShowType<S, 'key'>
      : 'a tree'

/** The dtypes of a tree's leaves, as a union. */
export type DTypesOf<T> =
  T extends Tensor<Shape, infer D>
    ? D
    : T extends Key<Shape>
      ? 'key'
      : T extends AnyRef | AnyConstant | Hole
        ? never
        : T extends object
          ? { [K in keyof T]: DTypesOf<T[K]> }[T extends readonly unknown[]
              ? keyof T & number
              : keyof T]
          : never

/** A sentence where a carry changes its type, never where it keeps it. */
export type CarryFault<F extends string, C, C2> =
  Box<C2> extends Box<C>
    ? never
    : `${F}: carry must stay ${Form<C>} (was ${Form<C2>} after a step); return it unchanged in shape and dtype`

export type Leaf = AnyTensor | Key<Shape>

/** What a body gives that keeps its carry; elsewhere the sentence, at the value that it returns. */
export type Carried<F extends string, C, C2> =
  Box<C2> extends Box<C>
    ? C2
    : `${F}: carry must stay ${Form<C>} (was ${Form<C2>} after a step); return it unchanged in shape and dtype`
