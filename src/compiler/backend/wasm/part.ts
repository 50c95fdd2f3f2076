// Part of a kernel's work as a function: the kernel's own, with its arrays moved on.
import { type Kernel, type Step, scratchOf } from '../../ir/index.ts'
import { roomOf } from '../../plan/index.ts'
import { type Expr, i32, type Local, load, op, type Pen } from './assembler/index.ts'
import type { Functions } from './routine.ts'

/** Body of a part's function, whose parameters are where the addresses stand, the number of the part and that of the thread. */
export const writePart = (
  pen: Pen,
  step: Extract<Step, { kind: 'share' }>,
  functions: Functions,
): void => {
  const { kernel, last, count, shifts } = step
  const [from, part, thread] = pen.params as readonly [Local, Local, Local] // as partParams says
  const arrays = shifts.map((shift, i) => {
    const start = load('i32.load', from, 4 * i)
    return shift === 0 ? start : pen.keep(op('i32.add', start, op('i32.mul', part, i32(shift))))
  })
  const room = (): Expr => {
    const start = load('i32.load', from, 4 * shifts.length)
    return op('i32.add', start, op('i32.mul', thread, i32(roomOf(step))))
  }
  const run = (one: Kernel): void => {
    const operands = scratchOf(one) > 0 ? [...arrays, room()] : arrays
    pen.call(functions.kernel(one, operands.length), ...operands)
  }
  pen.when(
    op('i32.eq', part, i32(count - 1)),
    () => run(last),
    () => run(kernel),
  )
}
