// The handles: tensors, keys and traced values; reading, printing and comparing them.
export { bytesOf } from './bytes.ts'
export { allocate } from './data.ts'
export { demandHandle } from './demand.ts'
export {
  type Content,
  contentOf,
  type Data,
  dataOf,
  type Element,
  Handle,
  isTraced,
  serialOf,
  type Traced,
} from './handle.ts'
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
