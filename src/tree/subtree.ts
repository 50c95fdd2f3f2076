// A sub-tree as a tree of its own, and a shared value made a value of its own. Both copy a region of a tree: a reference
// that stays in the region is kept as it is written, one out of it is replaced.
import { fail, type Issue } from '../prelude/index.ts'
import {
  type AnyRef,
  Constant,
  described,
  isConstant,
  isRef,
  Ref,
  refTo,
  type Via,
} from './node.ts'
import { joined, leadsTo, quoted, segments, under } from './path.ts'
import type { PathOf } from './path-type.ts'
import { type Found, resolve, shownBy, targetOf } from './resolve.ts'
import type { Subtree, Untied } from './subtree-type.ts'
import { both } from './turn.ts'
import { isContainer, mapChildren } from './walk.ts'

type Names = readonly string[]

/** Where a node stands in the whole tree, the region it is copied with, and where it is put. */
interface Spot {
  readonly home: Names
  readonly region: Names
  readonly names: Names
}

const below = ({ home, region, names }: Spot, name: string): Spot => ({
  home: [...home, name],
  region,
  names: [...names, name],
})

/** A reference from a place to another, absolute: up to the root, then down. */
const absolute = (from: Names, to: Names, via: Via): AnyRef => new Ref(joined(to), from.length, via)

const staysIn = ({ home, region }: Spot, { up }: AnyRef): boolean =>
  up <= home.length - region.length

/** The node that a place shows; a constant stays one. */
const nodeAt = (where: string, place: Names, found: Found): unknown => {
  const value = shownBy(where, joined(place), found)
  if (found.via === 'same') return found.node
  return isConstant(found.node) ? new Constant(value as Constant['value']) : value // a tensor, turned
}

/** The sub-tree at a path as a tree of its own. Of the references out of it to one place the first, in leaf order, becomes
 *  the value itself, and the others refer to the first.
 *  @example subtree({ a: 1, b: { c: 2 } }, 'b') // => { c: 2 } */
export const subtree = <T, const P extends string>(tree: T, path: PathOf<T, P>): Subtree<T, P> => {
  const found = resolve(tree, path, 'subtree')
  const { names: home, node } = found
  const out: Extract = { tree, base: home, moved: new Map() }
  const taken = isContainer(node)
    ? grow(out, node, { home, region: home, names: [] })
    : shownBy('subtree', path, found)
  return taken as Subtree<T, P> // Subtree is the same walk
}

interface Extract {
  readonly tree: unknown
  readonly base: Names
  /** Where values from outside the base stand now, by their canonical path. */
  readonly moved: Map<string, Moved>
}

interface Moved {
  readonly names: Names
  readonly via: Via
}

const grow = (out: Extract, node: unknown, spot: Spot): unknown => {
  if (isRef(node)) return staysIn(spot, node) ? node : brought(out, node, spot)
  const moved = out.moved.get(joined(spot.home))
  if (moved !== undefined && joined(moved.names) !== joined(spot.names))
    return absolute(spot.names, moved.names, moved.via)
  return isContainer(node)
    ? mapChildren(node, (child, name) => grow(out, child, below(spot, name)))
    : node
}

/** What stands in place of a reference out of its region. */
const brought = (out: Extract, ref: AnyRef, { home, names }: Spot): unknown => {
  const found = targetOf('subtree', out.tree, ref, home)
  const there = present(out, found.names)
  if (there !== undefined) return absolute(names, there.names, both(found.via, there.via))
  const node = nodeAt('subtree', home, found)
  out.moved.set(joined(found.names), { names, via: found.via })
  return isContainer(node)
    ? grow(out, node, { home: found.names, region: found.names, names })
    : node
}

/** Where a place of the whole tree stands in the new one, if it does. */
const present = ({ base, moved }: Extract, place: Names): Moved | undefined => {
  if (leadsTo(base, place)) return { names: place.slice(base.length), via: 'same' }
  for (let n = place.length; n > 0; n--) {
    const above = moved.get(joined(place.slice(0, n)))
    if (above !== undefined) return { names: [...above.names, ...place.slice(n)], via: above.via }
  }
  return undefined
}

/** The tree with a copy in place of the reference at a path: from then on it has a value of its own, and so have the
 *  references that name this one. A reference above the path becomes a container of references.  Fails if the path has none. */
export const untie = <T, const P extends string>(tree: T, path: PathOf<T, P>): Untied<T, P> => {
  resolve(tree, path, 'untie')
  return untied(tree, tree, [], segments(path)) as Untied<T, P> // Untied is the same walk
}

const untied = (tree: unknown, node: unknown, here: Names, [name, ...rest]: Names): unknown => {
  if (isRef(node)) {
    const found = targetOf('untie', tree, node, here)
    if (name === undefined) return copy(tree, found, here)
    return untied(tree, spread(node, found.node), here, [name, ...rest])
  }
  if (name === undefined || !isContainer(node)) return fail(notTied(joined(here), node))
  return mapChildren(node, (child, other) =>
    other === name ? untied(tree, child, [...here, name], rest) : child,
  )
}

/** A reference to a container as a container of references. */
const spread = ({ path, up }: AnyRef, target: unknown): unknown =>
  isContainer(target) ? mapChildren(target, (_, name) => refTo(under(path, name), up + 1)) : target

const copy = (tree: unknown, found: Found, here: Names): unknown => {
  const region = found.names
  const copied = (node: unknown, spot: Spot): unknown => {
    if (isContainer(node))
      return mapChildren(node, (child, name) => copied(child, below(spot, name)))
    if (!isRef(node) || staysIn(spot, node)) return node
    const { names, via } = targetOf('untie', tree, node, spot.home)
    return leadsTo(region, names)
      ? new Ref(joined(names.slice(region.length)), spot.home.length - region.length, via)
      : absolute(spot.names, names, via)
  }
  return copied(nodeAt('untie', here, found), { home: region, region, names: here })
}

const notTied = (path: string, node: unknown): Issue => ({
  where: 'untie',
  must: `${quoted(path)} must be a reference`,
  was: described(node),
  do: 'name an alias',
})
