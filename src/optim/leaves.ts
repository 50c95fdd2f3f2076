// Trees beside the parameters they belong to, as lists of leaves. References, constants and holes are structure: no optimizer
// steps them, and each tree keeps its own.
import { fail } from '../prelude/index.ts'
import { isFloat, showType } from '../shape/index.ts'
import type { AnyTensor } from '../tensor/index.ts'
import { described, entries, flattenTree, keptIssues, unflattenTree } from '../tree/index.ts'

/** The leaves of a tree that must have the structure and types of another.  Fails with every leaf that differs. */
export const leavesLike = (
  where: string,
  name: string,
  like: unknown,
  tree: unknown,
): readonly AnyTensor[] => {
  const [issue, ...more] = keptIssues(where, name, like, tree)
  return issue === undefined ? leavesOf(tree) : fail(issue, ...more)
}

/** The leaves of a tree of floats. */
export const leavesOf = (tree: unknown): readonly AnyTensor[] =>
  flattenTree(tree, 'update').leaves as readonly AnyTensor[] // `floating` and `leavesLike` have seen them

/** The tree with other leaves, of the same types. */
export const withLeaves = (tree: unknown, leaves: readonly AnyTensor[]): unknown =>
  unflattenTree(flattenTree(tree, 'update').structure, leaves)

/** The parameters, where every leaf of them can be stepped. */
export const floating = (params: unknown, where = 'init'): unknown => {
  if (typeof params !== 'object' || params === null)
    fail({
      where,
      must: 'must be given a tree of tensors',
      was: described(params),
      do: 'give parameters, or what has their structure',
    })
  flattenTree(params, where) // a tree that is none is refused by that name
  for (const [path, leaf] of entries(params))
    if (!isFloat(leaf.dtype))
      fail({
        where,
        must: `${path === '' ? 'parameters' : `'${path}'`} must be f32 or f64`,
        was: showType(leaf),
        do: 'partition the parameters, and step the floats',
      })
  return params
}
