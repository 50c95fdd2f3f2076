// A tensor as bytes, for digests and files: little-endian, row-major, every NaN the canonical one.
import { byteWidth, size } from '../shape/index.ts'
import { dataOf, type Handle } from './handle.ts'

/** A copy of the elements, little-endian whatever the machine. Bools are 0 and 1; a key is two words. */
export const bytesOf = (handle: Handle): Uint8Array => {
  const { dtype, shape } = handle
  const data = dataOf(handle)
  const bytes = new Uint8Array(size(shape) * byteWidth(dtype))
  const view = new DataView(bytes.buffer)
  switch (dtype) {
    case 'f32':
      for (const [i, x] of data.entries())
        if (Number.isNaN(x)) view.setUint32(4 * i, 0x7fc00000, true)
        else view.setFloat32(4 * i, x, true)
      return bytes
    case 'f64':
      for (const [i, x] of data.entries())
        if (Number.isNaN(x)) view.setBigUint64(8 * i, 0x7ff80000_00000000n, true)
        else view.setFloat64(8 * i, x, true)
      return bytes
    case 'i32':
    case 'u32':
    case 'key':
      for (const [i, x] of data.entries()) view.setUint32(4 * i, x, true)
      return bytes
    case 'bool':
      bytes.set(data)
      return bytes
  }
}
