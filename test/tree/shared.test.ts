// Sharing under the transformations: one leaf, whatever is done to the tree.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { grad, jit, vmap } from '../../src/functions/index.ts'
import { add, matmul, mul, sum, transpose } from '../../src/ops/index.ts'
import { type AnyTensor, sameBits, type Tensor } from '../../src/tensor/index.ts'
import {
  at,
  Constant,
  combine,
  digest,
  entries,
  eq,
  flattenValues,
  map,
  monoid,
  partition,
  type Ref,
  refs,
  refTo,
  resolve,
  resolveAll,
  set,
} from '../../src/tree/index.ts'
import { shownPaths, tree as trees } from './arbitrary.ts'
import { filled, full, like } from './tensors.ts'

interface Auto {
  readonly enc: { readonly w: Tensor<[2, 3]> }
  readonly dec: { readonly w: Ref<'enc.w', 2, 'transposed'> }
}
const auto: Auto = {
  enc: { w: filled([2, 3], [1, 2, 3, 4, 5, 6]) },
  dec: { w: refTo('enc.w', 2, 'transposed') },
}
const x = filled([2, 3], [1, -1, 2, 0, 3, 1])

/** x wᵀ w, with the second w read through its transposed alias. */
const through = (p: Auto, x: Tensor<[2, 3]>): Tensor<[]> => {
  const h = matmul(x, transpose(at(p, 'enc.w')))
  const y = matmul(h, transpose(at(p, 'dec.w')))
  return sum(mul(y, y))
}

/** The same with two separate matrices. */
const apart = (p: { readonly a: Tensor<[2, 3]>; readonly b: Tensor<[3, 2]> }): Tensor<[]> => {
  const y = matmul(matmul(x, transpose(p.a)), transpose(p.b))
  return sum(mul(y, y))
}

test('the gradient of a shared leaf is the sum over its uses, turned back', () => {
  const g = grad(through)(auto, x)
  const { a, b } = grad(apart)({ a: auto.enc.w, b: at(auto, 'dec.w') })
  expect(g).toEqual({ enc: { w: add(a, transpose(b)) }, dec: auto.dec })
  expect(g.dec.w).toBe(auto.dec.w)
})

test('a transposed alias is read under jit and vmap', () => {
  expect(jit(grad(through))(auto, x)).toEqual(grad(through)(auto, x))
  const many = {
    enc: { w: filled([2, 2, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) },
    dec: auto.dec,
  }
  const [one, two] = [0, 1].map((i) => ({
    enc: { w: filled([2, 3], [...many.enc.w].map(Number).slice(6 * i, 6 * i + 6)) },
    dec: auto.dec,
  }))
  const all = vmap(through, [0, null])(many as never, x) as AnyTensor
  expect([...all]).toEqual([one, two].flatMap((p) => [...through(p as Auto, x)]))
})

test('what is written through a transposed alias inside a differentiated function has a gradient', () => {
  const doubled = (p: Auto): Tensor<[]> => {
    const next = set(p, 'dec.w', mul(at(p, 'dec.w'), 2))
    return sum(mul(at(next, 'enc.w'), x))
  }
  expect(grad(doubled)(auto).enc.w).toEqual(mul(x, 2))
})

test('a random shared tree has the gradient of its leaves counted once for each use', () =>
  fc.assert(
    fc.property(trees, (of) => {
      const shown = shownPaths(of)
      const loss = (p: unknown): Tensor<[]> =>
        shown
          .map((path) => at(p as never, path as never) as AnyTensor)
          .reduce<Tensor<[]>>((total, leaf) => add(total, sum(leaf)) as Tensor<[]>, full([], 0))
      const g: unknown = grad(loss as never)(of as never)
      expect(refs(g)).toEqual(refs(of))
      for (const [path, leaf] of entries(g)) {
        const uses = shown.filter((other) => resolve(of, other).names.join('.') === path)
        expect(leaf).toEqual(like(leaf, uses.length))
      }
    }),
    { numRuns: 50 },
  ))

test('jit and vmap keep references and constants', () => {
  const of = { w: full([2], 1), r: refTo('w'), c: new Constant(full([2], 2)) }
  const same = jit((p: typeof of) => map((leaf) => mul(leaf, 2))(p))(of)
  expect(same).toStrictEqual({ ...of, w: full([2], 2) })
  const lifted = vmap((p: typeof of) => p)(of as never)
  expect(lifted).toStrictEqual(of)
  expect(flattenValues(lifted).leaves).toHaveLength(2)
})

test('a part is differentiated beside the other part', () => {
  const of = { a: full([2], 3), b: full([2], 5), r: refTo('a') }
  const [chosen, rest] = partition((path) => path === 'a')(of)
  const loss = (mine: typeof chosen, other: typeof rest): Tensor<[]> => {
    const p = combine(mine, other)
    return sum(mul(at(p, 'r'), p.b))
  }
  const g = grad(loss)(chosen, rest)
  expect(entries(g)).toEqual([['a', full([2], 5)]])
})

test('monoid: the empty tree adds nothing, and sums associate over small whole numbers', () =>
  fc.assert(
    fc.property(trees, fc.integer({ min: -9, max: 9 }), (of, n) => {
      const { concat, empty } = monoid(of)
      const other: unknown = map((leaf) => like(leaf, n))(of)
      expect(eq.equals(concat(empty, of), of)).toBe(true)
      expect(eq.equals(concat(of, empty), of)).toBe(true)
      expect(digest(concat(concat(of, other), of))).toBe(digest(concat(of, concat(other, of))))
      expect(refs(concat(of, other))).toEqual(refs(of))
    }),
  ))

test('monoid: the empty tree adds nothing to −0, nor to integers', () => {
  const of = { f: filled([2], [-0, 0]), i: filled([2], [-3, 4], 'i32'), u: filled([1], [7], 'u32') }
  const { concat, empty } = monoid(of)
  expect(sameBits(concat(of, empty).f, of.f)).toBe(true)
  expect(concat(empty, of)).toEqual(of)
})

test('every use of a shared leaf is one tensor in the resolved tree', () => {
  const plain = resolveAll({ ...auto, again: refTo('dec.w') }) as {
    readonly dec: { readonly w: unknown }
    readonly again: unknown
  }
  expect(plain.again).toBe(plain.dec.w)
})
