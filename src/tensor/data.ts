// Storage for each dtype.
import type { ElementType } from '../shape/index.ts'
import type { Data } from './handle.ts'

/** Zeroed storage for so many elements. */
export const allocate = (dtype: ElementType, length: number): Data => {
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
