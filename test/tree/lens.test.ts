import fc from 'fast-check'
import { pipe } from 'fp-ts/lib/function.js'
import { expect, test } from 'vitest'
import { type AnyTensor, isTensor, sameBits } from '../../src/tensor/index.ts'
import {
  at,
  edit,
  flattenTree,
  lens,
  map,
  modify,
  refs,
  resolve,
  resolveAll,
  set,
} from '../../src/tree/index.ts'
import { childOf } from '../../src/tree/walk.ts'
import { places, shownPaths, tensorOf, tree } from './arbitrary.ts'
import { like } from './tensors.ts'

const get = (path: string) => (of: unknown) => at(of as never, path as never) as AnyTensor
const put = (path: string, value: unknown) => (of: unknown) =>
  set(of, path as never, value as never)

/** A tree, the path of a tensor that it shows, aliases included, and two tensors of that type. */
const place = tree.chain((of) =>
  fc.constantFrom(...shownPaths(of)).chain((path) => {
    const value = tensorOf(get(path)(of).shape)
    return fc.tuple(fc.constant(of), fc.constant(path), value, value)
  }),
)

test('random trees have references, and some show their target transposed', () => {
  const all = fc.sample(tree, { numRuns: 200, seed: 1 }).flatMap((of) => refs(of))
  expect(all.length).toBeGreaterThan(100)
  expect(all.filter(({ via }) => via === 'transposed').length).toBeGreaterThan(30)
})

test('lens: get ∘ set = id', () =>
  fc.assert(fc.property(place, ([of, path, a]) => sameBits(get(path)(put(path, a)(of)), a))))

test('lens: set ∘ get = id', () =>
  fc.assert(
    fc.property(place, ([of, path]) => {
      const again = put(path, get(path)(of))(of)
      expect(again).toStrictEqual(of)
      if (resolve(of, path).via === 'same') expect(again).toBe(of)
    }),
  ))

test('lens: the last set wins', () =>
  fc.assert(
    fc.property(place, ([of, path, a, b]) => {
      expect(put(path, a)(put(path, b)(of))).toStrictEqual(put(path, a)(of))
    }),
  ))

test('at is what stands in the resolved tree', () =>
  fc.assert(
    fc.property(tree, (of) => {
      const plain = resolveAll(of)
      const walk = (path: string) => path.split('.').reduce<unknown>(childOf, plain)
      for (const path of shownPaths(of)) expect(get(path)(of)).toEqual(walk(path))
    }),
  ))

test('set changes what shares its place, and nothing else', () =>
  fc.assert(
    fc.property(place, ([of, path, a]) => {
      const next = put(path, a)(of)
      const home = resolve(of, path)
      for (const other of shownPaths(of)) {
        const there = resolve(of, other)
        const [was, is] = [get(other)(of), get(other)(next)]
        if (there.names.join('.') !== home.names.join('.')) expect(is).toEqual(was)
        else if (there.via === home.via) expect(is).toEqual(a)
        else expect(get(path)(put(other, is)(of))).toEqual(a)
      }
      expect(refs(next)).toEqual(refs(of))
    }),
  ))

type Step = (of: unknown) => unknown

/** Something that a user may do to a tree. */
const steps: fc.Arbitrary<(of: unknown) => Step> = fc
  .tuple(
    fc.constantFrom('set', 'modify', 'map', 'edit', 'replace', 'remove'),
    fc.nat(),
    fc.integer({ min: -9, max: 9 }),
  )
  .map(([what, index, value]) => (of) => {
    const paths = what === 'set' || what === 'modify' ? shownPaths(of) : places(of)
    const path = paths[index % paths.length] ?? ''
    const names = path.split('.')
    const last = names.pop() ?? ''
    const inDraft = (change: (parent: Record<string, unknown>) => void): Step =>
      edit((draft) =>
        change(
          names.reduce<unknown>(
            (node, name) => (node as Record<string, unknown>)[name],
            draft,
          ) as Record<string, unknown>,
        ),
      )
    switch (what) {
      case 'set':
        return (x) => put(path, like(get(path)(x), value))(x)
      case 'modify':
        return (x) => modify(x, path as never, ((leaf: AnyTensor) => like(leaf, value)) as never)
      case 'map':
        return map((leaf) => like(leaf, value + leaf.shape.length))
      case 'edit':
        return inDraft((parent) => {
          const leaf = parent[last]
          if (isTensor(leaf)) parent[last] = like(leaf, value)
        })
      case 'replace': // a reference by a copy of what it shows
        return (x) =>
          inDraft((parent) => {
            parent[last] = resolve(x, path).node
          })(x)
      default:
        return inDraft((parent) => {
          if (!Array.isArray(parent)) delete parent[last]
        })
    }
  })

const attempted = (step: Step, of: unknown): unknown => {
  try {
    return step(of)
  } catch {
    return of
  }
}

test('no sequence of set, modify, map and edit makes two uses of a shared leaf differ', () =>
  fc.assert(
    fc.property(tree, fc.array(steps, { maxLength: 12 }), (of, some) => {
      const last = some.reduce((x, step) => attempted(step(x), x), of)
      const standing = refs(last)
      for (const { path, target, via } of refs(of)) {
        const still = standing.find((alias) => alias.path === path)
        if (still !== undefined) expect(still).toEqual({ path, target, via })
      }
      const plain = resolveAll(last)
      for (const { path, target, via } of standing) {
        const [here, there] = [resolve(plain, path).node, resolve(plain, target).node]
        if (via === 'same') expect(flattenTree(here).leaves).toEqual(flattenTree(there).leaves)
      }
    }),
  ))

test('lenses compose in a pipe, with their tree named first or found later', () => {
  const of = { a: { b: 1 } }
  const b = lens<typeof of>()('a.b')
  expect(pipe(of, b.set(2), b.get)).toBe(2)
  expect(pipe(of, lens('a.b').set(3))).toEqual({ a: { b: 3 } })
})
