// Equality, printing and the sum of trees, as records that fit fp-ts's interfaces.
import type { Eq } from 'fp-ts/lib/Eq.js'
import type { Monoid } from 'fp-ts/lib/Monoid.js'
import type { Show } from 'fp-ts/lib/Show.js'
import { add, neg, zerosLike } from '../ops/index.ts'
import { showType } from '../shape/index.ts'
import { Handle, sameBits } from '../tensor/index.ts'
import { map, zipWith } from './map.ts'
import { type AnyRef, described, isConstant, isHole, isList, isRecord, isRef } from './node.ts'
import { ordered, under } from './path.ts'
import { sameStructure } from './same.ts'
import { flattenTree } from './structure.ts'
import { demandShallow } from './walk.ts'

/** Trees are equal that have one structure, references included, and the same bits in every leaf. */
export const eq: Eq<unknown> = {
  equals: (x, y) => {
    if (x === y) return true
    const [a, b] = [flattenTree(x, 'eq'), flattenTree(y, 'eq')]
    if (sameStructure(a.structure, b.structure) !== undefined) return false
    return a.leaves.every((leaf, i) => {
      const other = b.leaves[i]
      return other !== undefined && sameBits(leaf, other)
    })
  },
}

/** A tree on one line, in leaf order, its tensors by shape and dtype. */
export const show: Show<unknown> = {
  show: (tree) => {
    return shown(tree, '', 0)
  },
}

const shown = (tree: unknown, path: string, depth: number): string => {
  demandShallow('show', depth, path)
  if (tree instanceof Handle) return showType(tree)
  if (isRef(tree)) return shownRef(tree)
  if (isConstant(tree)) return `constant ${showType(tree.value)}`
  if (isHole(tree)) return 'hole'
  if (isList(tree))
    return `[${Array.from(tree, (item, i) => shown(item, under(path, i), depth + 1)).join(', ')}]`
  if (!isRecord(tree)) return described(tree)
  const fields = ordered(Object.keys(tree)).map(
    (name) => `${name}: ${shown(tree[name], under(path, name), depth + 1)}`,
  )
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
}

const shownRef = ({ path, up, via }: AnyRef): string =>
  `→ ${up === 1 ? '' : `${up} up `}${path}${via === 'same' ? '' : ' transposed'}`

/** The sum of trees of one structure, leaf by leaf. The empty tree of zeros has the structure of `like`; its zeros are −0,
 *  which adds nothing even to −0. */
export const monoid = <T>(like: T): Monoid<T> => ({
  concat: (x, y) => zipWith(add)(x, y),
  empty: map((leaf) => neg(zerosLike(leaf)))(like),
})
