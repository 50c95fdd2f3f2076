// Numbers of seed.json, compared one section at a time. A ledger knows which numbers were compared, so that a test can
// say that none was left out.
import { expect } from 'vitest'
import { type AnyTensor, isTensor, toArray } from '../../src/tensor/index.ts'
import { read } from './read.ts'

type Json = Readonly<Record<string, unknown>>
const seed = read<Json>('seed.json')

/** Nested numbers, or a tensor of them. */
type Numbers = number | readonly unknown[] | AnyTensor

const flatten = (x: unknown): readonly number[] =>
  typeof x === 'number' ? [x] : Array.isArray(x) ? x.flatMap(flatten) : []
const shapeOf = (x: unknown): readonly number[] =>
  Array.isArray(x) ? [x.length, ...shapeOf(x[0])] : []

/** How near two numbers must be, given the largest of their tensor. */
export type Tolerance = (largest: number) => number
export const f64: Tolerance = (largest) => 1e-12 * Math.max(1, largest)
export const f32: Tolerance = (largest) => 1e-6 * largest
/** After training steps. */
export const f32Trained: Tolerance = (largest) => 1e-5 * largest

export interface Ledger {
  /** What stands at a path of the section. */
  readonly at: (...path: readonly string[]) => unknown
  /** Compares numbers with those at a path of the section. */
  readonly same: (path: readonly string[], actual: Numbers, tolerance: Tolerance) => void
  /** Compares a whole value, names and all, with that at a path of the section. */
  readonly equal: (path: readonly string[], actual: unknown) => void
  /** The numbers of the section that were never compared, as paths. */
  readonly left: () => readonly string[]
  readonly compared: () => number
}

const numberPaths = (x: unknown, path: readonly string[]): readonly string[] => {
  if (typeof x === 'number') return [path.join('/')]
  if (Array.isArray(x))
    return x.some(isNested)
      ? x.flatMap((y, i) => numberPaths(y, [...path, `${i}`]))
      : numbersIn(x, path)
  if (typeof x !== 'object' || x === null) return []
  return Object.entries(x).flatMap(([name, y]) => numberPaths(y, [...path, name]))
}
const isNested = (x: unknown): boolean => typeof x === 'object' && x !== null && !Array.isArray(x)
const numbersIn = (x: unknown, path: readonly string[]): readonly string[] =>
  flatten(x).length === 0 ? [] : [path.join('/')]

export const ledgerOf = (section: string): Ledger => {
  const compared = new Map<string, number>()
  const at = (...path: readonly string[]): unknown =>
    path.reduce<unknown>((value, name) => (value as Json)[name], seed[section])
  return {
    at,
    same: (path, actual, tolerance) => {
      const expected = at(...path)
      const given = isTensor(actual) ? toArray(actual) : actual
      const [left, right] = [flatten(given), flatten(expected)]
      expect(shapeOf(given), path.join('/')).toEqual(shapeOf(expected))
      const bound = tolerance(right.reduce((most, x) => Math.max(most, Math.abs(x)), 0))
      const far = left.filter((x, i) => !(Math.abs(x - (right[i] ?? Number.NaN)) <= bound))
      expect(far, `${path.join('/')} within ${bound}`).toEqual([])
      compared.set(path.join('/'), right.length)
    },
    equal: (path, actual) => {
      expect(actual, path.join('/')).toEqual(at(...path))
      compared.set(path.join('/'), flatten(at(...path)).length)
    },
    left: () =>
      numberPaths(seed[section], []).filter(
        (path) =>
          ![...compared.keys()].some((done) => path === done || path.startsWith(`${done}/`)),
      ),
    compared: () => [...compared.values()].reduce((sum, n) => sum + n, 0),
  }
}

/** The formula of the seed's values: ((73 i² + 37 i + 101 s) mod 257 − 128) / 256 over row-major i. */
export const formula = (shape: readonly number[], s: number): readonly number[] =>
  Array.from(
    { length: shape.reduce((n, m) => n * m, 1) },
    (_, i) => (((73 * i * i + 37 * i + 101 * s) % 257) - 128) / 256,
  )
