// The public door: what a user may import, and nothing else.
export { attempt, EspalierError, type Issue } from './prelude/index.ts'
export { type AnyTensor, type Key, sameBits, type Tensor } from './tensor/index.ts'
export {
  at,
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
