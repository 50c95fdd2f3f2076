// A kernel being written: its nodes, each once, and the arrays it reads and writes.
import type { DType, Sizes } from '../../shape/index.ts'
import { type Access, type Affine, type Node, type Store, textOf } from '../ir/index.ts'
import { identity, placeOf } from './affine.ts'

/** An array in memory, or a view of it: element [i…] stands at offset + Σ i · stride of a block, perhaps `moved` by indices
 *  known only at run time. */
export interface Place {
  readonly block: number
  readonly dtype: DType
  readonly shape: Sizes
  readonly offset: number
  readonly strides: readonly number[]
}

/** What a kernel makes of its results before it stores them, and what it stores: over the axes of the results. */
export interface Ending {
  readonly nodes: readonly Node[]
  readonly stores: readonly Store[]
  readonly to: Draft
}

export interface Draft {
  readonly node: (node: Node) => number
  /** The access to an element of a block. */
  readonly access: (block: number, dtype: DType, at: Affine, moved?: Access['moved']) => Access
  readonly stores: Store[]
  readonly nodes: readonly Node[]
  /** The blocks by the numbers that accesses give them. */
  readonly blocks: readonly number[]
}

export const draft = (): Draft => {
  const nodes: Node[] = []
  const numbers = new Map<string, number>()
  const blocks: number[] = []
  return {
    nodes,
    blocks,
    stores: [],
    node: (node) => {
      const key = textOf(node)
      const known = numbers.get(key)
      if (known !== undefined) return known
      numbers.set(key, nodes.length)
      return nodes.push(node) - 1
    },
    access: (block, dtype, { offset, strides }, moved = []) => {
      const known = blocks.indexOf(block)
      const array = known === -1 ? blocks.push(block) - 1 : known
      return { array, dtype, offset, strides, moved }
    },
  }
}

/** A number as a node. */
export const literal = (to: Draft, dtype: DType, value: number): number =>
  to.node({ kind: 'literal', dtype, value })

/** The access to the element of a place that the loops over its shape have reached. */
export const reached = (to: Draft, { block, dtype, shape, strides, offset }: Place): Access =>
  to.access(block, dtype, placeOf(identity(shape), strides, offset))
