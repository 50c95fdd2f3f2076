// The bounds of a draw, checked.
import { type Domains, fail, fill, type Others } from '../prelude/index.ts'
import type { Float } from '../shape/index.ts'

export interface Bounds {
  readonly min: number
  readonly max: number
}

const aBound: Others = {
  what: 'a number',
  holds: (x) => typeof x === 'number' && !Number.isNaN(x),
  do: 'write a number such as 0.5',
}
export const bounds: Domains<Bounds> = { min: aBound, max: aBound }

const descending = {
  where: '{op}',
  must: 'max must not be below min',
  was: 'min {min} and max {max}',
  do: 'exchange them',
} as const

const endless = {
  where: '{op}',
  must: 'max - min must be finite in {dtype}',
  was: 'min {min} and max {max}',
  do: 'bring them nearer to each other',
} as const

/** Fails unless min ≤ max. */
export const mustAscend = (op: string, { min, max }: Bounds): void => {
  if (!(min <= max)) fail(fill(descending, { op, min, max }))
}

/** Fails unless both bounds and their difference are finite in the dtype. */
export const mustBeFinite = (op: string, { min, max }: Bounds, dtype: Float): void => {
  const rounded = (x: number): number => (dtype === 'f32' ? Math.fround(x) : x)
  if (!Number.isFinite(rounded(rounded(max) - rounded(min))))
    fail(fill(endless, { op, min, max, dtype }))
}
