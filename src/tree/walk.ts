// The one way through a tree: containers in leaf order, everything else to a visitor.
import { fail } from '../prelude/index.ts'
import { checked, type Fields, isList, isRecord } from './node.ts'
import { isIndex, joined, ordered, quoted, segments, under } from './path.ts'

/** The names of a container's children in leaf order; none for any other node. */
export const childNames = (node: unknown): readonly string[] => {
  if (isList(node)) return Array.from(node, (_, i) => `${i}`)
  return isRecord(node) ? ordered(Object.keys(node)) : []
}

/** The child of that name; undefined where there is none, and in a node that is no container. */
export const childOf = (node: unknown, name: string): unknown => {
  if (isList(node)) return isIndex(name) ? node[Number(name)] : undefined
  return isRecord(node) && Object.hasOwn(node, name) ? node[name] : undefined
}

/** Whether a container has a child of that name. */
export const hasChild = (node: unknown, name: string): boolean =>
  isList(node)
    ? isIndex(name) && Number(name) < node.length
    : isRecord(node) && Object.hasOwn(node, name)

export type Container = readonly unknown[] | Fields

export const isContainer = (node: unknown): node is Container => isList(node) || isRecord(node)

/** No tree has more levels; one that holds itself has. */
export const deepest = 1000

/** Fails below that.  `path` is where it was met. */
export const demandShallow = (where: string, depth: number, path: string): void => {
  if (depth > deepest)
    fail({
      where,
      must: `the tree must be at most ${deepest} levels deep`,
      was: `more, below ${quoted(joined(segments(path).slice(0, 3)))}`,
      do: 'flatten it, and let it not hold itself',
    })
}

/** The path of a child of a record.  Fails for a name that would make two paths alike. */
const below = (where: string, path: string, name: string): string =>
  name === '' || name.includes('.')
    ? fail({
        where,
        must: `names in ${quoted(path)} must be of some letters, and hold no '.'`,
        was: `'${name}'`,
        do: 'rename it, or nest instead',
      })
    : under(path, name)

/** Visits every node that is no container, in leaf order. */
export const visit = (
  where: string,
  node: unknown,
  see: (node: unknown, path: string) => void,
  path = '',
  depth = 0,
): void => {
  demandShallow(where, depth, path)
  if (isList(node))
    for (const [i, item] of node.entries()) visit(where, item, see, under(path, i), depth + 1)
  else if (isRecord(node))
    for (const name of ordered(Object.keys(node)))
      visit(where, node[name], see, below(where, path, name), depth + 1)
  else see(checked(where, node, path), path)
}

/** A container with another child at every name, in leaf order: itself if none changes, else a new frozen one. */
export const mapChildren = (
  node: Container,
  f: (child: unknown, name: string) => unknown,
): unknown => {
  if (isList(node)) {
    const items = Array.from(node, (item, i) => f(item, `${i}`)) // a missing item is undefined
    return items.every((item, i) => Object.is(item, node[i])) ? node : Object.freeze(items)
  }
  const names = ordered(Object.keys(node))
  const children = names.map((name) => f(node[name], name))
  return names.every((name, i) => Object.is(children[i], node[name]))
    ? node
    : record(names, children, symbolsOf(node))
}

/** The tree with every node that is no container replaced, in leaf order. What does not change keeps its identity;
 *  what is made is frozen. */
export const rebuild = (
  where: string,
  node: unknown,
  replace: (node: unknown, path: string) => unknown,
  path = '',
  depth = 0,
): unknown => {
  demandShallow(where, depth, path)
  return isContainer(node)
    ? mapChildren(node, (child, name) =>
        rebuild(where, child, replace, below(where, path, name), depth + 1),
      )
    : replace(checked(where, node, path), path)
}

/** What a record holds under symbols: not part of any path, carried along. */
export type Symbols = readonly (readonly [symbol, unknown])[]

export const symbolsOf = (node: object): Symbols => {
  const symbols = Object.getOwnPropertySymbols(node)
  return symbols.length === 0
    ? none
    : symbols.map((symbol) => [symbol, (node as Record<symbol, unknown>)[symbol]]) // its own symbols
}

const none: Symbols = []

/** A frozen record; a name may be `__proto__` and is an own property all the same. */
export const record = (
  names: readonly string[],
  children: readonly unknown[],
  symbols: Symbols = none,
): Fields => {
  const made: Record<string | symbol, unknown> = {}
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string // i is within names
    if (name === '__proto__')
      Object.defineProperty(made, name, { value: children[i], enumerable: true })
    else made[name] = children[i]
  }
  for (const [symbol, value] of symbols) made[symbol] = value
  return Object.freeze(made)
}
