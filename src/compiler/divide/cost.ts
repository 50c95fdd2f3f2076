// What a kernel costs, roughly, in nanoseconds on one thread: enough to know whether it is worth sharing.
// Measured on an EPYC of 3.6 GHz.
import { primitives } from '../../language/primitives/index.ts'
import { size } from '../../shape/index.ts'
import type { Access, Kernel, Node } from '../ir/index.ts'

const STEP = 0.06
const COSTLY = 1
/** An element that is not beside the one before it. */
const APART = 0.4
/** A product and a sum. */
const TERM = 0.045

const isBeside = ({ strides, moved }: Access): boolean =>
  moved.length === 0 && strides.every((stride, i) => i < strides.length - 1 || stride <= 1)

const ofNode = (node: Node): number => {
  switch (node.kind) {
    case 'load':
      return isBeside(node) ? STEP : APART
    case 'unary':
    case 'binary':
      return primitives[node.op].facts.costly ? COSTLY : STEP
    case 'threefry':
      return 4 * COSTLY
    case 'index':
    case 'literal':
    case 'compare':
    case 'select':
    case 'convert':
    case 'bits':
    case 'result':
      return STEP
  }
}
const ofNodes = (nodes: readonly Node[], stores: readonly Access[]): number =>
  nodes.reduce((sum, node) => sum + ofNode(node), 0) +
  stores.reduce((sum, store) => sum + (isBeside(store) ? STEP : APART), 0)

export const costOf = (kernel: Kernel): number => {
  switch (kernel.kind) {
    case 'map':
      return size(kernel.space) * ofNodes(kernel.nodes, kernel.stores)
    case 'fold': {
      const each = kernel.length * (ofNodes(kernel.nodes, []) + STEP * kernel.folds.length)
      return size(kernel.space) * (each + ofNodes(kernel.finish, kernel.stores))
    }
    case 'chain':
      return size(kernel.space) * kernel.length * APART
    case 'sort':
      return size(kernel.space) * kernel.length * (32 - Math.clz32(kernel.length)) * COSTLY
    case 'product': {
      const { batch, rows, columns, outside, along, unit } = kernel
      const terms = size(outside) * along * size(unit)
      const results = size(batch) * rows * size(columns)
      return results * (terms * TERM + ofNodes(kernel.finish, kernel.stores))
    }
  }
}
