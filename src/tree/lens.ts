// One place of a tree, read and written.  Laws: get(set(a)(s)) = a;  set(get(s))(s) = s;  set(a)(set(b)(s)) = set(a)(s).
import { demandText, type Sentence } from '../prelude/index.ts'
import { set } from './at.ts'
import type { KeptFault } from './kept.ts'
import type { At, PathOf } from './path-type.ts'
import { resolve, shownBy } from './resolve.ts'

/** Of the form of monocle-ts's Lens, so that its combinators take it. */
export interface Lens<S, A> {
  readonly get: (tree: S) => A
  readonly set: (value: A) => (tree: S) => S
}

/** A lens that learns the type of its tree when it meets one. */
export interface PathLens<P extends string> {
  readonly get: <T>(tree: Having<T, P>) => At<T, P>
  readonly set: <V>(value: V) => <T>(tree: Taking<T, P, V>) => T
}

type Having<T, P extends string> = [At<T, P>] extends [never]
  ? Sentence<'lens', `'${P}' must be a path of the tree`, 'none', 'correct the path'>
  : T

type Taking<T, P extends string, V> = [At<T, P>] extends [never]
  ? Having<T, P>
  : [V] extends [At<T, P>]
    ? T
    : KeptFault<V, At<T, P>, 'set', P>

/** The lenses of a tree of type T, by their paths. */
export type LensesOf<T> = <const P extends string>(path: PathOf<T, P>) => Lens<T, At<T, P>>

export interface LensOf {
  /** The tree's type first, for completion: `lens<Params<typeof net>>()('0.weight')`. */
  <T>(): LensesOf<T>
  /** The path alone: `lens('0.weight')`, checked at each use. */
  <const P extends string>(path: P): PathLens<P>
}

/** The lens of a path. References are followed, so that it reads and writes the one place of a shared value.
 *  @example lens('a.b').set(2)({ a: { b: 1 } }) // => { a: { b: 2 } } */
export const lens: LensOf = ((path?: string) => (path === undefined ? onto : onto(path))) as LensOf // both calls are of this form

const onto = (path: string): Lens<unknown, unknown> => {
  demandText('lens', 'path', path)
  return {
    get: (tree) => shownBy('lens', path, resolve(tree, path, 'lens')),
    set: (value) => (tree) => {
      resolve(tree, path, 'lens') // a path that leads nowhere is this function's to refuse
      return set(tree, path as never, value as never)
    },
  }
}
