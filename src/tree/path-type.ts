// Paths as types: what stands at a path, references followed, and what may be written next. The twin of resolve.ts.
// A walk keeps the stack of the nodes above it, so that a reference can go up from its own place.
import type { Handle, Tensor } from '../tensor/index.ts'
import type { AnyConstant, AnyRef, Constant, Hole, Ref } from './node.ts'

/** What has no children that a path could name. */
export type Atom = Handle | AnyConstant | AnyRef | Hole

/** The child of that name; never where there is none. */
export type Child<T, K extends string> = T extends Atom
  ? never
  : T extends readonly unknown[]
    ? K extends `${number}`
      ? number extends T['length']
        ? T[number]
        : K extends keyof T
          ? T[K]
          : never
      : never
    : K extends keyof T
      ? T[K]
      : K extends `${infer N extends number}`
        ? N extends keyof T
          ? T[N]
          : never
        : never

/** The stack of the node that is `U` levels above the top's child. */
export type Climb<
  Stack extends readonly unknown[],
  U extends number,
  Count extends readonly 0[] = [0],
> = Count['length'] extends U
  ? Stack
  : Stack extends readonly [unknown, ...infer Rest]
    ? Climb<Rest, U, [...Count, 0]>
    : []

/** A value as a reference shows it. */
export type Turned<T, V> = V extends 'transposed'
  ? T extends Tensor<readonly [...infer Batch, infer Rows, infer Columns], infer D>
    ? Tensor<[...Batch, Columns, Rows], D>
    : never
  : T

/** A constant's tensor; any other node itself. */
type Opened<N> = N extends Constant<infer S, infer D> ? Tensor<S, D> : N

/** The path of what stands at `P` below `R`. */
export type Under<R extends string, P extends string> = P extends ''
  ? R
  : R extends ''
    ? P
    : `${R}.${P}`

type Walk<N, P extends string, Stack extends readonly unknown[]> =
  N extends Ref<infer R, infer U, infer V>
    ? string extends R
      ? unknown // a reference known only at run time
      : Climb<Stack, U> extends readonly [infer Above, ...infer Rest]
        ? Turned<Walk<Above, Under<R, P>, Rest>, V>
        : never
    : P extends ''
      ? Opened<N>
      : P extends `${infer K}.${infer Q}`
        ? Step<Child<N, K>, Q, [N, ...Stack]>
        : Step<Child<N, P>, '', [N, ...Stack]>

type Step<C, P extends string, Stack extends readonly unknown[]> = [C] extends [never]
  ? never
  : Walk<C, P, Stack>

/** What stands at path P of a tree, references followed: a tensor, or the sub-tree at its canonical place. */
export type At<T, P extends string> = Walk<T, P, []>

/** The names of a node's children. */
type Names<T> = T extends Atom
  ? never
  : T extends readonly unknown[]
    ? number extends T['length']
      ? `${number}`
      : Exclude<keyof T & string, keyof unknown[]>
    : T extends object
      ? `${Extract<keyof T, string | number>}`
      : never

/** The paths one step below a place; the place itself where nothing is below. */
type Below<Place extends string, T> = [Names<T>] extends [never]
  ? Place
  : Place extends ''
    ? Names<T>
    : `${Place}.${Names<T>}`

/** What may be written for P: P itself and its continuations where it is a path, else what continues the part that is. */
export type Next<
  Root,
  P extends string,
  Done extends string = '',
  T = Root,
> = P extends `${infer K}.${infer R}`
  ? At<Root, Under<Done, K>> extends infer C
    ? [C] extends [never]
      ? Below<Done, T>
      : Next<Root, R, Under<Done, K>, C>
    : never
  : At<Root, Under<Done, P>> extends infer C
    ? [C] extends [never]
      ? Below<Done, T>
      : Under<Done, P> | Below<Under<Done, P>, C>
    : never

/** The type of a path argument: P where it is one, else the paths that could be meant. */
export type PathOf<T, P extends string> = P extends Next<T, P> ? P : NoInfer<Next<T, P>>
