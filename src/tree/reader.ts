// The fast way to take apart a tree whose structure is expected: a reader is made once for a structure, and a call of it
// builds no string, path or structure.
import { refuse } from '../prelude/index.ts'
import { Handle } from '../tensor/index.ts'
import { type Fields, isConstant, isList, isRecord } from './node.ts'
import { sameNode } from './same.ts'
import { isStructure, type Structure } from './structure.ts'

/** Appends the leaves of a tree, in leaf order; false, with some of them appended, where it has another structure. */
export type Reader = (tree: unknown, leaves: Handle[]) => boolean

/** The reader of a structure: it takes exactly the trees that flatten to the same one.
 *  @example readerOf(flattenTree({ a: 1 }).structure)({ a: 2 }, []) // => false */
export const readerOf = (structure: Structure): Reader => {
  const read = readerFor(
    isStructure(structure)
      ? structure
      : refuse(
          'readerOf',
          'structure must be that of a tree',
          structure,
          'take it from flattenTree',
        ),
  )
  return (tree, leaves) => {
    if (!Array.isArray(leaves) || Object.isFrozen(leaves))
      refuse('readerOf', 'leaves must be an array to append to', leaves, 'write []')
    return read(tree, leaves)
  }
}

const readerFor = (structure: Structure): Reader => {
  switch (structure.kind) {
    case 'leaf':
      return (tree, leaves) => tree instanceof Handle && leaves.push(tree) > 0
    case 'fixed':
      return (tree, leaves) => isConstant(tree) && leaves.push(tree.value) > 0
    case 'node':
      return (tree) => sameNode(structure.node, tree)
    case 'list':
      return readerOfList(structure.children.map(readerFor))
    case 'record':
      return readerOfRecord(structure)
  }
}

const readerOfList =
  (readers: readonly Reader[]): Reader =>
  (tree, leaves) => {
    if (!isList(tree) || tree.length !== readers.length) return false
    for (let i = 0; i < readers.length; i++) if (!readers[i]?.(tree[i], leaves)) return false
    return true
  }

const readerOfRecord = ({
  names,
  children,
  symbols,
}: Extract<Structure, { readonly kind: 'record' }>): Reader => {
  const readers = children.map(readerFor)
  const hasSymbols = (tree: Fields): boolean => {
    const own = Object.getOwnPropertySymbols(tree)
    return (
      own.length === symbols.length &&
      symbols.every(([symbol, value]) => Object.is(tree[symbol as never], value))
    )
  }
  return (tree, leaves) => {
    if (!isRecord(tree) || Object.keys(tree).length !== names.length) return false
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string // i is within names
      if (!Object.hasOwn(tree, name) || !readers[i]?.(tree[name], leaves)) return false
    }
    return hasSymbols(tree)
  }
}
