// The languages of the compiler: kernels, and routines of kernels.
export {
  type Access,
  type Affine,
  type ChainKernel,
  COLUMNS,
  type Folding,
  type FoldKernel,
  type Kernel,
  loadsOf,
  type MapKernel,
  type Node,
  operandsOf,
  type ProductKernel,
  panelOf,
  type SortKernel,
  type Store,
  scratchOf,
  unitsOf,
} from './kernel.ts'
export { printKernel, printRoutine, printStep } from './print.ts'
export {
  type Block,
  blockOf,
  bodiesOf,
  bytesOf,
  kernelsOf,
  type Routine,
  type Step,
} from './routine.ts'
export { textOf } from './text.ts'
export { type Work, workOf } from './work.ts'
