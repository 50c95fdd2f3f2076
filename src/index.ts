// The public door: what a user may import, and nothing else.

export {
  call,
  checkpoint,
  cond,
  customJvp,
  customVjp,
  engine,
  type FoldOptions,
  type FoldResult,
  fold,
  grad,
  hessian,
  type Jacobian,
  jacobian,
  jit,
  jvp,
  type Lead,
  type LeadOf,
  type Progress,
  type ScanOptions,
  scan,
  valueAndGrad,
  vjp,
  vmap,
  whileLoop,
} from './functions/index.ts'
export * as nn from './nn/index.ts'
export {
  type AnySpec,
  apply,
  init,
  initState,
  type Params,
  reinit,
  type State,
  summary,
  train,
} from './nn/index.ts'
export { scalar, stopGradient, tensor } from './ops/index.ts'
export { attempt, EspalierError, type Issue } from './prelude/index.ts'
export * as random from './random/index.ts'
export {
  type AnyTensor,
  item,
  type Key,
  type Nested,
  read,
  sameBits,
  type Tensor,
  toArray,
} from './tensor/index.ts'
export {
  at,
  type Constant,
  combine,
  digest,
  edit,
  entries,
  flat,
  lens,
  lookup,
  modify,
  type Part,
  partition,
  type Ref,
  set,
  subtree,
  unflat,
  untie,
} from './tree/index.ts'
