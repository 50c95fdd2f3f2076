// Batches: a function of key, epoch and step.
import { expect, test } from 'vitest'
import { arange, concat, stack, tensor } from '../../src/ops/index.ts'
import { attempt, sentence } from '../../src/prelude/index.ts'
import { foldIn, key, keyData, permutation, split } from '../../src/random/index.ts'
import { sameBits, type Tensor } from '../../src/tensor/index.ts'
import { batches } from '../../src/train/index.ts'
import { digest } from '../../src/tree/index.ts'

const rows = arange(10)
const data = { x: stack([rows, rows], 1), label: arange(10, { dtype: 'i32' }) }
const numbers = (x: Tensor<number[], 'i32'>): readonly number[] => [...x] as number[] // of an i32 tensor
const labelsOf = (some: Iterable<{ readonly label: Tensor<[number], 'i32'> }>) =>
  [...some].map(({ label }) => numbers(label))

test('without a key rows are in order, and the last batch has what is left', () => {
  const some = batches(data, { size: 4, key: null })
  expect([some.count, some.perEpoch]).toEqual([3, 3])
  expect(labelsOf(some)).toEqual([
    [0, 1, 2, 3],
    [4, 5, 6, 7],
    [8, 9],
  ])
})

test('with dropLast every batch is full', () =>
  expect(labelsOf(batches(data, { size: 4, key: null, dropLast: true }))).toEqual([
    [0, 1, 2, 3],
    [4, 5, 6, 7],
  ]))

test('an epoch goes through all rows, in the order of random.permutation of its key', () => {
  const all = labelsOf(batches(data, { size: 3, key: key(7), epochs: 3 }))
  expect(all).toHaveLength(12)
  for (const epoch of [0, 1, 2]) {
    const order = numbers(permutation(foldIn(key(7), epoch), 10))
    expect(all.slice(4 * epoch, 4 * epoch + 4).flat()).toEqual(order)
    expect([...order].sort((a, b) => a - b)).toEqual(numbers(data.label))
  }
  expect(all.slice(0, 4)).not.toEqual(all.slice(4, 8))
})

test('rows of one number stay together', () => {
  for (const { x, label } of batches(data, { size: 3, key: key(1) }))
    expect([...x]).toEqual(numbers(label).flatMap((n) => [n, n]))
})

test('a batch is a function of key, epoch and step, in whatever order it is asked for', () => {
  const some = batches(data, { size: 3, key: key(3), epochs: Number.POSITIVE_INFINITY })
  const again = batches(data, { size: 3, key: key(3), epochs: 5 })
  const one = digest(some.at(4, 1))
  expect([...again].map(digest)[4 * 4 + 1]).toBe(one)
  expect(digest(again.at(4, 1))).toBe(one)
  expect([...again].map(digest)).toEqual([...again].map(digest))
  expect(some.count).toBe(Number.POSITIVE_INFINITY)
})

test('another key gives another order, and more epochs change none before', () => {
  const order = (seed: number, epochs: number) =>
    labelsOf(batches(data, { size: 5, key: key(seed), epochs }))
  expect(order(0, 1)).not.toEqual(order(1, 1))
  expect(order(0, 4).slice(0, 4)).toEqual(order(0, 2))
})

test('keys are rows too, and structure stays', () => {
  const keys = split(key(0), 10)
  const some = batches({ keys, nested: [{ rows }], nothing: null }, { size: 5, key: null })
  const [first, second] = [...some]
  if (first === undefined || second === undefined) return expect.fail('two batches')
  expect(sameBits(keyData(concat([first.keys, second.keys], 0)), keyData(keys))).toBe(true)
  expect(first.nothing).toBeNull()
  expect([...(first.nested[0]?.rows ?? [])]).toEqual([0, 1, 2, 3, 4])
})

test('no epochs, or no rows, are no batches', () => {
  expect([...batches(data, { size: 4, key: key(0), epochs: 0 })]).toEqual([])
  const empty = batches({ x: tensor([], [0, 2]) }, { size: 4, key: key(0), epochs: 2 })
  expect([[...empty], empty.count]).toEqual([[], 0])
})

const said = (run: () => unknown): string => {
  const result = attempt(run)
  return result._tag === 'Left' ? result.left.map(sentence).join('\n') : 'nothing'
}
const unknown = (x: unknown): never => x as never

const cases: Readonly<Record<string, () => unknown>> = {
  'batches: leaves must have one number of rows (was several); cut the longer': () =>
    batches(unknown({ a: arange(3), b: arange(4) }), { size: unknown(2), key: null }),
  "batches: 'b' must have a first axis of rows (was f32[]); stack the examples": () =>
    batches({ a: arange(3), b: tensor(1) }, { size: unknown(2), key: null }),
  'batches: data must hold a tensor (was none); write { x: tensor(…) }': () =>
    batches({}, { size: unknown(2), key: null }),
  'batches: size must be a positive integer (was 0); write a number such as 2': () =>
    batches(data, { size: unknown(0), key: null }),
  'batches: size must be a positive integer (was 1.5); write a number such as 2': () =>
    batches(data, { size: unknown(1.5), key: null }),
  'batches: size must be at most 10, the number of rows, with dropLast (was 11); make it smaller, or keep the last batch':
    () => batches(data, { size: unknown(11), key: null, dropLast: true }),
  'batches: epochs must be an integer, 0 or more, or Infinity (was -1); write 1, or leave it out for no end':
    () => batches(data, { size: 2, key: null, epochs: -1 }),
  'batches: epoch must be an integer from 0 to 0 (was 1); count from 0': () =>
    batches(data, { size: 2, key: null }).at(1, 0),
  'batches: step must be an integer from 0 to 4 (was 5); count from 0': () =>
    batches(data, { size: 2, key: null }).at(0, 5),
}

for (const [wanted, run] of Object.entries(cases))
  test(wanted, () => expect(said(run)).toBe(wanted))
