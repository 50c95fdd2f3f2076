// The languages of the compiler: kernels, and routines of kernels.
export {
  type Access,
  type Affine,
  bytesOf,
  type ChainKernel,
  type Folding,
  type FoldKernel,
  type Kernel,
  type MapKernel,
  type Node,
  type ProductKernel,
  type SortKernel,
  type Store,
} from './kernel.ts'
export type { Block, Routine, Step } from './routine.ts'
