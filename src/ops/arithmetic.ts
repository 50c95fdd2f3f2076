// Arithmetic on two operands, with broadcasting; a number takes the tensor's dtype.
import * as language from '../language/primitives/index.ts'
import { type Binary, binary } from './pair.ts'

/** x + y. Integers wrap.
 *  @example add(tensor([1, 2]), 3) // => tensor([4, 5]) */
export const add: Binary<'add', 'number'> = binary('add', 'number', language.add)

/** x − y. Integers wrap.
 *  @example sub(1, tensor([1, 2])) // => tensor([0, -1]) */
export const sub: Binary<'sub', 'number'> = binary('sub', 'number', language.sub)

/** x · y, element by element. Integers wrap.
 *  @example mul(tensor([[1], [2]]), tensor([3, 4])) // => tensor([[3, 4], [6, 8]]) */
export const mul: Binary<'mul', 'number'> = binary('mul', 'number', language.mul)

/** x / y. Integers round towards 0; divided by 0 they give −1, or the largest u32.
 *  @example div(tensor([1, 2]), 4) // => tensor([0.25, 0.5]) */
export const div: Binary<'div', 'number'> = binary('div', 'number', language.div)

/** The remainder of x / y, with the sign of x. An integer beside 0 is its own remainder.
 *  @example rem(tensor([7, -7]), 3) // => tensor([1, -1]) */
export const rem: Binary<'rem', 'number'> = binary('rem', 'number', language.rem)

/** x to the power of y. Its derivative by x is 0 where y is 0, and that by y where x is.
 *  @example pow(tensor([2, 3]), 2) // => tensor([4, 9]) */
export const pow: Binary<'pow', 'number'> = binary('pow', 'number', language.pow)

/** The larger of each two: NaN wins, −0 is less than +0. A tie splits its derivative. IEEE 754-2019 maximum.
 *  @example maximum(tensor([-1, 2]), 0) // => tensor([0, 2]) */
export const maximum: Binary<'maximum', 'ordered'> = binary('maximum', 'ordered', language.max)

/** The smaller of each two: NaN wins, −0 is less than +0. A tie splits its derivative. IEEE 754-2019 minimum.
 *  @example minimum(tensor([-1, 2]), 0) // => tensor([-1, 0]) */
export const minimum: Binary<'minimum', 'ordered'> = binary('minimum', 'ordered', language.min)
