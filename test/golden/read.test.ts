// The fixtures are whole: each parses, counts its cases, and every array in it holds what its shape and dtype say.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decode, type Meta, read, type Stored } from './read.ts'

type Fixture = Readonly<Record<string, unknown>> & { readonly meta: Meta }

const here = new URL('.', import.meta.url)
const copied: readonly string[] = ['seed.json', 'jax_prng_kats.json']
const made: readonly string[] = readdirSync(here)
  .filter((name) => name.endsWith('.json') && !copied.includes(name))
  .sort()

const isStored = (value: object): value is Stored =>
  'shape' in value && 'dtype' in value && 'data' in value

const stored = (value: unknown): readonly Stored[] => {
  if (typeof value !== 'object' || value === null) return []
  return isStored(value) ? [value] : Object.values(value).flatMap(stored)
}

const holds: Readonly<Record<Stored['dtype'], (x: number) => boolean>> = {
  f32: (x) => Object.is(Math.fround(x), x),
  f64: (x) => typeof x === 'number',
  i32: (x) => Object.is(x | 0, x),
  u32: (x) => Object.is(x >>> 0, x),
  bool: (x) => x === 0 || x === 1,
}
const isWhole = ({ shape, dtype, data }: Stored): boolean =>
  data.length === shape.reduce((a, b) => a * b, 1) && data.every(holds[dtype])

test('numbers that JSON lacks are read from their words', () =>
  expect(decode('["NaN", "Infinity", "-Infinity", "-0", 0.1, "other"]')).toEqual([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    -0,
    0.1,
    'other',
  ]))

test('the copied fixtures are unchanged', () => {
  const digests = copied.map((name) =>
    createHash('sha256')
      .update(readFileSync(new URL(name, here)))
      .digest('hex'),
  )
  expect(digests).toEqual([
    '12a4b664b7674b3d69e4c8f815d19415361f17d3bd27c6efc989f9c396a66326',
    '4592cc6f4c882f0ef515e9d18aa3143e79bbffbb25cd909344249ee3909c52af',
  ])
})

test('every fixture counts its cases', () => {
  const counts = made.map((name) => {
    const { meta, ...lists } = read<Fixture>(name)
    expect(meta.script).toMatch(/^\w+\.py$/)
    const sizes = Object.entries(lists).map(([key, list]) => [key, Object.keys(list ?? {}).length])
    return [name, Object.fromEntries(sizes)]
  })
  console.log(counts)
  expect(Object.fromEntries(counts)).toEqual({
    'initializers.json': {
      gains: 12,
      fans: 6,
      distributions: 48,
      defaults: 4,
      truncated: 4,
      exact: 10,
      sparse: 5,
      draws: 68,
    },
    'kernels.json': { cases: 22 },
    'layers.json': { cases: 171 },
    'losses.json': { cases: 138 },
    'ops.json': { cases: 685 },
    'optim.json': { trajectories: 26, updates: 8, schedules: 16 },
    'random.json': { keys: 6, draws: 55 },
    'safetensors.json': { valid: 9, malformed: 40 },
    'windows.json': { cases: 108 },
  })
})

test('every file of safetensors is in the fixture', () => {
  const { valid, malformed } =
    read<Record<'valid' | 'malformed', readonly { readonly file: string }[]>>('safetensors.json')
  const listed = [...valid, ...malformed].map(({ file }) => file)
  expect(listed.sort()).toEqual(readdirSync(new URL('safetensors/', here)).sort())
})

test.each(made)(
  'every array of %s has as many values as its shape says, each of its dtype',
  (name) => {
    const arrays = stored(read<Fixture>(name))
    expect(arrays.length).toBeGreaterThan(0)
    expect(arrays.filter((array) => !isWhole(array))).toEqual([])
  },
)
