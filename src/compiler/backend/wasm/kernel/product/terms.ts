// Loops over the terms of a block: the innermost axis unrolled, pointers stepping.
import { i32, type Local, op, type Pen } from '../../assembler/index.ts'
import { step, times } from '../loops.ts'
import type { TermAxis } from './shape.ts'

/** Terms between two turns of the innermost loop. */
const UNROLLED = 4
/** An axis of so few terms is written out. */
const SHORT = 8

/** A term of the run that the pointers stand at the start of, by how far it is from there. */
export type Term = (left: number, right: number) => void

/** Runs the body for each term, in order; the pointers end behind the last. */
export const eachTerm = (
  pen: Pen,
  axes: readonly TermAxis[],
  left: Local | undefined,
  right: Local,
  body: Term,
): void => {
  const [axis, ...inner] = axes
  if (axis === undefined) {
    body(0, 0)
    return
  }
  const move = (count: number): void => {
    if (left !== undefined) step(pen, left, count * axis.left)
    step(pen, right, count * axis.right)
  }
  if (inner.length > 0) {
    const [first] = inner
    times(pen, axis.length, () => {
      eachTerm(pen, inner, left, right, body)
      // back from the end of the inner axis, and one further on this
      if (left !== undefined) step(pen, left, axis.left - (first?.left ?? 0) * (first?.length ?? 0))
      step(pen, right, axis.right - (first?.right ?? 0) * (first?.length ?? 0))
    })
    return
  }
  const written = (count: number): void => {
    pen.block((leave) => {
      for (let u = 0; u < count; u++) {
        body(u * axis.left, u * axis.right)
        // never taken, for addresses are even: it keeps the loads of one term beside its products
        if (u < count - 1)
          leave(op('i32.and', u & 1 ? right : (left ?? right), i32(1 + ((u >> 1) & 1))))
      }
    })
    move(count)
  }
  if (axis.length <= SHORT) {
    written(axis.length)
    return
  }
  times(pen, Math.floor(axis.length / UNROLLED), () => written(UNROLLED))
  const rest = axis.length % UNROLLED
  if (rest > 0) written(rest)
}
