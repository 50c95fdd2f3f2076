// The handles: tensors, keys and traced values; reading, printing and comparing them.
export { bytesOf } from './bytes.ts'
export {
  type Content,
  type Data,
  Deferred,
  type Elements,
  isTraced,
  type Traced,
} from './content.ts'
export { allocate } from './data.ts'
export { demandHandle } from './demand.ts'
export { contentOf, dataOf, drop, type Element, Handle, serialOf, settle } from './handle.ts'
export { item, type Nested, read, toArray } from './read.ts'
export { sameBits } from './same-bits.ts'
export {
  type AnyTensor,
  type ElementOf,
  isHandle,
  isKey,
  isTensor,
  type Key,
  type Tensor,
} from './tensor.ts'
