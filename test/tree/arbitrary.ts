// Random trees with random references: leaves and sub-trees, chains, transposed matrices.
import fc from 'fast-check'
import { isRight } from 'fp-ts/lib/Either.js'
import { attempt } from '../../src/prelude/index.ts'
import type { AnyTensor } from '../../src/tensor/index.ts'
import { put } from '../../src/tree/at.ts'
import { Constant, joined, refTo, segments, type Via } from '../../src/tree/index.ts'
import { keptIssues } from '../../src/tree/kept.ts'
import { find, resolveAll } from '../../src/tree/resolve.ts'
import { childNames, childOf } from '../../src/tree/walk.ts'
import { anyTensor } from './tensors.ts'

export type Node = AnyTensor | Constant | { readonly [name: string]: Node } | readonly Node[]

const shape = fc.constantFrom<readonly number[]>([2, 3], [3, 2], [2, 2], [3], [])
const element = fc.integer({ min: -9, max: 9 })

/** A tensor of that shape, of small whole numbers. */
export const tensorOf = (of: readonly number[]): fc.Arbitrary<AnyTensor> => {
  const length = of.reduce((n, m) => n * m, 1)
  return fc
    .array(element, { minLength: length, maxLength: length })
    .map((values) => anyTensor(of, 'f32', values))
}

const { node } = fc.letrec<{ leaf: AnyTensor; node: Node; fields: Node }>((tie) => ({
  leaf: shape.chain(tensorOf),
  fields: fc.oneof(
    fc.dictionary(fc.constantFrom('0', '10', '2', 'a', 'b', 'w'), tie('node'), {
      minKeys: 1,
      maxKeys: 4,
      noNullPrototype: true,
    }),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
  ),
  node: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 4, arbitrary: tie('leaf') },
    { weight: 1, arbitrary: tie('leaf').map((value) => new Constant(value as Constant['value'])) },
    { weight: 6, arbitrary: tie('fields') },
  ),
}))

/** The paths of all nodes but the root. */
export const places = (tree: unknown, path: readonly string[] = []): readonly string[] =>
  childNames(tree).flatMap((name) => [
    joined([...path, name]),
    ...places(childOf(tree, name), [...path, name]),
  ])

interface Tie {
  readonly from: number
  readonly to: number
  readonly via: Via
  readonly climb: number
}

/** The tree with a reference at one place to another, where that keeps all shapes; the tree itself otherwise. */
const tied = (tree: unknown, { from, to, via, climb }: Tie): unknown => {
  const all = places(tree)
  const [at = '', target = ''] = [all[from % all.length], all[to % all.length]]
  const [above, names] = [segments(at).slice(0, -1), segments(target)]
  const shared = above.findIndex((name, i) => name !== names[i])
  const depth = Math.min(shared === -1 ? above.length : shared, climb)
  const ref = refTo(joined(names.slice(depth)), above.length - depth + 1, via)
  const result = put(tree, segments(at), ref)
  const same = attempt(() => keptIssues('tie', '', resolveAll(tree), resolveAll(result)))
  return isRight(same) && same.right.length === 0 && names.length > depth ? result : tree
}

const tie: fc.Arbitrary<Tie> = fc.record({
  from: fc.nat(1000),
  to: fc.nat(1000),
  via: fc.constantFrom<Via>('same', 'transposed'),
  climb: fc.nat(3),
})

/** A tree with references at random places. Many ties are tried, since most do not fit. */
export const tree: fc.Arbitrary<unknown> = fc
  .tuple(
    fc.dictionary(fc.constantFrom('0', '1', '12', 'enc', 'dec', 'x'), node, {
      minKeys: 2,
      maxKeys: 5,
      noNullPrototype: true,
    }),
    fc.array(tie, { minLength: 10, maxLength: 40 }),
  )
  .map(([plain, ties]) => ties.reduce(tied, plain as unknown))

/** The paths that show a tensor, aliases included. */
export const shownPaths = (of: unknown): readonly string[] => {
  const plain = resolveAll(of)
  return places(plain).filter(
    (path) => childNames(find('test', plain, segments(path))?.node).length === 0,
  )
}
