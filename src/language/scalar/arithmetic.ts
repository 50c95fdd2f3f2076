// What every number can do, and what only floats or whole numbers can: the names of the operations of one element.

export type Unary = (x: number) => number
export type Binary = (x: number, y: number) => number

/** The arithmetic of a dtype: takes and gives its elements, rounded or wrapped. */
export interface Arithmetic {
  readonly add: Binary
  readonly sub: Binary
  readonly mul: Binary
  readonly div: Binary
  /** The remainder of division towards zero: it has the sign of x. */
  readonly rem: Binary
  readonly pow: Binary
  /** IEEE 754-2019 maximum: NaN wins, −0 < +0. */
  readonly max: Binary
  /** IEEE 754-2019 minimum: NaN wins, −0 < +0. */
  readonly min: Binary
  readonly neg: Unary
  readonly abs: Unary
  /** −1, 1, or x itself where it is ±0 or NaN. */
  readonly sign: Unary
}

/** What floats add to the arithmetic of all numbers. */
export interface FloatArithmetic extends Arithmetic {
  readonly floor: Unary
  readonly sqrt: Unary
  readonly rsqrt: Unary
  readonly exp: Unary
  readonly expm1: Unary
  readonly log: Unary
  readonly log1p: Unary
  readonly sin: Unary
  readonly cos: Unary
  readonly tanh: Unary
  readonly erf: Unary
  readonly erfInv: Unary
}

/** Logic, bit by bit; a bool has one bit. */
export interface Bitwise {
  readonly and: Binary
  readonly or: Binary
  readonly xor: Binary
  readonly not: Unary
}

/** What whole numbers add to the arithmetic of all numbers. */
export interface IntegerArithmetic extends Arithmetic, Bitwise {
  /** Zeros enter; by the width or more, or by a negative number, nothing is left: 0. */
  readonly shiftLeft: Binary
  /** Zeros enter; by the width or more, or by a negative number, nothing is left: 0. */
  readonly shiftRightLogical: Binary
  /** Copies of the top bit enter, in u32 too; by the width or more, or by a negative number, nothing else is left. */
  readonly shiftRightArithmetic: Binary
}
