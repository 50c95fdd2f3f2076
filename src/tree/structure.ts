// A tree taken apart: its leaves in leaf order, and its structure, which is all the rest as an immutable value.
// The structure of a record does not depend on its key order.
import { Handle } from '../tensor/index.ts'
import { isConstant, isForeign, isList, isRecord } from './node.ts'
import { ordered } from './path.ts'
import { deepest, type Symbols, symbolsOf, visit } from './walk.ts'

/** A tree without its leaves; `size` is how many they are. A `node` is a reference, a constant, a hole or a static value. */
export type Structure =
  | { readonly kind: 'leaf'; readonly size: 1 }
  | { readonly kind: 'fixed'; readonly size: 1 } // a constant whose tensor is among the leaves
  | { readonly kind: 'node'; readonly size: 0; readonly node: unknown }
  | { readonly kind: 'list'; readonly size: number; readonly children: readonly Structure[] }
  | {
      readonly kind: 'record'
      readonly size: number
      readonly names: readonly string[]
      readonly children: readonly Structure[]
      readonly symbols: Symbols
    }

export interface Flattened {
  readonly leaves: readonly Handle[]
  readonly structure: Structure
}

/** The leaves of a tree and its structure; references and constants are structure.  Fails at a class instance. */
export const flattenTree = (tree: unknown, where = 'flattenTree'): Flattened =>
  flatten(tree, where, false)

/** The same with the tensors of constants among the leaves: what a compiled or batched function takes and gives. */
export const flattenValues = (tree: unknown, where = 'flattenValues'): Flattened =>
  flatten(tree, where, true)

const flatten = (tree: unknown, where: string, open: boolean): Flattened => {
  const leaves: Handle[] = []
  const take = (node: unknown, depth: number): Structure => {
    if (node instanceof Handle) {
      leaves.push(node)
      return leaf
    }
    if (depth > deepest) visit(where, tree, () => {}) // fails there, with its path
    if (isList(node)) {
      const children = Array.from(node, (child) => take(child, depth + 1)) // a missing item is undefined
      return Object.freeze({ kind: 'list', size: total(children), children })
    }
    if (isRecord(node)) {
      const names = ordered(Object.keys(node))
      const children = names.map((name) => take(node[name], depth + 1))
      const symbols = symbolsOf(node)
      return Object.freeze({ kind: 'record', size: total(children), names, children, symbols })
    }
    if (open && isConstant(node)) {
      leaves.push(node.value)
      return fixed
    }
    if (isForeign(node)) visit(where, tree, () => {}) // fails there, with its path
    return Object.freeze({ kind: 'node', size: 0, node })
  }
  return { structure: take(tree, 0), leaves }
}

const leaf: Structure = Object.freeze({ kind: 'leaf', size: 1 })
const fixed: Structure = Object.freeze({ kind: 'fixed', size: 1 })

const total = (children: readonly Structure[]): number => {
  let sum = 0
  for (const { size } of children) sum += size
  return sum
}

/** Whether a value is the structure of a tree. */
export const isStructure = (x: unknown): x is Structure =>
  typeof x === 'object' && x !== null && 'size' in x && 'kind' in x
