// What initializers.json holds, in this library's words.

import { type Initializer, initializers } from '../../../src/nn/index.ts'
import { draw, type Leaf } from '../../../src/nn/initializer.ts'
import { key } from '../../../src/random/index.ts'
import { read, type Stored } from '../../golden/read.ts'

export type Options = Readonly<Record<string, string | number | null>>

/** What is asked of a generator. */
export type Law =
  | { readonly distribution: 'uniform'; readonly min: number; readonly max: number }
  | { readonly distribution: 'normal'; readonly mean: number; readonly std: number }

export interface Fixture {
  readonly gains: readonly {
    readonly nonlinearity: string
    readonly param: number | null
    readonly gain: number
  }[]
  readonly fans: readonly {
    readonly shape: readonly number[]
    readonly fanIn: number
    readonly fanOut: number
  }[]
  readonly distributions: readonly ({
    readonly kind: string
    readonly options: Options
    readonly shape: readonly number[]
  } & Law)[]
  readonly defaults: readonly {
    readonly layer: 'linear' | 'embedding'
    readonly options: Readonly<Record<string, number | false>>
    readonly weight: Law
    readonly bias?: Law
  }[]
  readonly truncated: readonly {
    readonly mean: number
    readonly std: number
    readonly min: number
    readonly max: number
    readonly lawMean: number
    readonly lawStd: number
  }[]
  readonly exact: readonly {
    readonly kind: 'eye' | 'dirac'
    readonly options: Options
    readonly out: Stored
  }[]
  readonly sparse: readonly {
    readonly shape: readonly number[]
    readonly sparsity: number
    readonly zerosInEachColumn: number
  }[]
  readonly draws: readonly {
    readonly kind: string
    readonly options: Options
    readonly seed: number
    readonly fanIn: number
    readonly fanOut: number
    readonly out: Stored
  }[]
}

export const fixture: Fixture = read<Fixture>('initializers.json')

/** Words of PyTorch and JAX, and ours; all others are the same. */
const words: ReadonlyMap<unknown, string> = new Map([
  ['fan_in', 'fanIn'],
  ['fan_out', 'fanOut'],
  ['fan_avg', 'fanAvg'],
  ['fan_geo_avg', 'fanGeoAvg'],
  ['truncated_normal', 'truncatedNormal'],
  ['leaky_relu', 'leakyRelu'],
])
const ours = <T>(word: T): T | string => words.get(word) ?? word

/** Names of options of one kind, where they are not ours. */
const names: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  uniform: { a: 'min', b: 'max', scale: 'max' },
  normal: { stddev: 'std' },
  truncatedNormal: { stddev: 'std' },
}

/** The initializer that a row names. */
export const named = (kind: string, options: Options): Initializer => {
  const make = initializers[kind]
  if (make === undefined) throw new Error(`initializers: must be a kind (was ${kind})`)
  const given = Object.fromEntries(
    Object.entries(options).map(([name, x]) => [names[kind]?.[name] ?? name, ours(x)]),
  )
  return make(given as never) // as its rows have them
}

export { ours }

/** The numbers that an initializer draws from a seed. */
export const numbersOf = (
  initializer: Initializer,
  seed: number,
  leaf: Partial<Leaf> & Pick<Leaf, 'shape'>,
): readonly number[] => {
  const whole = { path: 'weight', dtype: 'f32', fanIn: 1, fanOut: 1, ...leaf } as const
  return [...draw(initializer, key(seed), whole)].map(Number)
}
