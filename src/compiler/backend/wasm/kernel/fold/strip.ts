// A strip of columns that are folded side by side: what is kept of them while rows are taken in, and what is stored at the end.
import type { Node, Store } from '../../../../ir/index.ts'
import { i32, type Local, op } from '../../assembler/index.ts'
import { kept, LANES, literal, type Quad } from '../../quad/index.ts'
import { type Context, quadsOf, varying } from '../nodes.ts'
import { writeStore } from '../stores.ts'
import { type Fold, isSummed, keptState, type Sum, setState, taken } from './fold.ts'

/** Where a quad stands: so many columns from the first of the strip, of which `count` are its own. */
interface Part {
  readonly ahead: number
  readonly count: number
}

export interface Strip {
  readonly width: number
  /** Variables of the sums of floats, and of all else. */
  readonly sums: readonly Sum[]
  readonly others: readonly Sum[]
  /** Sets sums, or all else, to what they are of no rows. */
  readonly begin: (which: 'sums' | 'others') => void
  /** Computes what is the same in all rows, for those to come. */
  readonly enter: () => void
  /** Takes in a row; `inOrder` if no row after it was taken in before. */
  readonly take: (inOrder: boolean) => void
  readonly store: () => void
}

/** Contexts of the nodes and of what is made of the results. */
export interface Places {
  readonly node: (part: Part) => Context
  readonly sink: (part: Part) => Context
  /** The row that is taken in, where it is counted. */
  readonly row: Local | undefined
}

export const stripOf = (fold: Fold, width: number, { node, sink, row }: Places): Strip => {
  const { site, kernel, totals } = fold
  const { space, finish, stores, folds } = kernel
  const nodes: readonly Node[] = kernel.length === 0 ? [] : kernel.nodes
  const [inner, axis] = [space.length - 1, space.length]
  const [along, across] = [varying(nodes, axis), varying(nodes, inner)]
  const parts: readonly Part[] = Array.from({ length: Math.ceil(width / LANES) }, (_, q) => ({
    ahead: q * LANES,
    count: Math.min(LANES, width - q * LANES),
  }))
  const states = totals.map((total) => parts.map(() => keptState(site, total)))
  const variables = (summed: boolean): readonly Sum[] =>
    totals.flatMap((total, i) =>
      isSummed(folds[i]) === summed
        ? (states[i] ?? []).flat().map((variable) => ({ total, variable }))
        : [],
    )
  const none: Quad = { dtype: 'i32', parts: [op('i32x4.splat', i32(0))] }
  const whole: Part = { ahead: 0, count: LANES }
  let still: Map<number, Quad> = new Map()
  let fixed: readonly Map<number, Quad>[] = []
  return {
    width,
    sums: variables(true),
    others: variables(false),
    begin: (which) => {
      for (const [i, total] of totals.entries())
        if (isSummed(folds[i]) === (which === 'sums'))
          for (const state of states[i] ?? []) setState(site, state, total.start(site, none))
    },
    enter: () => {
      const inNone = (i: number): boolean => along[i] === false && across[i] === false
      still = quadsOf(node(whole), nodes, inNone, new Map())
      const inColumns = (i: number): boolean => along[i] === false && across[i] === true
      fixed = parts.map((part) => quadsOf(node(part), nodes, inColumns, still))
    },
    take: (inOrder) => {
      const inRows = (i: number): boolean => along[i] === true && across[i] === false
      const shared = quadsOf(node(whole), nodes, inRows, still)
      const inBoth = (i: number): boolean => along[i] === true && across[i] === true
      const place: Quad = { dtype: 'i32', parts: [op('i32x4.splat', row ?? i32(0))] }
      for (const [q, part] of parts.entries()) {
        const known = new Map([...(fixed[q] ?? []), ...shared])
        const quads = quadsOf(node(part), nodes, inBoth, known)
        for (const [i, total] of totals.entries()) {
          const state = states[i]?.[q]
          if (state === undefined) continue
          const x = taken(fold, i, quads)
          setState(
            site,
            state,
            inOrder
              ? total.take(site, state, x, place)
              : total.join(site, state, total.of(site, x, kept(site, place))),
          )
        }
      }
    },
    store: () => {
      for (const [q, part] of parts.entries()) {
        const results = totals.map((total, i) =>
          kept(site, total.result(site, states[i]?.[q] ?? [])),
        )
        const context: Context = {
          ...sink(part),
          resultOf: (i) => results[i] ?? literal(site, 'f32', 0),
        }
        const quads = quadsOf(context, finish, () => true, new Map())
        for (const one of stores as readonly Store[]) writeStore(context, one, quads)
      }
    },
  }
}
