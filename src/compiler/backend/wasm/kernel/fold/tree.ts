// Sums of blocks joined in an aligned binary tree: a finished subtree joins its left sister at once. DESIGN §6.
import { i32, type Local, load, op } from '../../assembler/index.ts'
import type { Site } from '../../library.ts'
import type { Variable } from '../../quad/index.ts'
import { step } from '../loops.ts'
import type { Total } from './total.ts'

export interface Tree {
  readonly start: () => void
  /** One block more, whose sums are in the variables. */
  readonly add: () => void
  /** Sets the variables to the sums of all blocks, of which there is one at least. */
  readonly finish: () => void
}

const VECTOR = 16

/** A tree of sums that come in these variables; those of subtrees wait in memory, larger ones first. */
export const treeOf = (
  site: Site,
  memory: Local,
  sums: readonly { readonly total: Total; readonly variable: Variable }[],
): Tree => {
  const { pen } = site
  const blocks = pen.local('i32')
  const end = pen.local('i32')
  const slot = sums.reduce((n, { variable }) => n + variable.parts.length * VECTOR, 0)
  const each = (visit: (part: Local, offset: number) => void): void => {
    for (const [i, part] of sums.flatMap(({ variable }) => variable.parts).entries())
      visit(part, i * VECTOR)
  }
  /** The last that waits, joined from the left. */
  const join = (): void => {
    step(pen, end, -slot)
    let offset = 0
    for (const { total, variable } of sums) {
      const parts = variable.parts.map((_, i) => load('v128.load', end, offset + i * VECTOR))
      const [joined] = total.join(site, [{ dtype: variable.dtype, parts }], [variable])
      for (const [i, part] of variable.parts.entries()) pen.set(part, joined?.parts[i] ?? part)
      offset += variable.parts.length * VECTOR
    }
  }
  return {
    start: () => {
      pen.set(blocks, i32(0))
      pen.set(end, memory)
    },
    add: () => {
      const ones = pen.keep(blocks)
      pen.block((leave) =>
        pen.loop(() => {
          leave(op('i32.eqz', op('i32.and', ones, i32(1))))
          join()
          pen.set(ones, op('i32.shr_u', ones, i32(1)))
          return i32(1)
        }),
      )
      each((part, offset) => pen.store('v128.store', end, part, offset))
      step(pen, end, slot)
      step(pen, blocks, 1)
    },
    finish: () => {
      step(pen, end, -slot)
      each((part, offset) => pen.set(part, load('v128.load', end, offset)))
      pen.block((leave) =>
        pen.loop(() => {
          leave(op('i32.eq', end, memory))
          join()
          return i32(1)
        }),
      )
    },
  }
}
