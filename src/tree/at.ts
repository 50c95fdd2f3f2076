// Reading and writing by path. Paths follow references, so that a value written through an alias is written at the one
// place where it stands, and seen through every alias.
import { none, type Option, some } from 'fp-ts/lib/Option.js'
import { demandFunction, demandText, fail } from '../prelude/index.ts'
import { type AnyTensor, isTensor } from '../tensor/index.ts'
import { orphanIssues } from './edited.ts'
import { type Kept, keptIssues } from './kept.ts'
import { Constant, isConstant } from './node.ts'
import { segments } from './path.ts'
import type { At, PathOf } from './path-type.ts'
import { find, resolve, shownBy } from './resolve.ts'
import { turned } from './turn.ts'
import { isContainer, mapChildren } from './walk.ts'

/** What stands at a path: a tensor, or a sub-tree as it stands at its canonical place.  Fails, by type too, if nothing does.
 *  @example at({ a: 1, b: { c: 2 } }, 'b.c') // => 2 */
export const at = <T, const P extends string>(tree: T, path: PathOf<T, P>): At<T, P> =>
  shownBy('at', path, resolve(tree, path, 'at')) as At<T, P> // At walks as resolve does

/** The tensor at a path that is known only at run time; none where no tensor stands. */
export const lookup = (path: string): ((tree: unknown) => Option<AnyTensor>) => {
  const names = segments(demandText('lookup', 'path', path))
  return (tree) => {
    const found = find('lookup', tree, names)
    const value = found && shownBy('lookup', path, found)
    return isTensor(value) ? some(value) : none
  }
}

/** The tree with another value at a path.  Fails, by type too, if it changes structure, a shape or a dtype. */
export const set = <T, const P extends string, V>(
  tree: T,
  path: PathOf<T, P>,
  value: Kept<V, At<T, P>, 'set', P>,
): T => write('set', tree, path, () => value)

/** The tree with f of what stands at a path.  Fails, by type too, if f changes structure, a shape or a dtype. */
export const modify = <T, const P extends string, V>(
  tree: T,
  path: PathOf<T, P>,
  f: (value: At<T, P>) => Kept<V, At<T, P>, 'modify', P>,
): T => {
  demandFunction('modify', 'f', f)
  return write('modify', tree, path, (value) => f(value as At<T, P>)) // At walks as resolve does
}

/** The tree with f of what the path shows, written back where it stands. */
export const write = <T>(
  where: string,
  tree: T,
  path: string,
  f: (value: unknown) => unknown,
): T => {
  const found = resolve(tree, path, where)
  const before = shownBy(where, path, found)
  const after = f(before)
  if (Object.is(before, after)) return tree
  const issues = keptIssues(where, path, before, after)
  if (issues.length > 0) {
    const orphans = orphanIssues(where, tree, put(tree, found.names, after))
    const [issue, ...more] = orphans.length > 0 ? orphans : issues
    if (issue !== undefined) return fail(issue, ...more)
  }
  const back = turned(after, found.via)
  const node = isConstant(found.node) ? new Constant(back as Constant['value']) : back // as before: a tensor
  return put(tree, found.names, node) as T // the value keeps the type of what it replaces
}

/** The tree with a node put at a place; the rest keeps its identity. */
export const put = (tree: unknown, [name, ...rest]: readonly string[], node: unknown): unknown =>
  name === undefined || !isContainer(tree)
    ? node
    : mapChildren(tree, (child, other) => (other === name ? put(child, rest, node) : child))
