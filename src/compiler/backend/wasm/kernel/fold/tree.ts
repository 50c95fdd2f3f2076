// Sums of blocks joined in an aligned binary tree: a finished subtree joins its left sister at once. DESIGN §6.
import { type Expr, i32, type Local, load, op } from '../../assembler/index.ts'
import type { Site } from '../../library.ts'
import { step } from '../loops.ts'
import { fromMemory, partsOf, type Sum, VECTOR } from './fold.ts'

/** Sums of subtrees wait in memory, larger ones first, `pitch` bytes from one to the next. */
export interface Tree {
  readonly start: () => void
  /** Takes the sums of the block from the variables; those of several trees, each at its own place, before the next block. */
  readonly add: (place: Expr) => void
  readonly next: () => void
  /** Sets the variables to the sums of all blocks, of which there is one at least. */
  readonly finish: (place: Expr) => void
}

export const treeOf = (site: Site, sums: readonly Sum[], pitch: number): Tree => {
  const { pen } = site
  const blocks = pen.local('i32')
  const parts = partsOf(sums)
  /** As many sums wait as the number of blocks has ones. */
  const end = (place: Expr): Local =>
    pen.keep(op('i32.add', place, op('i32.mul', op('i32.popcnt', blocks), i32(pitch))))
  /** The last that waits, joined from the left. */
  const join = (at: Local): void => {
    step(pen, at, -pitch)
    let offset = 0
    for (const { total, variable } of sums) {
      const waits = fromMemory(variable, at, offset)
      const [joined] = total.join(site, [waits], [variable])
      for (const [i, part] of variable.parts.entries()) pen.set(part, joined?.parts[i] ?? part)
      offset += variable.parts.length * VECTOR
    }
  }
  return {
    start: () => pen.set(blocks, i32(0)),
    add: (place) => {
      const at = end(place)
      const ones = pen.keep(blocks)
      pen.block((leave) =>
        pen.loop(() => {
          leave(op('i32.eqz', op('i32.and', ones, i32(1))))
          join(at)
          pen.set(ones, op('i32.shr_u', ones, i32(1)))
          return i32(1)
        }),
      )
      for (const [i, part] of parts.entries()) pen.store('v128.store', at, part, i * VECTOR)
    },
    next: () => step(pen, blocks, 1),
    finish: (place) => {
      const at = end(place)
      step(pen, at, -pitch)
      for (const [i, part] of parts.entries()) pen.set(part, load('v128.load', at, i * VECTOR))
      pen.block((leave) =>
        pen.loop(() => {
          leave(op('i32.eq', at, place))
          join(at)
          return i32(1)
        }),
      )
    },
  }
}
