// Sub-trees and untied trees as types: the twin of subtree.ts and untie.ts.
// A node is known with the nodes above it and its names from the inside out, so that a reference can be followed and named.
import type { Tensor } from '../tensor/index.ts'
import type { Constant, Ref, Via } from './node.ts'
import type { At, Atom, Child, Climb, Turned, Under } from './path-type.ts'

type Nodes = readonly unknown[]
type Names = readonly string[]

/** Where a path leads: the node, the nodes above it, its names from the inside out, and how it shows. */
type Locate<N, P extends string, Above extends Nodes, At extends Names, V extends Via = 'same'> =
  N extends Ref<infer R, infer U, infer W>
    ? Climb<Above, U> extends readonly [infer Top, ...infer Rest]
      ? Locate<Top, Under<R, P>, Rest, Drop<At, U>, Both<V, W>>
      : never
    : P extends ''
      ? readonly [N, Above, At, V]
      : P extends `${infer K}.${infer Q}`
        ? Locate<Child<N, K>, Q, [N, ...Above], [K, ...At], V>
        : Locate<Child<N, P>, '', [N, ...Above], [P, ...At], V>

type Both<A extends Via, B extends Via> = A extends B ? 'same' : 'transposed'

/** The names without the innermost U. */
type Drop<At extends Names, U extends number, Count extends Nodes = []> = Count['length'] extends U
  ? At
  : At extends readonly [string, ...infer Rest extends Names]
    ? Drop<Rest, U, [...Count, 0]>
    : []

/** Names from the inside out as a path. */
type Path<At extends Names, Text extends string = ''> = At extends readonly [
  infer K extends string,
  ...infer Rest extends Names,
]
  ? Path<Rest, Under<K, Text>>
  : Text

/** The path below a base of what stands at these names; never where they are not below it. */
type Inside<At extends Names, Base extends Names> = At extends readonly [
  ...infer Below extends Names,
  ...Base,
]
  ? Path<Below>
  : never

/** Whether a reference at this depth of a region stays in the region. */
type Stays<U, Depth extends Nodes> = Depth extends readonly [unknown, ...infer Rest]
  ? Depth['length'] extends U
    ? true
    : Stays<U, Rest>
  : false

type Name<K> = `${K & (string | number)}`

/** A value as a reference to it shows it, a constant in its node. */
type Shown<X, V> =
  X extends Constant<infer S, infer D>
    ? Turned<Tensor<S, D>, V> extends Tensor<infer Q, infer E>
      ? Constant<Q, E>
      : never
    : Turned<X, V>

/** The references out of a region, as pairs of their place and what they name; those back into the base have no name. */
type Outward<N, Above extends Nodes, At extends Names, Depth extends Nodes, Base extends Names> =
  N extends Ref<string, infer U, Via>
    ? Stays<U, Depth> extends true
      ? never
      : Locate<N, '', Above, At> extends readonly [
            infer X,
            infer S extends Nodes,
            infer Q extends Names,
            Via,
          ]
        ? [Inside<Q, Base>] extends [never]
          ? readonly [Path<At>, Path<Q>] | Outward<X, S, Q, [], Base>
          : readonly [Path<At>, '']
        : never
    : N extends Atom
      ? never
      : {
          [K in keyof N]: Outward<N[K], [N, ...Above], [Name<K>, ...At], [...Depth, 0], Base>
        }[keyof N & ChildKeys<N>]

/** The keys of children: for a tuple, its indices. */
type ChildKeys<N> = N extends readonly unknown[] ? Exclude<keyof N, keyof unknown[]> : keyof N

/** Whether another reference names the same place, one above it or one below it. */
type IsShared<Pairs, Place extends string, Target extends string> = true extends (
  Pairs extends readonly [infer P, infer Q extends string]
    ? P extends Place
      ? never
      : Q extends Target | `${Target}.${string}`
        ? true
        : Target extends `${Q}.${string}`
          ? true
          : never
    : never
)
  ? true
  : false

/** A region with the references out of it replaced, `Place` levels below the root of the new tree. */
type Grown<
  N,
  Above extends Nodes,
  At extends Names,
  Depth extends Nodes,
  Place extends Nodes,
  Base extends Names,
  Pairs,
> =
  N extends Ref<string, infer U, Via>
    ? Stays<U, Depth> extends true
      ? N
      : Locate<N, '', Above, At> extends readonly [
            infer X,
            infer S extends Nodes,
            infer Q extends Names,
            infer V,
          ]
        ? [Inside<Q, Base>] extends [never]
          ?
              | Brought<X, S, Q, V, Place, Base, Pairs>
              | (IsShared<Pairs, Path<At>, Path<Q>> extends true ? Ref<string, number, Via> : never)
          : Ref<Inside<Q, Base>, Place['length'] & number, V & Via>
        : never
    : N extends Atom
      ? N
      : {
          readonly [K in keyof N]: Grown<
            N[K],
            [N, ...Above],
            [Name<K>, ...At],
            [...Depth, 0],
            [...Place, 0],
            Base,
            Pairs
          >
        }

type Brought<
  X,
  Above extends Nodes,
  At extends Names,
  V,
  Place extends Nodes,
  Base extends Names,
  Pairs,
> = X extends Atom ? Shown<X, V> : Grown<X, Above, At, [], Place, Base, Pairs>

/** The sub-tree at a path as a tree of its own. Where several references name one place, which of them became the value
 *  depends on leaf order: each is the value or a reference. */
export type Subtree<T, P extends string> =
  Locate<T, P, [], []> extends readonly [infer N, infer S extends Nodes, infer Q extends Names, Via]
    ? N extends Atom
      ? At<T, P>
      : Outward<N, S, Q, [], Q> extends infer Pairs
        ? [Pairs] extends [never]
          ? N
          : Grown<N, S, Q, [], [], Q, Pairs>
        : never
    : unknown

/** A copied value, its references out of it absolute. */
type Copied<
  N,
  Above extends Nodes,
  At extends Names,
  Depth extends Nodes,
  Place extends Nodes,
  Base extends Names,
> =
  N extends Ref<string, infer U, Via>
    ? Stays<U, Depth> extends true
      ? N
      : Locate<N, '', Above, At> extends readonly [unknown, Nodes, infer Q extends Names, infer V]
        ? [Inside<Q, Base>] extends [never]
          ? Ref<Path<Q>, Place['length'] & number, V & Via>
          : Ref<Inside<Q, Base>, Depth['length'] & number, V & Via>
        : never
    : N extends Atom
      ? N
      : {
          readonly [K in keyof N]: Copied<
            N[K],
            [N, ...Above],
            [Name<K>, ...At],
            [...Depth, 0],
            [...Place, 0],
            Base
          >
        }

type Count<U, N extends Nodes = []> = N['length'] extends U ? N : Count<U, [...N, 0]>

/** A reference to a child of what another names, from one level further down. */
type Below<R extends string, U extends number, K> = Ref<
  Under<R, Name<K>>,
  [...Count<U>, 0]['length'] & number
>

type Untie<N, P extends string, Above extends Nodes, At extends Names> =
  N extends Ref<infer R, infer U, Via>
    ? Locate<N, '', Above, At> extends readonly [
        infer X,
        infer S extends Nodes,
        infer Q extends Names,
        infer V,
      ]
      ? P extends ''
        ? X extends Atom
          ? Shown<X, V>
          : Copied<X, S, Q, [], At, Q>
        : UntieIn<{ readonly [K in keyof X]: Below<R, U, K> }, P, Above, At>
      : never
    : UntieIn<N, P, Above, At>

type UntieIn<N, P extends string, Above extends Nodes, At extends Names> = {
  readonly [K in keyof N]: P extends `${Name<K>}.${infer Q}`
    ? Untie<N[K], Q, [N, ...Above], [Name<K>, ...At]>
    : P extends Name<K>
      ? Untie<N[K], '', [N, ...Above], [Name<K>, ...At]>
      : N[K]
}

/** The tree with a copy in place of the reference at a path. */
export type Untied<T, P extends string> = Untie<T, P, [], []>
