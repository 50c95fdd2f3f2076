// Where a recipe wrote amiss. Engines name no place where a frozen object is written to: so the recipe runs once more, on a
// copy of the tree whose tensors, references and constants are the same, but for a prototype that tells what is written.
import { contentOf, Handle } from '../tensor/index.ts'
import { Constant, isConstant, isList, isRef, Ref } from './node.ts'
import { under } from './path.ts'
import { childNames, childOf, isContainer } from './walk.ts'

/** A write to a property of a node that is replaced whole. */
export interface Written {
  readonly path: string
  readonly node: unknown
  readonly name: string
  readonly value: unknown
}

/** The first such write of a recipe; none where it does something else this time. */
export const writtenBy = (
  tree: unknown,
  recipe: (draft: unknown) => unknown,
): Written | undefined => {
  let first: Written | undefined
  const copies = new Map<unknown, unknown>() // a tree may hold itself
  const copy = (node: unknown, path: string): unknown => {
    if (copies.has(node)) return copies.get(node)
    if (!isContainer(node))
      return telling(node, (name, value) => {
        first ??= { path, node, name, value }
      })
    const open = isList(node) ? [] : { ...node }
    copies.set(node, open)
    for (const name of childNames(node)) {
      const value = copy(childOf(node, name), under(path, name))
      Object.defineProperty(open, name, { ...free, value })
    }
    return open
  }
  try {
    recipe(copy(tree, ''))
  } catch {
    // what the first run threw is what is told
  }
  return first
}

const free = { configurable: true, enumerable: true, writable: true }

type Tell = (name: string, value: unknown) => void

/** The same node, which tells what is written to it. */
const telling = (node: unknown, tell: Tell): unknown => {
  if (node instanceof Handle)
    return built(Handle, [node.shape, node.dtype, contentOf(node)], telltale(Handle, tell))
  if (isRef(node)) return built(Ref, [node.path, node.up, node.via], telltale(Ref, tell))
  return isConstant(node)
    ? built(Constant, [telling(node.value, tell)], telltale(Constant, tell))
    : node
}

type Class = new (...args: never[]) => object

/** What a class makes, with another prototype: a bound class has none of its own. */
const built = (of: Class, args: readonly unknown[], prototype: object): unknown => {
  const maker: Class = of.bind(null)
  Object.defineProperty(maker, 'prototype', { value: prototype })
  return Reflect.construct(of, args, maker)
}

/** A prototype like that of a class. What no frozen instance has is looked for here, and so is what it is to be given. */
const telltale = (of: Class, tell: Tell): object =>
  new Proxy(Object.create(of.prototype) as object, {
    set: (_, name, value, receiver) => {
      if (Object.isExtensible(receiver))
        return Reflect.defineProperty(receiver, name, { ...free, value }) // by its constructor
      tell(String(name), value)
      return false
    },
  })
