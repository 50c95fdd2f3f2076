// Following references. A reference resolves from its own place: up, then down, through other references on the way.
// The canonical place of a value is the one that no reference leads away from; every alias of it resolves there.
import { fail, type Issue } from '../prelude/index.ts'
import { type AnyRef, described, isConstant, isRef, type Via } from './node.ts'
import { joined, leadsTo, quoted, segments } from './path.ts'
import { both, turned } from './turn.ts'
import {
  childNames,
  childOf,
  demandShallow,
  hasChild,
  isContainer,
  rebuild,
  visit,
} from './walk.ts'

/** What a path leads to: the canonical place, the node that stands there, and how the path shows it. */
export interface Found {
  readonly names: readonly string[]
  readonly node: unknown
  readonly via: Via
}

/** What stands at these segments, or undefined where nothing does.  Fails at a reference that leads nowhere. */
export const find = (
  where: string,
  root: unknown,
  names: readonly string[],
  pending: readonly string[] = [],
): Found | undefined => {
  let here = follow(where, root, { names: [], node: root, via: 'same' }, pending)
  for (const name of names) {
    if (!hasChild(here.node, name)) return undefined
    const child: Found = {
      names: [...here.names, name],
      node: childOf(here.node, name),
      via: 'same',
    }
    here = follow(where, root, child, pending)
  }
  return here
}

/** The end of a chain of references; `pending` are the places of those that are being followed. */
const follow = (where: string, root: unknown, here: Found, pending: readonly string[]): Found => {
  const { names, node } = here
  if (!isRef(node)) return here
  const path = joined(names)
  if (pending.includes(path))
    return fail(circle(where, [...pending.slice(pending.indexOf(path)), path]))
  if (node.up > names.length) return fail(leaving(where, path, node))
  const target = [...names.slice(0, names.length - node.up), ...segments(node.path)]
  const found = find(where, root, target, [...pending, path])
  if (found === undefined) return fail(dangling(where, path, joined(target)))
  if (leadsTo(found.names, names)) return fail(circle(where, [path, joined(found.names)]))
  if (node.via === 'transposed' && isContainer(found.node))
    return fail(shapeless(where, path, found))
  return { names: found.names, node: found.node, via: both(found.via, node.via) }
}

const dangling = (where: string, path: string, target: string): Issue => ({
  where,
  must: `the reference at '${path}' must name a place of the tree`,
  was: `${quoted(target)}, where nothing is`,
  do: 'correct its path, or put a value there',
})

const leaving = (where: string, path: string, { path: target, up }: AnyRef): Issue => ({
  where,
  must: `the reference at ${path === '' ? 'the root' : `'${path}'`} must stay inside the tree`,
  was: `'${target}' from ${up} ${up === 1 ? 'level' : 'levels'} up`,
  do: 'take the sub-tree with subtree, which brings along what it refers to',
})

const circle = (where: string, [path = '', ...rest]: readonly string[]): Issue => ({
  where,
  must: `the reference at '${path}' must end at a value`,
  was: `a circle: ${[path, ...rest].map(quoted).join(' → ')}`,
  do: 'let one of them name another place',
})

const shapeless = (where: string, path: string, { names, node }: Found): Issue => ({
  where,
  must: `the reference at '${path}' must name a matrix, to show it transposed`,
  was: `${described(opened(node))} at ${quoted(joined(names))}`,
  do: 'name a matrix, or refer to it as it is',
})

/** A constant's tensor; any other node itself. */
export const opened = (node: unknown): unknown => (isConstant(node) ? node.value : node)

/** What a path shows: a leaf, a constant's tensor, or the sub-tree as it stands at its canonical place.  Fails where it is
 *  to be transposed and cannot. */
export const shownBy = (where: string, path: string, found: Found): unknown => {
  const value = opened(found.node)
  const shown = turned(value, found.via)
  return shown === undefined && value !== undefined ? fail(shapeless(where, path, found)) : shown
}

/** What stands at a path, references followed.  Fails if nothing does. */
export const resolve = (tree: unknown, path: string, where = 'resolve'): Found => {
  if (typeof path !== 'string')
    fail({ where, must: 'path must be a string', was: described(path), do: "write it as 'a.b'" })
  const names = segments(path)
  return find(where, tree, names) ?? fail(unknownPath(where, tree, names))
}

const unknownPath = (where: string, tree: unknown, names: readonly string[]): Issue => {
  const [above, node] = longest(where, tree, names.slice(0, -1))
  const near = childNames(node).slice(0, 6)
  const parent = quoted(joined(above))
  return {
    where,
    must: `${quoted(joined(names))} must be a path of the tree`,
    was: `no '${names[above.length]}' in ${near.length === 0 ? `${described(node)} at ` : ''}${parent}`,
    do: near.length === 0 ? `stop at ${parent}` : `choose one of ${near.join(', ')}`,
  }
}

/** The longest part of a path that leads somewhere, and what stands there. */
const longest = (
  where: string,
  tree: unknown,
  names: readonly string[],
): readonly [readonly string[], unknown] => {
  const found = find(where, tree, names)
  return found === undefined ? longest(where, tree, names.slice(0, -1)) : [names, found.node]
}

/** A reference of a tree: its path, the canonical path of what it names, and how it shows it. */
export interface Alias {
  readonly path: string
  readonly target: string
  readonly via: Via
}

/** The references of a tree, in leaf order, with absolute targets.  Fails at one that leads nowhere. */
export const refs = (tree: unknown, where = 'refs'): readonly Alias[] => {
  const found: Alias[] = []
  visit(where, tree, (node, path) => {
    if (isRef(node)) found.push(aliasAt(where, tree, node, path))
  })
  return found
}

/** Every name of every leaf and constant, in leaf order, with the canonical path that it leads to: one tree may say by a
 *  reference to a layer what another says by references to its leaves.  Fails at a reference that leads nowhere. */
export const places = (tree: unknown, where = 'places'): readonly Alias[] => {
  const found: Alias[] = []
  const see = (path: readonly string[], here: Found, pending: readonly string[]): void => {
    const { names, node, via } = here
    demandShallow(where, path.length, joined(path))
    const place = joined(names)
    if (!isContainer(node)) found.push({ path: joined(path), target: place, via })
    else if (pending.includes(place))
      fail(circle(where, [...pending.slice(pending.indexOf(place)), place]))
    else
      for (const name of childNames(node)) {
        const inner = { names: [...names, name], node: childOf(node, name), via: 'same' } as const
        const child = follow(where, tree, inner, [])
        see([...path, name], { ...child, via: both(via, child.via) }, [...pending, place])
      }
  }
  see([], follow(where, tree, { names: [], node: tree, via: 'same' }, []), [])
  return found
}

export const aliasAt = (where: string, tree: unknown, ref: AnyRef, path: string): Alias => {
  const { names, via } = targetOf(where, tree, ref, segments(path))
  return { path, target: joined(names), via }
}

/** What a reference at a place leads to.  Fails if nowhere. */
export const targetOf = (
  where: string,
  tree: unknown,
  node: AnyRef,
  names: readonly string[],
): Found => follow(where, tree, { names, node, via: 'same' }, [])

/** The tree with every reference replaced by what it names, and every constant by its tensor: what layers compute with.
 *  One value stands at all places of a shared leaf, so that its gradient is the sum over them. */
export const resolveAll = (tree: unknown, where = 'resolveAll'): unknown => {
  const values = new Map<string, unknown>()
  const open = (node: unknown, at: string, pending: readonly string[]): unknown =>
    rebuild(
      where,
      node,
      (inner, path) => (isRef(inner) ? show(inner, path, pending) : opened(inner)),
      at,
    )
  const show = (ref: AnyRef, path: string, pending: readonly string[]): unknown => {
    if (pending.includes(path))
      return fail(circle(where, [...pending.slice(pending.indexOf(path)), path]))
    const found = targetOf(where, tree, ref, segments(path))
    const place = joined(found.names)
    const key = `${found.via} ${place}`
    if (!values.has(key)) {
      const node = open(found.node, place, [...pending, path])
      values.set(key, shownBy(where, path, { ...found, node }))
    }
    return values.get(key)
  }
  return open(tree, '', [])
}
