// Where one tree is not as another: by value, and by type in the same words.
import { type Fill, fail, fill, type Issue } from '../prelude/index.ts'
import type { Box, MeetOutside, Shape } from '../shape/index.ts'
import type { Handle, Key, Tensor } from '../tensor/index.ts'
import {
  type AnyConstant,
  type AnyRef,
  type Described,
  type Difference,
  flattenValues,
  type Hole,
  sameTree,
  type Typed,
} from '../tree/index.ts'
import type { ShowPlace, Under } from './leaves.ts'

/** A sentence about a place of a tree: what must be there, and what is. */
interface Place {
  readonly wanted: string
  readonly given: string
  /** ` at 'a.b'`, or nothing for the tree itself. */
  readonly at: string
}

/** A place as sentences show it: nothing for the tree itself. */
export const showPlace = (path: string): string => (path === '' ? '' : ` at '${path}'`)

/** Fails at the first place where a tree is not as it must be. */
export const demandLike = (says: (place: Place) => Issue, wanted: Typed, given: Typed): void => {
  const difference = sameTree(wanted, given)
  if (difference !== undefined) fail(says(placeOf(difference)))
}

const placeOf = ({ path, left, right }: Difference): Place => ({
  wanted: left,
  given: right,
  at: showPlace(path),
})

const like = {
  where: '{op}',
  must: '{what} must be {wanted}{at}, as {as}',
  was: '{given}',
  do: 'give one of that type',
} as const

/** Whose tree it is, what it is, and what it must be like: `cotangent`, `the result is`. */
export interface Likeness {
  readonly op: string
  readonly what: string
  readonly as: string
}

const mustBeLike =
  (likeness: Likeness) =>
  (place: Place): Issue =>
    fill(like, { ...likeness, ...place })

/** The leaves of a tree.  Fails where it is not as another. */
export const leavesLike = (wanted: Typed, tree: unknown, likeness: Likeness): readonly Handle[] => {
  const given = flattenValues(tree, likeness.op)
  demandLike(mustBeLike(likeness), wanted, given)
  return given.leaves
}

const stay = {
  where: '{op}',
  must: '{what} must stay {wanted}{at}',
  was: '{given} after a step',
  do: 'return it unchanged in shape and dtype',
} as const

export const mustStay =
  (op: string, what = 'carry') =>
  (place: Place): Issue =>
    fill(stay, { op, what, ...place })

const same = {
  where: 'cond',
  must: 'branches must give the same{at}',
  was: '{wanted} and {given}',
  do: 'make them agree',
} as const

export const mustBeSame = (place: Place): Issue => fill(same, place)

/** What was given, or what is wrong with it. That is inferred to be a text, so that TypeScript types a function that is given
 *  by what it should be, and does not look for bounds of a fault it does not know yet (which costs tenfold). */
export type Given<T, Fault> = [Fault] extends [never]
  ? T
  : [Fault] extends [infer Sentences extends string]
    ? Sentences
    : never

/** An argument, or what is wrong with it; of one that is not known yet, as in vmap(vmap(f)), what is wanted. */
export type Argument<T, Wanted, Fault> = unknown extends T ? Wanted : Given<T, Fault>

/** The sentences of the places where a tree is not as it must be; never where it is. */
export type LikeFault<W, G, L extends Likeness> = Differences<W, G, typeof like, L, 'meet'>
/** The same for a value that no run can compare with what a function was declared to take: sizes that are unknown are refused. */
export type FitFault<W, G, L extends Likeness> = Differences<W, G, typeof like, L, 'fit'>
export type StayFault<Op extends string, W, G> = Differences<
  W,
  G,
  typeof stay,
  { readonly op: Op; readonly what: 'carry' },
  'meet'
>
export type SameFault<W, G> = Differences<W, G, typeof same, unknown, 'meet'>

/** How a leaf must be as another: of a type that may be the same at run time, or of one that is. */
type How = 'meet' | 'fit'

type Atom = Handle | AnyRef | AnyConstant | Hole

/** What is written alike is alike, type parameters too; only then are trees taken apart. */
type Differences<W, G, T extends Issue, Words, H extends How, At extends string = ''> =
  Box<G> extends Box<W>
    ? Box<W> extends Box<G>
      ? never
      : unknown extends W
        ? never
        : Inside<W, G, T, Words, H, At>
    : Inside<W, G, T, Words, H, At>

type Inside<W, G, T extends Issue, Words, H extends How, At extends string> = W extends Atom
  ? Whole<W, G, T, Words, H, At>
  : G extends Atom
    ? Said<W, G, T, Words, At>
    : W extends readonly unknown[]
      ? G extends readonly unknown[]
        ? number extends W['length'] | G['length']
          ? Whole<W[number], G[number], T, Words, H, Under<At, number>>
          :
              | {
                  [I in keyof W]: Differences<W[I], Child<G, I>, T, Words, H, Under<At, I>>
                }[number]
              | { [I in keyof G]: Extra<W, G, I, T, Words, At> }[number]
        : Said<W, G, T, Words, At>
      : G extends readonly unknown[]
        ? Said<W, G, T, Words, At>
        : W extends object
          ? G extends object
            ? string extends keyof W | keyof G
              ? never // its names are known only at run time
              : [keyof W | keyof G] extends [symbol]
                ? Whole<W, G, T, Words, H, At>
                :
                    | {
                        [K in keyof W]: Differences<W[K], Child<G, K>, T, Words, H, Under<At, K>>
                      }[keyof W]
                    | { [K in keyof G]: Extra<W, G, K, T, Words, At> }[keyof G]
            : Said<W, G, T, Words, At>
          : Whole<W, G, T, Words, H, At>

type Child<T, K> = K extends keyof T ? T[K] : undefined
/** A child that is not wanted. */
type Extra<W, G, K extends keyof G, T extends Issue, Words, At extends string> = K extends keyof W
  ? never
  : Said<undefined, G[K], T, Words, Under<At, K>>

/** What has no children to compare. */
type Whole<W, G, T extends Issue, Words, H extends How, At extends string> =
  Agrees<W, G, H> extends true ? never : Said<W, G, T, Words, At>

type Said<W, G, T extends Issue, Words, At extends string> = Fill<
  T,
  Words & {
    readonly wanted: Described<W>
    readonly given: Described<G>
    readonly at: ShowPlace<At>
  }
>

type Agrees<W, G, H extends How> =
  Box<G> extends Box<W>
    ? true
    : H extends 'fit'
      ? false
      : Box<W> extends Box<G>
        ? true
        : ShapesMeet<W, G>

/** Whether two arrays may be of one shape, where neither type holds the other. */
type ShapesMeet<W, G> =
  W extends Tensor<infer S, infer D>
    ? G extends Tensor<infer R, infer E>
      ? Box<E> extends Box<D>
        ? Meets<S, R>
        : false
      : false
    : W extends Key<infer S>
      ? G extends Key<infer R>
        ? Meets<S, R>
        : false
      : false
type Meets<S extends Shape, R extends Shape> = MeetOutside<S, R, never> extends false ? false : true
