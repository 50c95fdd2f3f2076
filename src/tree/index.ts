// Immutable trees of tensors: references and constants, paths and the order of leaves, and the functions over them. Knows no specs.

export { at, lookup, modify, set } from './at.ts'
export { digest } from './digest.ts'
export { type Draft, edit } from './edit.ts'
export {
  byteLength,
  constants,
  count,
  type Entry,
  entries,
  type Flat,
  flat,
  paths,
  statics,
  unflat,
} from './flat.ts'
export { eq, monoid, show } from './instances.ts'
export { type Described, type Kept, type KeptFault, keptIssues } from './kept.ts'
export { type Lens, type LensesOf, type LensOf, lens, type PathLens } from './lens.ts'
export { fold, type MapTo, map, mapTo, mapWithPath, type Zipped, zip, zipWith } from './map.ts'
export { type NameFault, nameIssue } from './name.ts'
export {
  type AnyConstant,
  type AnyRef,
  Constant,
  described,
  Hole,
  isConstant,
  isHole,
  isRef,
  Ref,
  refTo,
  type Tree,
  type Via,
} from './node.ts'
export { combine, type Part, partition } from './part.ts'
export {
  byCodePoint,
  byPath,
  bySegment,
  joined,
  leadsTo,
  ordered,
  segments,
  under,
} from './path.ts'
export type { At, Next, PathOf, Turned } from './path-type.ts'
export { type Reader, readerOf } from './reader.ts'
export { type Alias, type Found, places, refs, resolve, resolveAll } from './resolve.ts'
export { type Difference, sameStructure, sameTree, structureIssue, type Typed } from './same.ts'
export {
  type Flattened,
  flattenTree,
  flattenValues,
  type Structure,
} from './structure.ts'
export { subtree, untie } from './subtree.ts'
export type { Subtree, Untied } from './subtree-type.ts'
export { unflattenTree } from './unflatten.ts'
