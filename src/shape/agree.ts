// Shapes that must agree, but perhaps on one axis.
import type { Sizes } from './array-type.ts'
import type { DimEq, IsOpen, Meet, Shape } from './dim.ts'

/** Whether two shapes are equal, sizes on that axis aside. */
export const agreeOutside = (a: Sizes, b: Sizes, axis: number): boolean =>
  a.length === b.length && a.every((n, i) => i === axis || n === b[i])

/** Both shapes in one, where they may be equal, axis I aside (A's size stays there; `never` for no axis, `number` for an
 *  unknown one); `false` where they cannot be. */
export type MeetOutside<A, B, I, Done extends Shape = []> = A extends readonly [
  infer M,
  ...infer As,
]
  ? B extends readonly [infer N, ...infer Bs]
    ? DimEq<M, N, A> extends false
      ? Done['length'] extends I
        ? MeetOutside<As, Bs, I, [...Done, M]>
        : false
      : MeetOutside<As, Bs, I, [...Done, Done['length'] extends I ? M : Meet<M, N, A>]>
    : IsOpen<B> extends true
      ? [...Done, ...A]
      : false
  : A extends readonly []
    ? B extends readonly []
      ? Done
      : IsOpen<B> extends true
        ? Done
        : false
    : [...Done, ...(B extends Shape ? B : never)]

/** The first of several shapes that cannot agree with those before it, and how many those are. */
export interface Differs<S, N> {
  readonly differs: S
  readonly at: N
}

/** All shapes in one, as {@link MeetOutside}, or the first that {@link Differs}; the first of all is given as met. */
export type MeetAll<
  Met,
  Shapes,
  I,
  Before extends readonly unknown[] = [unknown],
> = Shapes extends readonly [infer Head, ...infer Tail]
  ? MeetOutside<Met, Head, I> extends infer Both
    ? Both extends false
      ? Differs<Head, Before['length']>
      : MeetAll<Both, Tail, I, [...Before, unknown]>
    : never
  : Met
