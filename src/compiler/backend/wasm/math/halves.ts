// Four elements as two pairs of f64, and back.
import { type Expr, type Local, op, type Pen, shuffle } from '../assembler/index.ts'

const UPPER_HALF = [8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7]
const LOW_HALVES = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23]
const LOW_WORDS = [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27]

export type Halves = readonly [Local, Local]

/** Both halves of a vector by an operation on the lower one. */
export const halves = ({ keep }: Pen, widen: (half: Expr) => Expr, x: Local): Halves => [
  keep(widen(x)),
  keep(widen(shuffle(UPPER_HALF, x, x))),
]

/** f32x4 as two f64x2. */
export const promoted = (pen: Pen, x: Local): Halves =>
  halves(pen, (half) => op('f64x2.promote_low_f32x4', half), x)

/** Two f64x2 as f32x4, rounded. */
export const demoted = (x: Expr, y: Expr): Expr =>
  shuffle(LOW_HALVES, op('f32x4.demote_f64x2_zero', x), op('f32x4.demote_f64x2_zero', y))

/** The low words of two vectors of 64-bit lanes. */
export const lowWords = (x: Expr, y: Expr): Expr => shuffle(LOW_WORDS, x, y)
