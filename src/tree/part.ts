// A tree in two parts, so that one of them can be trained and the other kept.  Law: combine(...partition(p)(tree)) = tree.
import type { Predicate } from 'fp-ts/lib/Predicate.js'
import { demandFunction, fail, type Issue, type Sentence } from '../prelude/index.ts'
import type { Box } from '../shape/index.ts'
import { Handle } from '../tensor/index.ts'
import { sameContainer } from './kept.ts'
import { described, hole, isHole } from './node.ts'
import { quoted, under } from './path.ts'
import { sameNode, structureIssue } from './same.ts'
import { childNames, childOf, hasChild, isContainer, mapChildren, rebuild } from './walk.ts'

declare const whole: unique symbol

/** Some leaves of a tree of type P; in place of the others stand holes, which are structure. References and constants
 *  stand in both parts. Its form is private: `grad`, optimizers and {@link combine} take it. */
export interface Part<P> {
  readonly [whole]: (tree: P) => P
}

/** The leaves whose path satisfies the predicate, and the others. */
export const partition = (
  where: Predicate<string>,
): (<P>(tree: P) => readonly [Part<P>, Part<P>]) => {
  demandFunction('partition', 'where', where)
  return (tree) => [without(tree, (path) => !where(path)), without(tree, where)]
}

const without = <P>(tree: P, dropped: Predicate<string>): Part<P> =>
  rebuild('partition', tree, (node, path) =>
    node instanceof Handle && dropped(path) ? hole : node,
  ) as Part<P> // its form is private

type TwoTrees = Sentence<'combine', 'both parts must be of one tree', 'two', 'partition one tree'>

/** The tree of two parts.  Fails where a leaf stands in both or in none. */
export const combine = <P, Q>(a: Part<P>, b: Box<Q> extends Box<P> ? Part<Q> : TwoTrees): P =>
  merged(a, b, '') as P // every leaf of P stands in one of the parts

const merged = (a: unknown, b: unknown, path: string): unknown => {
  if (isHole(a) && isHole(b)) return fail(unshared(path, 'in none'))
  if (isHole(a)) return b
  if (isHole(b)) return a
  if (isContainer(a) && sameContainer(a, b)) {
    const extra = childNames(b).find((name) => !hasChild(a, name))
    if (extra !== undefined) fail(differing(under(path, extra), undefined, childOf(b, extra)))
    return mapChildren(a, (child, name) => merged(child, childOf(b, name), under(path, name)))
  }
  if (a instanceof Handle && b instanceof Handle) return fail(unshared(path, 'in both'))
  return sameNode(a, b) ? a : fail(differing(path, a, b))
}

const unshared = (path: string, was: string): Issue => ({
  where: 'combine',
  must: `${quoted(path)} must stand in one part`,
  was,
  do: 'combine the two parts of one partition',
})

const differing = (path: string, a: unknown, b: unknown): Issue =>
  structureIssue('combine', { path, left: described(a), right: described(b) })
