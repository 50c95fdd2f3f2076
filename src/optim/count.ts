// How many updates were made before this one: an i32 scalar that starts at 0.
import { add, convert, lt, scalar } from '../ops/index.ts'
import type { Tensor } from '../tensor/index.ts'

export type Count = Tensor<[], 'i32'>

export const zero = (): Count => scalar(0, { dtype: 'i32' })

/** One more, but never beyond the largest i32. */
export const next = (count: Count): Count => add(count, convert(lt(count, 2147483647), 'i32'))

/** The number of this update, from 1: what bias corrections are raised to. */
export const ordinal = (count: Count): Tensor<[], 'f64'> => add(convert(count, 'f64'), 1)
