// Threefry-2x32, four counters under four keys at a time; language/scalar/threefry.ts.
import { type Expr, i32, type Local, op, splatBytes } from '../assembler/index.ts'
import type { Site } from '../library.ts'

const PARITY = 0x1bd11bda
const ROTATIONS = [
  [13, 15, 26, 6],
  [17, 29, 16, 24],
] as const
const ROUNDS = 5

const add = (x: Expr, y: Expr): Expr => op('i32x4.add', x, y)
const xor = (x: Expr, y: Expr): Expr => op('v128.xor', x, y)
const rotate = (x: Local, by: number): Expr =>
  op('v128.or', op('i32x4.shl', x, i32(by)), op('i32x4.shr_u', x, i32(32 - by)))

/** The two words for keys (key0, key1) and counters (high, low), all i32x4. */
export const threefry = (
  { pen }: Site,
  key0: Expr,
  key1: Expr,
  high: Expr,
  low: Expr,
): readonly [Expr, Expr] => {
  const word = (x: number): Expr => pen.constant(splatBytes(new Int32Array([x])))
  const k0 = pen.keep(key0)
  const k1 = pen.keep(key1)
  const keys = [k0, k1, pen.keep(xor(xor(k0, k1), word(PARITY)))] as const
  const x0 = pen.keep(add(high, k0))
  const x1 = pen.keep(add(low, k1))
  for (let i = 0; i < ROUNDS; i++) {
    for (const by of ROTATIONS[i % 2 === 0 ? 0 : 1]) {
      pen.set(x0, add(x0, x1))
      pen.set(x1, xor(rotate(x1, by), x0))
    }
    pen.set(x0, add(x0, keys[(i + 1) % 3] ?? k0)) // the index is 0, 1 or 2
    pen.set(x1, add(add(x1, keys[(i + 2) % 3] ?? k0), word(i + 1)))
  }
  return [x0, x1]
}
