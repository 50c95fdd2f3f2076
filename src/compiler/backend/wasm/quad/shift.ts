// Shifts lane by lane: by the width or more gives 0, or the sign. WebAssembly shifts all lanes of a vector alike.
import { type Expr, i32, lane, op } from '../assembler/index.ts'
import type { Site } from '../library.ts'

const WIDTH = 32
const instructions = {
  shiftLeft: 'i32.shl',
  shiftRightLogical: 'i32.shr_u',
  shiftRightArithmetic: 'i32.shr_s',
} as const

export const shift = (
  { pen }: Site,
  name: keyof typeof instructions,
  ...[x0, y0]: readonly Expr[]
): Expr => {
  if (x0 === undefined || y0 === undefined) throw new RangeError(`${name} takes two operands`)
  const x = pen.keep(x0)
  const y = pen.keep(y0)
  // what a shift by the width gives: the sign is reached by 31 already
  const most = pen.constant(new Uint8Array(new Int32Array(4).fill(WIDTH - 1).buffer))
  const within = pen.keep(op('i32x4.le_u', y, most))
  const amounts = pen.keep(op('i32x4.min_u', y, most))
  const shifted = [0, 1, 2, 3].reduce<Expr>(
    (all, i) =>
      lane(
        'i32x4.replace_lane',
        i,
        all,
        op(
          instructions[name],
          lane('i32x4.extract_lane', i, x),
          lane('i32x4.extract_lane', i, amounts),
        ),
      ),
    x,
  )
  return name === 'shiftRightArithmetic' ? shifted : op('v128.and', shifted, within)
}

/** A shift of all lanes by one number. */
export const shiftAll = (
  { pen }: Site,
  name: keyof typeof instructions,
  x: Expr,
  by: number,
): Expr => {
  if (by >= 0 && by < WIDTH) {
    const vector = {
      'i32.shl': 'i32x4.shl',
      'i32.shr_u': 'i32x4.shr_u',
      'i32.shr_s': 'i32x4.shr_s',
    } as const
    return op(vector[instructions[name]], x, i32(by))
  }
  return name === 'shiftRightArithmetic'
    ? op('i32x4.shr_s', x, i32(WIDTH - 1))
    : pen.constant(new Uint8Array(16))
}
