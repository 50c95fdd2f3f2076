// JAX's draws of random.json: ten thousand at a time by their digest, where they are exact; else number by number.
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { tensor } from '../../src/ops/index.ts'
import * as random from '../../src/random/index.ts'
import {
  type AnyTensor,
  bytesOf,
  dataOf,
  type Handle,
  type Key,
  type Tensor,
} from '../../src/tensor/index.ts'
import { read, type Stored } from '../golden/read.ts'

interface Keys {
  readonly call: 'key' | 'split' | 'foldIn'
  readonly key: Stored
  readonly seeds: readonly number[]
  readonly shape: readonly number[]
  readonly data: readonly number[]
  readonly out: Stored
}
interface Drawn {
  readonly draw: string
  readonly key: Stored
  readonly params: Params
  readonly shape: readonly number[]
  readonly exact: boolean
  readonly sha256?: string
  readonly first: Stored
}
/** Those of every draw; each has its own. */
interface Params {
  readonly words: 1 | 2
  readonly min: number
  readonly max: number
  readonly dtype: 'f32'
  readonly p: number | Stored
  readonly n: number
  readonly of: Stored
  readonly axis: number
  readonly independent: boolean
  readonly replace: boolean
  readonly logits: Stored
  readonly shape: readonly number[]
}
const { keys, draws } = read<{ readonly keys: readonly Keys[]; readonly draws: readonly Drawn[] }>(
  'random.json',
)

const tensorOf = ({ data, shape, dtype }: Stored): AnyTensor => tensor(data, shape, { dtype })
const keyOf = (words: Stored): Key => random.wrapKey(tensor(words.data, [2], { dtype: 'u32' }))
/** A stored array of floats of rank N. */
const floats = (x: Stored): Tensor<number[]> => tensor(x.data, x.shape)

const wordsOf = (made: readonly Key[]): readonly number[] =>
  made.flatMap((one) => [...random.keyData(one)].map(Number))
const made = ({ call, key, seeds, shape, data }: Keys): readonly number[] => {
  switch (call) {
    case 'key':
      return wordsOf(seeds.map((seed) => random.key(seed)))
    case 'split':
      return [...random.keyData(random.split(keyOf(key), shape))].map(Number)
    case 'foldIn':
      return wordsOf(data.map((d) => random.foldIn(keyOf(key), d)))
  }
}
let numbers = 0
for (const row of keys)
  test(`${row.call} of ${row.shape ?? row.data ?? row.seeds} gives JAX's keys`, () => {
    expect(made(row)).toEqual(row.out.data)
    numbers += row.out.data.length
  })

const drawn = ({ draw, key, params, shape }: Drawn): Handle => {
  const k = keyOf(key)
  const { of: _elements, logits: _classes, ...options } = params
  switch (draw) {
    case 'bits':
      return params.words === 2
        ? random.bits(k, shape.slice(0, -1), { words: 2 })
        : random.bits(k, shape)
    case 'uniform':
      return random.uniform(k, shape, params)
    case 'normal':
      return random.normal(k, shape, params)
    case 'truncatedNormal':
      return random.truncatedNormal(k, shape, params)
    case 'integers':
      return random.integers(k, shape, { ...params, dtype: params.dtype as string as 'i32' }) // or u32
    case 'bernoulli':
      return typeof params.p === 'number'
        ? random.bernoulli(k, params.p, shape)
        : random.bernoulli(k, floats(params.p), shape)
    case 'permutation':
      return params.of === undefined
        ? random.permutation(k, params.n)
        : random.permutation(k, tensorOf(params.of), options)
    case 'choice':
      return params.p === undefined
        ? random.choice(k, params.n, shape, { replace: params.replace })
        : random.choice(k, params.n, shape, {
            replace: params.replace,
            p: floats(params.p as Stored), // choice has no number for it
          })
    case 'categorical':
      return random.categorical(k, floats(params.logits), options)
    default:
      throw new Error(`golden: must be a draw of this room (was ${draw})`)
  }
}

const counts = new Map<string, number>()
draws.forEach((row, i) => {
  const { draw, exact, first, shape, sha256 } = row
  const params = JSON.stringify(row.params)
  test(`draw ${i}, ${draw}[${shape}] ${params.length > 60 ? '' : params}, is JAX's${exact ? ', bit for bit' : ''}`, () => {
    const x = drawn(row)
    expect({ dtype: x.dtype, shape: x.shape }).toEqual({ dtype: first.dtype, shape })
    const data = dataOf(x)
    const start = Array.from(data).slice(0, first.data.length)
    if (exact) {
      expect(start).toEqual(first.data)
      expect(createHash('sha256').update(bytesOf(x)).digest('hex')).toBe(sha256)
    } else {
      const bound = first.dtype === 'f64' ? 1e-12 : 1e-6
      expect(start.length).toBe(data.length)
      const far = start.filter(
        (a, j) =>
          !(Math.abs(a - (first.data[j] ?? Number.NaN)) <= bound * Math.max(1, Math.abs(a))),
      )
      expect(far).toEqual([])
    }
    counts.set(draw, (counts.get(draw) ?? 0) + data.length)
    numbers += data.length
  })
})

test('every draw of the file is compared', () => {
  expect([...counts.keys()].sort()).toEqual([...new Set(draws.map(({ draw }) => draw))].sort())
  console.log(
    `random.json: ${keys.length} tables of keys, ${draws.length} draws, ${numbers} numbers compared (${[...counts].map(([draw, n]) => `${draw} ${n}`).join(', ')})`,
  )
  expect(numbers).toBe(125246)
})
