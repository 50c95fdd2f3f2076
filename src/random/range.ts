// The options of continuous draws: bounds and dtype, checked.
import { fail, fill } from '../prelude/index.ts'
import { type DType, type Float, isFloat } from '../shape/index.ts'

export interface Range {
  readonly min: number
  readonly max: number
}

const descending = {
  where: '{op}',
  must: 'max must not be below min',
  was: '{min} and {max}',
} as const

const endless = {
  where: '{op}',
  must: 'max - min must be finite',
  was: '{min} and {max}',
} as const

const noFloat = {
  where: '{op}',
  must: 'dtype must be f32 or f64',
  was: '{dtype}',
  do: '{advice}',
} as const

/** Fails unless min ≤ max. */
export const mustAscend = (op: string, { min, max }: Range): void => {
  if (!(min <= max)) fail(fill(descending, { op, min, max }))
}

/** Fails unless both bounds and their difference are finite in the dtype. */
export const mustBeFinite = (op: string, { min, max }: Range, dtype: Float): void => {
  const span = dtype === 'f32' ? Math.fround(Math.fround(max) - Math.fround(min)) : max - min
  if (!Number.isFinite(span)) fail(fill(endless, { op, min, max }))
}

export const floatOf = (op: string, dtype: DType): Float =>
  isFloat(dtype) ? dtype : fail(fill(noFloat, { op, dtype, advice: 'use integers or bits' }))
