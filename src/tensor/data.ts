// Storage for each dtype.
import { fail } from '../prelude/index.ts'
import type { ElementType } from '../shape/index.ts'
import type { Data } from './content.ts'

/** Zeroed storage for so many elements. */
export const allocate = (dtype: ElementType, length: number): Data => {
  try {
    return storage(dtype, length)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return fail({
      where: 'memory',
      must: 'must hold the array',
      was: `no room for ${length} elements of ${dtype}`,
      do: 'work in parts',
    })
  }
}

const storage = (dtype: ElementType, length: number): Data => {
  switch (dtype) {
    case 'f32':
      return new Float32Array(length)
    case 'f64':
      return new Float64Array(length)
    case 'i32':
      return new Int32Array(length)
    case 'u32':
      return new Uint32Array(length)
    case 'bool':
      return new Uint8Array(length)
    case 'key':
      return new Uint32Array(2 * length)
  }
}
