// What a sample of a primitive is, and the numbers that samples are made of.
import type { Op, Operands, Params, Program } from '../../../src/language/ir/index.ts'
import type { Value } from '../../../src/language/level/index.ts'
import { type ArrayType, type ElementType, isFloat, type Sizes } from '../../../src/shape/index.ts'
import { array, programOf } from '../arrays.ts'

export interface Sample<P extends Op> {
  readonly operands: Operands<P, Value>
  readonly params: Params<P>
  /** Differentiable here in its f64 operands, with no kink nearby. */
  readonly smooth?: true
}
/** Samples of some primitives: one that has none does not compile. */
export type Samples<P extends Op> = { readonly [Q in P]: readonly Sample<Q>[] }

/** The numbers of a dtype that are most easily mistaken, then plain ones. */
export const special: Readonly<Record<Exclude<ElementType, 'key'>, readonly number[]>> = {
  f32: [0, -0, NaN, Infinity, -Infinity, 1, -1, 1e-45, -3.4028234663852886e38, 0.1, 2.5],
  f64: [0, -0, NaN, Infinity, -Infinity, 1, -1, 5e-324, -1.7976931348623157e308, 0.1, 2.5],
  i32: [0, 1, -1, -2147483648, 2147483647, 7, 31, 32, 33, -5],
  u32: [0, 1, 4294967295, 2147483648, 7, 31, 32, 33],
  bool: [0, 1, 1, 0, 1, 0, 0, 1],
}

/** Special values beside one another in every way: x runs through them slowly, y quickly. */
export const pairs = (dtype: Exclude<ElementType, 'key'>): readonly [x: Value, y: Value] => {
  const values = special[dtype]
  const shape = [values.length, values.length]
  return [
    array(dtype, shape, ...values.flatMap((x) => values.map(() => x))),
    array(dtype, shape, ...values),
  ]
}

const distinct = (dtype: ElementType): readonly number[] =>
  isFloat(dtype)
    ? [0.5, -1.25, 2, 0.75, -3, 1.5, -0.375, 2.75, -2.25, 1.125, 0.0625, -0.8125]
    : dtype === 'bool'
      ? [1, 0, 0, 1, 1]
      : [3, 1, 4, 15, 9, 2, 6, 5, 35, 8, 97, 93]

/** Distinct numbers that a dtype has, without NaN, zeros and infinities, from one of them on. */
export const plain = (dtype: ElementType, shape: Sizes, from = 0): Value => {
  const values = distinct(dtype)
  return array(dtype, shape, ...values.slice(from), ...values.slice(0, from))
}

export const floats = ['f32', 'f64'] as const
export const integers = ['i32', 'u32'] as const
export const numbers = ['f32', 'f64', 'i32', 'u32'] as const
export const ordered = ['f32', 'f64', 'i32', 'u32', 'bool'] as const
export const every = ['f32', 'f64', 'i32', 'u32', 'bool', 'key'] as const

/** The special numbers of a dtype along one axis; a key's are plain. */
export const specials = (dtype: ElementType): Value =>
  dtype === 'key' ? plain(dtype, [7]) : array(dtype, [special[dtype].length], ...special[dtype])

export const of = (dtype: ElementType, ...shape: Sizes): ArrayType => ({ shape, dtype })

/** A body reads its inputs by place: there are as many as it has types. */
type Body = (...inputs: readonly [Value, Value, Value, Value]) => readonly Value[]
export const body = (types: readonly ArrayType[], f: Body): Program =>
  programOf(types, (...inputs) => f(...(inputs as unknown as Parameters<Body>))) // at most four
