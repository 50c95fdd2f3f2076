// A tree as a list of paths and tensors, in leaf order, and back. Paths are canonical: a shared leaf stands once.
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import type { Issue } from '../prelude/index.ts'
import { byteWidth, sameType, showType, size } from '../shape/index.ts'
import { type AnyTensor, Handle, sameBits } from '../tensor/index.ts'
import { Constant, demandTree, described, isConstant, isHole, isRecord, isRef } from './node.ts'
import { byPath, joined, segments } from './path.ts'
import { find, opened } from './resolve.ts'
import { turned } from './turn.ts'
import { rebuild, visit } from './walk.ts'

/** A tensor beside its path. */
export type Entry = readonly [path: string, leaf: AnyTensor]

/** Tensors by path: what PyTorch calls a state_dict. */
export type Flat = Readonly<Record<string, AnyTensor>>

const gathered = (
  where: string,
  tree: unknown,
  wanted: (node: unknown) => boolean,
): readonly Entry[] => {
  const found: Entry[] = []
  visit(where, tree, (node, path) => {
    if (wanted(node)) found.push(Object.freeze([path, opened(node) as AnyTensor] as const)) // leaves and constants are tensors
  })
  return Object.freeze(found)
}

const isLeaf = (node: unknown): boolean => node instanceof Handle
const isStored = (node: unknown): boolean => isLeaf(node) || isConstant(node)

/** The leaves of a tree with their paths, in leaf order. */
export const entries = (tree: unknown): readonly Entry[] => gathered('entries', tree, isLeaf)

/** The paths of the leaves, in leaf order. */
export const paths = (tree: unknown): readonly string[] =>
  gathered('paths', tree, isLeaf).map(([path]) => path)

/** The constants of a tree with their paths, in leaf order. */
export const constants = (tree: unknown): readonly Entry[] =>
  gathered('constants', tree, isConstant)

/** The leaves and constants by path: the names of PyTorch's state_dict, each shared leaf once. (An object puts keys that
 *  are indices first: where order matters, use {@link entries}.)
 *  @example Object.keys(flat({ rate: 0.1 })) // => [] */
export const flat = (tree: unknown): Flat =>
  Object.freeze(Object.fromEntries(gathered('flat', demandTree('flat', tree), isStored)))

/** The static values of a tree that say anything, which no list of tensors holds: numbers, texts, functions …, with their paths. */
export const statics = (
  tree: unknown,
  where = 'statics',
): readonly (readonly [path: string, value: unknown])[] => {
  const found: (readonly [string, unknown])[] = []
  visit(where, tree, (node, path) => {
    const isNothing = (node === null || node === undefined) && path !== ''
    if (!(isStored(node) || isRef(node) || isHole(node) || isNothing)) found.push([path, node])
  })
  return found
}

/** How many elements the leaves have. A shared leaf counts once; constants count apart, by {@link constants}. */
export const count = (tree: unknown): number =>
  gathered('count', tree, isLeaf).reduce((sum, [, leaf]) => sum + size(leaf.shape), 0)

/** How many bytes the leaves take. */
export const byteLength = (tree: unknown): number =>
  gathered('byteLength', tree, isLeaf).reduce(
    (sum, [, leaf]) => sum + size(leaf.shape) * byteWidth(leaf.dtype),
    0,
  )

/** The tensors of a record in the structure of `like`, its references included.  The Left lists every path that is
 *  missing, unexpected, of another shape or dtype, or an alias that contradicts what it refers to. */
export const unflat =
  <T>(like: T): ((record: Flat) => Either<NonEmptyArray<Issue>, T>) =>
  (record) => {
    if (!isRecord(record))
      return left([
        {
          where: 'unflat',
          must: 'must be given a record of tensors by path',
          was: described(record),
          do: 'give what flat gives',
        },
      ])
    const stored = new Map(gathered('unflat', like, isStored))
    const issues = [...new Set([...stored.keys(), ...Object.keys(record)])]
      .sort(byPath)
      .flatMap((path) => {
        const leaf = stored.get(path)
        const given = Object.hasOwn(record, path) ? record[path] : undefined
        return leaf === undefined ? uncalled(like, record, path) : unfit(path, leaf, given)
      })
    const [first, ...rest] = issues
    if (first !== undefined) return left([first, ...rest])
    const filled = rebuild('unflat', like, (node, path) => {
      const value = record[path]
      if (value === undefined || !isStored(node)) return node
      return isConstant(node) ? new Constant(value) : value
    })
    return right(filled as T) // every leaf has the type of the one in `like`
  }

const unfit = (path: string, leaf: AnyTensor, given: unknown): readonly Issue[] =>
  given instanceof Handle && sameType(leaf, given)
    ? []
    : [
        {
          where: 'unflat',
          must: `'${path}' must be ${showType(leaf)}`,
          was: described(given),
          do: given === undefined ? 'add it' : 'give a tensor of that shape and dtype',
        },
      ]

/** A path of the record that is none of a leaf or constant: an alias that agrees, or an issue. */
const uncalled = (like: unknown, record: Flat, path: string): readonly Issue[] => {
  const found = find('unflat', like, segments(path))
  if (found === undefined || !isStored(found.node))
    return [
      {
        where: 'unflat',
        must: `'${path}' must be a leaf of the tree`,
        was: 'none',
        do: 'leave it out',
      },
    ]
  const target = joined(found.names)
  const [here, there] = [record[path], turned(record[target], found.via)]
  return here === undefined || !(there instanceof Handle) || sameBits(here, there)
    ? []
    : [
        {
          where: 'unflat',
          must: `'${path}' must be '${target}'${found.via === 'same' ? '' : ' transposed'}, to which it refers`,
          was: 'another tensor',
          do: 'leave it out',
        },
      ]
}
