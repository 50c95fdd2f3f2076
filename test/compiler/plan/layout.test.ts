// Plans: nothing that is in use together overlaps, and what is not shares its place.
import { array, assert, integer, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { aligned, layout } from '../../../src/compiler/plan/layout.ts'
import { lifetimes } from '../../../src/compiler/plan/lifetimes.ts'

const pieces = array(
  record({
    bytes: integer({ min: 0, max: 5000 }),
    from: integer({ min: 0, max: 30 }),
    more: integer({ min: 0, max: 10 }),
  }),
  { maxLength: 40 },
).map((all) => all.map(({ bytes, from, more }) => ({ bytes, from, to: from + more })))

test('pieces that are in use together do not overlap, and lie within the frame', () => {
  assert(
    property(pieces, (all) => {
      const { offsets, size } = layout(all)
      for (const [i, a] of all.entries()) {
        const start = offsets[i] ?? -1
        expect(start % 64).toBe(0)
        expect(start + aligned(a.bytes)).toBeLessThanOrEqual(size)
        for (const [j, b] of all.entries()) {
          const together = i < j && a.from <= b.to && b.from <= a.to
          const other = offsets[j] ?? -1
          if (together)
            expect(start + aligned(a.bytes) <= other || other + aligned(b.bytes) <= start).toBe(
              true,
            )
        }
      }
    }),
  )
})

test('a piece takes the place of one that is not used any more', () => {
  const all = [
    { bytes: 1000, from: 0, to: 1 },
    { bytes: 1000, from: 1, to: 2 },
    { bytes: 1000, from: 2, to: 3 },
  ]
  expect(layout(all)).toEqual({ offsets: [0, 1024, 0], size: 2048 })
})

test('inputs, outputs and constants do not lie in the frame', () => {
  const block = { dtype: 'f32', length: 4 } as const
  const kernel = { kind: 'map', space: [], nodes: [], stores: [] } as const
  const steps = [
    { kind: 'run', kernel, arrays: [0, 3, 1] },
    { kind: 'run', kernel, arrays: [1, 2] },
  ] as const
  const routine = {
    blocks: [block, block, block, block],
    inputs: [0],
    outputs: [2],
    constants: [{ array: 3, values: [1, 2, 3, 4] }],
    steps,
  }
  expect([...lifetimes(routine)]).toEqual([[1, { bytes: 16, from: 0, to: 1 }]])
})
