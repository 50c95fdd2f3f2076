// Arrays whose kernel can make more of each element before it stores it: products. What is made of their results, element by
// element, is part of them.
import type { Node, Store } from '../ir/index.ts'
import { draft, type Ending, type Place, reached } from './draft.ts'
import type { Lazy } from './lazy.ts'
import { type Lowering, lying } from './lowering.ts'
import { written } from './views.ts'

/** An array that a kernel writes; `run` runs it with an ending over the array's axes, or gives false where it cannot. */
export const hosting = (
  type: Pick<Lazy, 'shape' | 'dtype'>,
  lowering: Lowering,
  run: (ending: Ending) => boolean,
): Lazy => {
  const into = (target: Place): boolean => {
    const to = draft()
    const value = to.node({ kind: 'result', dtype: type.dtype, of: 0 })
    const store: Store = { ...reached(to, target), value, adds: false, where: undefined }
    return run({ nodes: to.nodes, stores: [store], to })
  }
  return written(
    type,
    lowering,
    (target) => {
      if (into(target)) return
      const own = lowering.reserve(type)
      into(own)
      lowering.write(lying(own), target)
    },
    run,
  )
}

/** An ending over other axes, which are those of the array in groups; undefined where some access would have to move, or
 *  where an element says its own place. */
export const arranged = (
  { nodes, stores, to }: Ending,
  moved: (strides: readonly number[]) => readonly number[] | undefined,
): Ending | undefined => {
  const made: Node[] = []
  for (const node of nodes) {
    if (node.kind === 'index' || (node.kind === 'load' && node.moved.length > 0)) return undefined
    const strides = node.kind === 'load' ? moved(node.strides) : []
    if (strides === undefined) return undefined
    made.push(node.kind === 'load' ? { ...node, strides } : node)
  }
  const kept: Store[] = []
  for (const store of stores) {
    const strides = moved(store.strides)
    if (strides === undefined) return undefined
    kept.push({ ...store, strides })
  }
  return { nodes: made, stores: kept, to }
}
