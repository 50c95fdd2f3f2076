// Arrays that are not computed yet: each can say what one of its elements is, as steps of whatever kernel asks, or can be
// written to a place. Fusion is nothing else: an array that is never stored is part of the kernels that ask for it.
import type { ArrayType, DType, Sizes } from '../../shape/index.ts'
import type { Index } from './affine.ts'
import type { Draft, Ending, Place } from './draft.ts'

export interface Lazy {
  readonly shape: Sizes
  readonly dtype: DType
  /** The element at an index, as a node of the draft. */
  readonly node: (index: Index, draft: Draft) => number
  /** About how many steps an element takes; 0 where it is only moved. */
  readonly cost: number
  /** How it is written to a place, where that is not element by element. */
  readonly fill: ((target: Place) => void) | undefined
  /** How it is computed by a kernel that makes more of each element before it stores it; false where it cannot be. */
  readonly host: ((ending: Ending) => boolean) | undefined
  /** Where it lies already, if it does. */
  readonly place: Place | undefined
}

/** A key is two words: to the compiler an array of u32 with one axis more. */
export const storedType = ({
  shape,
  dtype,
}: ArrayType): { readonly shape: Sizes; readonly dtype: DType } =>
  dtype === 'key' ? { shape: [...shape, 2], dtype: 'u32' } : { shape, dtype }

/** An array that is computed element by element. */
export const computed = (
  { shape, dtype }: { readonly shape: Sizes; readonly dtype: DType },
  cost: number,
  node: Lazy['node'],
): Lazy => ({ shape, dtype, cost, node, fill: undefined, host: undefined, place: undefined })
