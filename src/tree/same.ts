// Whether two structures, or two trees, are the same, and where they first differ.
import { demandRecord, demandText, fail, type Issue, isPlain, refuse } from '../prelude/index.ts'
import { type ArrayType, sameType, showType } from '../shape/index.ts'
import { contentOf, isTraced, sameBits } from '../tensor/index.ts'
import { described, isConstant, isRef, sameRef } from './node.ts'
import { ordered, quoted, under } from './path.ts'
import type { Structure } from './structure.ts'
import type { Symbols } from './walk.ts'

/** Where two trees first differ, in leaf order, and what stands there in each. */
export interface Difference {
  readonly path: string
  readonly left: string
  readonly right: string
}

/** A tree without its data: its structure, and the shape and dtype of each leaf. */
export interface Typed {
  readonly structure: Structure
  readonly leaves: readonly ArrayType[]
}

/** The first difference of two structures; undefined where they are the same. */
export const sameStructure = (a: Structure, b: Structure): Difference | undefined =>
  compare(a, b, '', structureAlone)

const none: Readonly<Record<string, unknown>> = {}

const demandFlattened = (where: string, x: unknown): void => {
  const { structure, leaves } = isPlain(x) ? x : none
  if (!isPlain(structure) || !Array.isArray(leaves))
    refuse(where, 'what is compared must be a flattened tree', x, 'flatten it with flattenTree')
}

/** The first difference of two trees, in structure or in the type of a leaf. */
export const sameTree = (a: Typed, b: Typed): Difference | undefined => {
  demandFlattened('sameTree', a)
  demandFlattened('sameTree', b)
  let met = 0 // leaves, as many of one as of the other
  return compare(a.structure, b.structure, '', {
    same: () => {
      const [x, y] = [a.leaves[met], b.leaves[met]]
      const agree = x === undefined || y === undefined || sameType(x, y)
      if (agree) met++
      return agree
    },
    left: () => a.leaves[met],
    right: () => b.leaves[met],
  })
}

/** The difference as an issue of the function that needs equal structures. */
export const structureIssue = (where: string, difference: Difference): Issue => {
  demandText('structureIssue', 'where', where)
  const { path, left, right } = demandRecord('structureIssue', 'difference', difference)
  const text = (name: string, x: unknown): string => demandText('structureIssue', name, x)
  return {
    where,
    must: `trees must agree at ${quoted(text('path', path))}`,
    was: `${text('left', left)} and ${text('right', right)}`,
    do: 'give trees of one structure',
  }
}

/** Fails at the first difference. */
export const demandSame = (where: string, a: Structure, b: Structure): void => {
  const difference = sameStructure(a, b)
  if (difference !== undefined) fail(structureIssue(where, difference))
}

/** What is known of the leaves that the comparison has come to. */
interface Leaves {
  readonly same: () => boolean
  readonly left: () => ArrayType | undefined
  readonly right: () => ArrayType | undefined
}
const structureAlone: Leaves = { same: () => true, left: () => undefined, right: () => undefined }

const compare = (
  a: Structure | undefined,
  b: Structure | undefined,
  path: string,
  leaves: Leaves,
): Difference | undefined => {
  if (a?.kind === 'record' && b?.kind === 'record') return compareRecords(a, b, path, leaves)
  if (a?.kind === 'list' && b?.kind === 'list') {
    const longest = a.children.length < b.children.length ? b : a
    return first(longest.children, (_, i) =>
      compare(a.children[i], b.children[i], under(path, i), leaves),
    )
  }
  return sameStem(a, b, leaves)
    ? undefined
    : { path, ...apart(shown(a, leaves.left()), shown(b, leaves.right())) }
}

/** Whether two structures without children are the same. */
const sameStem = (a: Structure | undefined, b: Structure | undefined, leaves: Leaves): boolean => {
  if (a?.kind === 'node') return b?.kind === 'node' && sameNode(a.node, b.node)
  const areLeaves = (a?.kind === 'leaf' || a?.kind === 'fixed') && a.kind === b?.kind
  return areLeaves && leaves.same()
}

type Fields = Extract<Structure, { readonly kind: 'record' }>

const compareRecords = (
  a: Fields,
  b: Fields,
  path: string,
  leaves: Leaves,
): Difference | undefined => {
  const names = sameList(a.names, b.names)
    ? a.names
    : ordered([...new Set([...a.names, ...b.names])])
  const found = first(names, (name, i) =>
    compare(childAt(a, name, i), childAt(b, name, i), under(path, name), leaves),
  )
  if (found !== undefined || sameSymbols(a.symbols, b.symbols)) return found
  return { path, left: 'a tree', right: 'a tree with other symbols' }
}

const childAt = (a: Fields, name: string, i: number): Structure | undefined =>
  a.children[a.names[i] === name ? i : a.names.indexOf(name)]

const first = <A, B>(
  items: readonly A[],
  find: (item: A, i: number) => B | undefined,
): B | undefined => {
  for (const [i, item] of items.entries()) {
    const found = find(item, i)
    if (found !== undefined) return found
  }
  return undefined
}

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, i) => name === b[i])

const sameSymbols = (a: Symbols, b: Symbols): boolean =>
  a.length === b.length &&
  a.every(([symbol, value]) =>
    b.some(([other, there]) => other === symbol && Object.is(value, there)),
  )

/** Two texts that differ. */
const apart = (left: string, right: string): Pick<Difference, 'left' | 'right'> => ({
  left,
  right: left === right ? `${right} of other bits` : right,
})

/** Nodes are the same that are written alike; constants, that have the same bits. Those that a transformation follows have
 *  no bits to compare: there the shape and dtype must do. */
export const sameNode = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true
  if (isRef(a)) return isRef(b) && sameRef(a, b)
  if (!isConstant(a) || !isConstant(b)) return false
  const followed = [a, b].some(({ value }) => isTraced(contentOf(value)))
  return followed ? sameType(a.value, b.value) : sameBits(a.value, b.value)
}

const shown = (structure: Structure | undefined, leaf: ArrayType | undefined): string => {
  switch (structure?.kind) {
    case undefined:
      return 'nothing'
    case 'leaf':
      return leaf === undefined ? 'a tensor' : showType(leaf)
    case 'fixed':
      return leaf === undefined ? 'a constant' : `a constant ${showType(leaf)}`
    case 'node':
      return described(structure.node)
    case 'list':
      return `an array of ${structure.children.length}`
    case 'record':
      return structure.children.length === 0 ? 'an empty tree' : 'a tree'
  }
}
