// The elements of an array that stand in a file: little-endian, row-major.

import { byteWidth, type DType, type Sizes, size } from '../shape/index.ts'
import { allocate, type Data } from '../tensor/index.ts'

type Read = (view: DataView, at: number) => number

const readers: Readonly<Record<DType, Read>> = {
  f32: (view, at) => view.getFloat32(at, true),
  f64: (view, at) => view.getFloat64(at, true),
  i32: (view, at) => view.getInt32(at, true),
  u32: (view, at) => view.getUint32(at, true),
  bool: (view, at) => view.getUint8(at),
}

/** The elements that stand from this byte on. */
export const readData = (
  bytes: Uint8Array,
  start: number,
  { shape, dtype }: { readonly shape: Sizes; readonly dtype: DType },
): Data => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const read = readers[dtype]
  const width = byteWidth(dtype)
  const data = allocate(dtype, size(shape))
  for (let i = 0; i < data.length; i++) data[i] = read(view, start + i * width)
  return data
}
