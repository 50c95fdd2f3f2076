// What nobody reads is not stored, and what is needed for that alone is not computed.
import {
  type Access,
  type Kernel,
  loadsOf,
  type Node,
  operandsOf,
  type Step,
  type Store,
} from '../ir/index.ts'

type Run = Extract<Step, { kind: 'run' }>

/** The accesses of a kernel beside its stores. */
const readsOf = (kernel: Kernel): readonly Access[] => {
  switch (kernel.kind) {
    case 'map':
      return loadsOf(kernel.nodes)
    case 'fold':
      return [...loadsOf(kernel.nodes), ...loadsOf(kernel.finish)]
    case 'product':
      return [kernel.left, kernel.right, ...loadsOf(kernel.finish)]
    case 'chain':
      return [kernel.source]
    case 'sort':
      return [kernel.keys]
  }
}

/** The blocks that a step reads. */
const readBy = (step: Step): readonly number[] => {
  switch (step.kind) {
    case 'run': {
      const { kernel, arrays } = step
      const added = 'stores' in kernel ? kernel.stores.filter(({ adds }) => adds) : []
      return [...readsOf(kernel), ...added].map(({ array }) => arrays[array] ?? -1)
    }
    case 'share':
      return step.arrays
    case 'scan':
      return [...step.captures, ...step.carries, ...step.slices]
    case 'while':
      return [...step.captures[0], ...step.captures[1], ...step.carries]
    case 'cond':
      return [step.predicate, ...step.operands]
  }
}

const rewired = (node: Node, at: (i: number) => number): Node => {
  switch (node.kind) {
    case 'load':
      return { ...node, moved: node.moved.map((one) => ({ ...one, index: at(one.index) })) }
    case 'index':
    case 'literal':
    case 'result':
      return node
    case 'unary':
    case 'convert':
    case 'bits':
      return { ...node, x: at(node.x) }
    case 'binary':
    case 'compare':
      return { ...node, x: at(node.x), y: at(node.y) }
    case 'select':
      return { ...node, test: at(node.test), x: at(node.x), y: at(node.y) }
    case 'threefry': {
      const [a, b, c, d] = node.operands
      return { ...node, operands: [at(a), at(b), at(c), at(d)] }
    }
  }
}

interface Made {
  readonly nodes: readonly Node[]
  readonly stores: readonly Store[]
}

/** These stores, and the nodes that they need. */
const neededBy = (nodes: readonly Node[], stores: readonly Store[]): Made => {
  const needed = new Set<number>()
  const need = (i: number): void => {
    const node = nodes[i]
    if (node === undefined || needed.has(i)) return
    needed.add(i)
    for (const operand of operandsOf(node)) need(operand)
  }
  for (const { value, where, moved } of stores)
    for (const i of [value, where ?? value, ...moved.map(({ index }) => index)]) need(i)
  const kept = [...nodes.keys()].filter((i) => needed.has(i))
  const at = (i: number): number => kept.indexOf(i)
  return {
    nodes: nodes.flatMap((node, i) => (needed.has(i) ? [rewired(node, at)] : [])),
    stores: stores.map((store) => ({
      ...store,
      value: at(store.value),
      where: store.where === undefined ? undefined : at(store.where),
      moved: store.moved.map((one) => ({ ...one, index: at(one.index) })),
    })),
  }
}

/** A step with its kernel's arrays numbered anew: those that it names. */
const renumbered = ({ kind, kernel, arrays }: Run): Run => {
  const named = [...readsOf(kernel), ...('stores' in kernel ? kernel.stores : [])]
  const kept = [...new Set(named.map(({ array }) => array))].sort((a, b) => a - b)
  const access = <A extends Access>(one: A): A => ({ ...one, array: kept.indexOf(one.array) })
  const nodes = (all: readonly Node[]): readonly Node[] =>
    all.map((node) => (node.kind === 'load' ? access(node) : node))
  const numbered = (): Kernel => {
    switch (kernel.kind) {
      case 'map':
        return { ...kernel, nodes: nodes(kernel.nodes), stores: kernel.stores.map(access) }
      case 'fold':
        return {
          ...kernel,
          nodes: nodes(kernel.nodes),
          finish: nodes(kernel.finish),
          stores: kernel.stores.map(access),
        }
      case 'product':
        return {
          ...kernel,
          left: access(kernel.left),
          right: access(kernel.right),
          finish: nodes(kernel.finish),
          stores: kernel.stores.map(access),
        }
      case 'chain':
      case 'sort':
        return kernel
    }
  }
  return { kind, kernel: numbered(), arrays: kept.map((array) => arrays[array] ?? -1) }
}

/** The step without stores to what nobody reads; undefined if it does nothing else. */
const without = (step: Run, isRead: (block: number) => boolean): Run | undefined => {
  const { kernel, arrays } = step
  if (!('stores' in kernel)) return step
  const stores = kernel.stores.filter(({ array }) => isRead(arrays[array] ?? -1))
  if (stores.length === kernel.stores.length) return step
  if (stores.length === 0) return undefined
  if (kernel.kind === 'map')
    return renumbered({ ...step, kernel: { ...kernel, ...neededBy(kernel.nodes, stores) } })
  const { nodes: finish, stores: kept } = neededBy(kernel.finish, stores)
  return renumbered({ ...step, kernel: { ...kernel, finish, stores: kept } })
}

/** The steps that matter to these blocks. */
export const live = (steps: readonly Step[], outputs: readonly number[]): readonly Step[] => {
  const read = new Set(outputs)
  const kept: Step[] = []
  for (const step of [...steps].reverse()) {
    const needed = step.kind === 'run' ? without(step, (block) => read.has(block)) : step
    if (needed === undefined) continue
    for (const block of readBy(needed)) read.add(block)
    kept.push(needed)
  }
  return kept.reverse()
}
