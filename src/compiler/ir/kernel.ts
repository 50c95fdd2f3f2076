// Kernels: what one function of a module computes, over arrays that lie somewhere in memory.
// A kernel knows sizes and strides; where its arrays lie is said when it is run, so that equal kernels are one function.
import type { BinaryOp, Direction, UnaryOp } from '../../language/ir/index.ts'
import { BLOCK } from '../../language/scalar/index.ts'
import { byteWidth, type DType, type Sizes, size } from '../../shape/index.ts'

/** A whole number for each index of the loops: offset + Σ index · stride. */
export interface Affine {
  readonly offset: number
  readonly strides: readonly number[]
}

/** An element of one of the kernel's arrays, by its place in elements; `moved` by indices known only at run time. */
export interface Access extends Affine {
  readonly array: number
  readonly dtype: DType
  readonly moved: readonly { readonly index: number; readonly stride: number }[]
}

/** One step of the computation of an element; operands are the numbers of earlier steps. */
export type Node =
  | (Access & { readonly kind: 'load' })
  /** The place itself, an i32. */
  | (Affine & { readonly kind: 'index'; readonly dtype: 'i32' })
  | { readonly kind: 'literal'; readonly dtype: DType; readonly value: number }
  | { readonly kind: 'unary'; readonly dtype: DType; readonly op: UnaryOp; readonly x: number }
  | {
      readonly kind: 'binary'
      readonly dtype: DType
      readonly op: BinaryOp
      readonly x: number
      readonly y: number
    }
  | {
      readonly kind: 'compare'
      readonly dtype: 'bool'
      readonly of: DType
      readonly direction: Direction
      readonly x: number
      readonly y: number
    }
  | {
      readonly kind: 'select'
      readonly dtype: DType
      readonly test: number
      readonly x: number
      readonly y: number
    }
  | { readonly kind: 'convert'; readonly dtype: DType; readonly from: DType; readonly x: number }
  /** The same bits as a dtype of the same width. */
  | { readonly kind: 'bits'; readonly dtype: DType; readonly from: DType; readonly x: number }
  /** One word of threefry of a key, its two words, at a counter, high and low. */
  | {
      readonly kind: 'threefry'
      readonly dtype: 'u32'
      readonly word: 0 | 1
      readonly operands: readonly [number, number, number, number]
    }
  /** What the kernel's own fold or product gave, by its number. */
  | { readonly kind: 'result'; readonly dtype: DType; readonly of: number }

/** The nodes that a node is made of. */
export const operandsOf = (node: Node): readonly number[] => {
  switch (node.kind) {
    case 'load':
      return node.moved.map(({ index }) => index)
    case 'index':
    case 'literal':
    case 'result':
      return []
    case 'unary':
    case 'convert':
    case 'bits':
      return [node.x]
    case 'binary':
    case 'compare':
      return [node.x, node.y]
    case 'select':
      return [node.test, node.x, node.y]
    case 'threefry':
      return node.operands
  }
}

/** Where nodes are loaded from. */
export const loadsOf = (nodes: readonly Node[]): readonly Access[] =>
  nodes.flatMap((node) => (node.kind === 'load' ? [node] : []))

export interface Store extends Access {
  readonly value: number
  /** Adds to what stands there, in row-major order of the loops. */
  readonly adds: boolean
  /** The step that says where to store at all; everywhere if there is none. */
  readonly where: number | undefined
}

/** Elements one by one. */
export interface MapKernel {
  readonly kind: 'map'
  readonly space: Sizes
  readonly nodes: readonly Node[]
  readonly stores: readonly Store[]
}

export type Folding = 'sum' | 'max' | 'min' | 'argMax' | 'argMin'

/** Many elements to one, along one more axis, the last of `nodes`' loops. */
export interface FoldKernel {
  readonly kind: 'fold'
  readonly space: Sizes
  readonly length: number
  readonly nodes: readonly Node[]
  readonly folds: readonly {
    readonly how: Folding
    readonly value: number
    readonly dtype: DType
  }[]
  /** What is made of the folds' results, over `space` alone. */
  readonly finish: readonly Node[]
  readonly stores: readonly Store[]
}

/** Running totals along one more axis, from its first index or from its last. */
export interface ChainKernel {
  readonly kind: 'chain'
  readonly space: Sizes
  readonly length: number
  readonly reverse: boolean
  readonly source: Access
  readonly target: Access
}

/** For each row of `space`, the order in which the elements along one more axis stand when sorted, equals as they were. */
export interface SortKernel {
  readonly kind: 'sort'
  readonly space: Sizes
  readonly length: number
  readonly keys: Access
  /** The numbers of the elements, i32. */
  readonly order: Access
}

/** Sums of products: for each of `batch`, `rows` of the left by columns of the right. The terms are those of the axes
 *  [...outside, along, ...unit], row-major; a block holds as many units as have at most 256 terms, and starts anew at each
 *  index of the axes outside. */
export interface ProductKernel {
  readonly kind: 'product'
  readonly batch: Sizes
  readonly rows: number
  readonly columns: Sizes
  readonly outside: Sizes
  readonly along: number
  readonly unit: Sizes
  readonly dtype: DType
  /** Strides of [...batch, rows, ...terms] and of [...batch, ...terms, ...columns]. */
  readonly left: Access
  readonly right: Access
  /** Where the right has holes, which are no terms: how many elements further from an element stands one that is 0 if it is
   *  a hole. */
  readonly holes: number | undefined
  /** What is made of the product, over [...batch, rows, ...columns]. */
  readonly finish: readonly Node[]
  readonly stores: readonly Store[]
}

export type Kernel = MapKernel | FoldKernel | ChainKernel | SortKernel | ProductKernel

/** Columns of a product that are computed together, at most. */
export const panelOf = (dtype: DType): number => (dtype === 'f64' ? 8 : 16)

/** Units that a block of a product holds. */
export const unitsOf = ({ along, unit }: ProductKernel): number =>
  Math.min(along, Math.max(1, Math.floor(BLOCK / size(unit))))

/** Columns that a fold goes through together, at most. */
export const COLUMNS = 256

/** A sum of floats keeps sixteen lanes of each column, and the sums of blocks that wait to be joined; other folds what is
 *  found so far, and where. */
const keptOf = ({ how, dtype }: FoldKernel['folds'][number], length: number): number => {
  if (how !== 'sum' || (dtype !== 'f32' && dtype !== 'f64')) return 16
  // as many blocks wait as their number has digits
  const levels = 32 - Math.clz32(Math.ceil(length / BLOCK))
  return (16 + levels) * byteWidth(dtype)
}

/** How much memory of its own a kernel wants while it runs, in bytes; its address is one more parameter. */
export const scratchOf = (kernel: Kernel): number => {
  switch (kernel.kind) {
    case 'product': {
      // a block of a panel of the right, with what says where its holes are, and a panel of sums
      const terms = unitsOf(kernel) * size(kernel.unit) * (kernel.holes === undefined ? 1 : 2)
      const rows = terms + kernel.rows
      return rows * panelOf(kernel.dtype) * byteWidth(kernel.dtype)
    }
    case 'fold': {
      const most = kernel.space.reduce((n, m) => Math.max(n, m), 16)
      const columns = Math.min(COLUMNS, 16 * Math.ceil(most / 16))
      return kernel.folds.reduce((sum, fold) => sum + columns * keptOf(fold, kernel.length), 0)
    }
    case 'sort':
      // keys with their indices, and as much again to merge into
      return 2 * kernel.length * 2 * byteWidth(kernel.keys.dtype === 'f64' ? 'f64' : 'f32')
    case 'map':
    case 'chain':
      return 0
  }
}
