// Truth and bits: comparisons, connectives on bools or on the bits of integers, shifts.
import * as language from '../language/primitives/index.ts'
import { type Binary, binary, type Comparison, comparison } from './pair.ts'
import { type Question, question, type Unary, unary } from './unary.ts'

/** Whether x = y. NaN equals nothing.
 *  @example eq(tensor([1, 2]), 2) // => tensor([false, true]) */
export const eq: Comparison<'eq'> = comparison('eq', (x, y) => language.compare(x, y, 'eq'))

/** Whether x ≠ y.
 *  @example ne(tensor([1, 2]), 2) // => tensor([true, false]) */
export const ne: Comparison<'ne'> = comparison('ne', (x, y) => language.compare(x, y, 'ne'))

/** Whether x < y.
 *  @example lt(tensor([1, 2]), 2) // => tensor([true, false]) */
export const lt: Comparison<'lt'> = comparison('lt', (x, y) => language.compare(x, y, 'lt'))

/** Whether x ≤ y.
 *  @example le(tensor([2, 3]), 2) // => tensor([true, false]) */
export const le: Comparison<'le'> = comparison('le', (x, y) => language.compare(x, y, 'le'))

/** Whether x > y.
 *  @example gt(tensor([2, 3]), 2) // => tensor([false, true]) */
export const gt: Comparison<'gt'> = comparison('gt', (x, y) => language.compare(x, y, 'gt'))

/** Whether x ≥ y.
 *  @example ge(tensor([1, 2]), 2) // => tensor([false, true]) */
export const ge: Comparison<'ge'> = comparison('ge', (x, y) => language.compare(x, y, 'ge'))

/** Whether x is no number.
 *  @example isNaN(tensor([1, Number.NaN])) // => tensor([false, true]) */
export const nan: Question<'isNaN', 'float'> = question('isNaN', 'float', (x) =>
  language.compare(x, x, 'ne'),
)

/** Whether x is neither infinite nor NaN.
 *  @example isFinite(tensor([1, 1 / 0])) // => tensor([true, false]) */
export const finite: Question<'isFinite', 'float'> = question('isFinite', 'float', (x) =>
  language.compare(language.abs(x), language.full(x, Number.POSITIVE_INFINITY), 'lt'),
)

/** x and y, bit by bit on integers.
 *  @example and(tensor([true, true]), tensor([true, false])) // => tensor([true, false]) */
export const and: Binary<'and', 'logical'> = binary('and', 'logical', language.and)

/** x or y, bit by bit on integers.
 *  @example or(tensor([false, true]), false) // => tensor([false, true]) */
export const or: Binary<'or', 'logical'> = binary('or', 'logical', language.or)

/** Either x or y, bit by bit on integers.
 *  @example xor(tensor([true, true]), tensor([true, false])) // => tensor([false, true]) */
export const xor: Binary<'xor', 'logical'> = binary('xor', 'logical', language.xor)

/** Not x, bit by bit on integers.
 *  @example not(tensor([true, false])) // => tensor([false, true]) */
export const not: Unary<'not', 'logical'> = unary('not', 'logical', language.not)

/** x with its bits moved up by y, zeros below; 0 where y is the width or more.
 *  @example shiftLeft(tensor([1, 3], { dtype: 'u32' }), 4) // => tensor([16, 48], { dtype: 'u32' }) */
export const shiftLeft: Binary<'shiftLeft', 'integer'> = binary(
  'shiftLeft',
  'integer',
  language.shiftLeft,
)

/** x with its bits moved down by y, zeros above; 0 where y is the width or more.
 *  @example shiftRightLogical(tensor([16, 48], { dtype: 'u32' }), 4) // => tensor([1, 3], { dtype: 'u32' }) */
export const shiftRightLogical: Binary<'shiftRightLogical', 'integer'> = binary(
  'shiftRightLogical',
  'integer',
  language.shiftRightLogical,
)

/** x with its bits moved down by y, its sign above; all sign where y is the width or more.
 *  @example shiftRightArithmetic(tensor([-16], { dtype: 'i32' }), 2) // => tensor([-4], { dtype: 'i32' }) */
export const shiftRightArithmetic: Binary<'shiftRightArithmetic', 'integer'> = binary(
  'shiftRightArithmetic',
  'integer',
  language.shiftRightArithmetic,
)
