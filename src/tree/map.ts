// Functions over the leaves of trees, in leaf order. References, constants and static values stand as they are.
import { demandFunction, fail } from '../prelude/index.ts'
import { sameType, showType } from '../shape/index.ts'
import { type AnyTensor, Handle } from '../tensor/index.ts'
import { type AnyConstant, type AnyRef, described, type Hole } from './node.ts'
import { demandSame } from './same.ts'
import { flattenTree } from './structure.ts'
import { rebuild, visit } from './walk.ts'

/** The tree with another value for each leaf. */
export type MapTo<T, R> = T extends Handle
  ? R
  : T extends AnyRef | AnyConstant | Hole
    ? T
    : { readonly [K in keyof T]: MapTo<T[K], R> }

/** Each leaf beside the leaf at its place in another tree. */
export type Zipped<A, B> = A extends Handle
  ? readonly [A, B]
  : A extends AnyRef | AnyConstant | Hole
    ? A
    : { readonly [K in keyof A]: Zipped<A[K], K extends keyof B ? B[K] : never> }

/** The tree with f of every leaf. What f leaves alone keeps its identity.  Fails where f changes a shape or dtype: use mapTo. */
export const map = (f: (leaf: AnyTensor) => AnyTensor): (<T>(tree: T) => T) => {
  demandFunction('map', 'f', f)
  return (tree) => mapped('map', (leaf) => f(leaf), tree)
}

/** The tree with f of every leaf and its path; otherwise as {@link map}. */
export const mapWithPath = (
  f: (leaf: AnyTensor, path: string) => AnyTensor,
): (<T>(tree: T) => T) => {
  demandFunction('mapWithPath', 'f', f)
  return (tree) => mapped('mapWithPath', f, tree)
}

const mapped = <T>(where: string, f: (leaf: AnyTensor, path: string) => AnyTensor, tree: T): T =>
  rebuild(where, tree, (node, path) =>
    node instanceof Handle ? kept(where, path, node, f(tensorOf(node), path)) : node,
  ) as T // every leaf has kept its type

/** The tree with any values for its leaves.
 *  @example mapTo((leaf) => leaf.shape)({ w: scalar(1) }) // => { w: [] } */
export const mapTo = <R>(
  f: (leaf: AnyTensor, path: string) => R,
): (<T>(tree: T) => MapTo<T, R>) => {
  demandFunction('mapTo', 'f', f)
  return <T>(tree: T) =>
    rebuild('mapTo', tree, (node, path) =>
      node instanceof Handle ? f(tensorOf(node), path) : node,
    ) as MapTo<T, R> // rebuild keeps all but leaves
}

/** The first tree with f of the leaves at each place.  Fails at the first difference of structure, and where f gives
 *  another shape or dtype than the first tree has. */
export const zipWith = (
  f: (...leaves: readonly AnyTensor[]) => AnyTensor,
): (<T>(...trees: readonly [T, ...T[]]) => T) => {
  demandFunction('zipWith', 'f', f)
  return <T>(...trees: readonly [T, ...T[]]) =>
    together('zipWith', trees, (leaves, path) =>
      kept('zipWith', path, leaves[0], f(...leaves.map(tensorOf))),
    ) as T // every leaf has the type of the first tree's
}

/** Two trees of one structure as a tree of pairs.  Fails at the first difference. */
export const zip = <A, B>(a: A, b: B): Zipped<A, B> =>
  together('zip', [a, b], Object.freeze) as Zipped<A, B> // the structures agree

const together = (
  where: string,
  trees: readonly [unknown, ...unknown[]],
  f: (leaves: readonly [Handle, ...Handle[]], path: string) => unknown,
): unknown => {
  const [first, ...others] = trees
  const { structure } = flattenTree(first, where)
  const columns = others.map((tree) => {
    const other = flattenTree(tree, where)
    demandSame(where, structure, other.structure)
    return other.leaves
  })
  let i = 0
  return rebuild(where, first, (node, path) => {
    if (!(node instanceof Handle)) return node
    const leaves: [Handle, ...Handle[]] = [node]
    for (const column of columns) leaves.push(column[i] ?? node) // the structures agree: none is missing
    i++
    return f(leaves, path)
  })
}

/** The leaves gathered from the left, in leaf order. */
export const fold = <A>(
  f: (sum: A, leaf: AnyTensor, path: string) => A,
  initial: A,
): ((tree: unknown) => A) => {
  demandFunction('fold', 'f', f)
  return (tree) => {
    let sum = initial
    visit('fold', tree, (node, path) => {
      if (node instanceof Handle) sum = f(sum, tensorOf(node), path)
    })
    return sum
  }
}

/** A leaf as its user sees it. A key, in a tree that holds one, is given as it is: arithmetic refuses it. */
const tensorOf = (leaf: Handle): AnyTensor => leaf as AnyTensor

const kept = (where: string, path: string, before: Handle, after: unknown): Handle =>
  after instanceof Handle && sameType(before, after)
    ? after
    : fail({
        where,
        must: `f must keep the shape and dtype ${showType(before)}${path === '' ? '' : ` of '${path}'`}`,
        was: described(after),
        do: 'use mapTo for other values',
      })
