// Part of a kernel: the same work on fewer indices of one axis, which is a kernel too. Where its arrays begin is said when
// it is run, so that one kernel serves all parts.
import type { Sizes } from '../../shape/index.ts'
import type { Access, Kernel, Node, ProductKernel } from '../ir/index.ts'

/** The axes whose indices do not wait for each other, outermost first. */
export const freeAxes = (kernel: Kernel): Sizes =>
  kernel.kind === 'product' ? [...kernel.batch, kernel.rows, ...kernel.columns] : kernel.space

/** The new number of an access's array, given how far the access steps along the axis, in elements. */
export type Naming = (access: Access, stride: number) => number

const nodesOf = (kernel: Kernel): readonly Node[] => {
  switch (kernel.kind) {
    case 'map':
      return kernel.nodes
    case 'fold':
      return [...kernel.nodes, ...kernel.finish]
    case 'product':
      return kernel.finish
    case 'chain':
    case 'sort':
      return []
  }
}

/** Whether parts along the axis are kernels: no element says its own place there, and none is stored where another may be. */
export const canCut = (kernel: Kernel, axis: number): boolean => {
  const stores = 'stores' in kernel ? kernel.stores : []
  return (
    nodesOf(kernel).every((node) => node.kind !== 'index' || (node.strides[axis] ?? 0) === 0) &&
    stores.every(({ adds, moved, strides }) => !adds && moved.length === 0 && strides[axis] !== 0)
  )
}

const sized = (sizes: Sizes, axis: number, length: number): Sizes =>
  sizes.map((n, i) => (i === axis ? length : n))

/** The kernel on so many indices of an axis. */
export const cut = (kernel: Kernel, axis: number, length: number, name: Naming): Kernel => {
  const access = <A extends Access>(one: A): A => ({
    ...one,
    array: name(one, one.strides[axis] ?? 0),
  })
  const nodes = (all: readonly Node[]): readonly Node[] =>
    all.map((node) => (node.kind === 'load' ? access(node) : node))
  switch (kernel.kind) {
    case 'map':
      return {
        ...kernel,
        space: sized(kernel.space, axis, length),
        nodes: nodes(kernel.nodes),
        stores: kernel.stores.map(access),
      }
    case 'fold':
      return {
        ...kernel,
        space: sized(kernel.space, axis, length),
        nodes: nodes(kernel.nodes),
        finish: nodes(kernel.finish),
        stores: kernel.stores.map(access),
      }
    case 'chain':
      return {
        ...kernel,
        space: sized(kernel.space, axis, length),
        source: access(kernel.source),
        target: access(kernel.target),
      }
    case 'sort':
      return {
        ...kernel,
        space: sized(kernel.space, axis, length),
        keys: access(kernel.keys),
        order: access(kernel.order),
      }
    case 'product':
      return cutProduct(kernel, axis, length, name, { access, nodes })
  }
}

const cutProduct = (
  kernel: ProductKernel,
  axis: number,
  length: number,
  name: Naming,
  {
    access,
    nodes,
  }: {
    readonly access: <A extends Access>(one: A) => A
    readonly nodes: (all: readonly Node[]) => readonly Node[]
  },
): ProductKernel => {
  const { batch, rows, columns, outside, unit, left, right } = kernel
  const rank = batch.length
  const terms = outside.length + 1 + unit.length
  const [ofLeft, ofRight] = [axis <= rank, axis !== rank]
  const column = axis - rank - 1
  const place = axis < rank ? axis : rank + terms + column
  return {
    ...kernel,
    batch: sized(batch, axis, length),
    rows: axis === rank ? length : rows,
    columns: sized(columns, column, length),
    left: { ...left, array: name(left, ofLeft ? (left.strides[axis] ?? 0) : 0) },
    right: { ...right, array: name(right, ofRight ? (right.strides[place] ?? 0) : 0) },
    finish: nodes(kernel.finish),
    stores: kernel.stores.map(access),
  }
}
