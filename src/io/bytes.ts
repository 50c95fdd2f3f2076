// The bytes of an array: little-endian, row-major, NaN written canonically.

import { byteWidth, type DType, type Sizes, size } from '../shape/index.ts'
import { allocate, type Data, dataOf, type Handle } from '../tensor/index.ts'

type Write = (view: DataView, at: number, x: number) => void
type Read = (view: DataView, at: number) => number

const writers: Readonly<Record<DType, Write>> = {
  f32: (view, at, x) =>
    Number.isNaN(x) ? view.setUint32(at, 0x7fc00000, true) : view.setFloat32(at, x, true),
  f64: (view, at, x) => {
    if (!Number.isNaN(x)) return view.setFloat64(at, x, true)
    view.setUint32(at, 0, true)
    view.setUint32(at + 4, 0x7ff80000, true)
  },
  i32: (view, at, x) => view.setInt32(at, x, true),
  u32: (view, at, x) => view.setUint32(at, x, true),
  bool: (view, at, x) => view.setUint8(at, x),
}
const readers: Readonly<Record<DType, Read>> = {
  f32: (view, at) => view.getFloat32(at, true),
  f64: (view, at) => view.getFloat64(at, true),
  i32: (view, at) => view.getInt32(at, true),
  u32: (view, at) => view.getUint32(at, true),
  bool: (view, at) => view.getUint8(at),
}

/** Writes a tensor's elements from this byte on. */
export const writeTensor = (
  into: Uint8Array,
  start: number,
  tensor: Handle & { readonly dtype: DType },
): void => {
  const view = new DataView(into.buffer, into.byteOffset, into.byteLength)
  const write = writers[tensor.dtype]
  const width = byteWidth(tensor.dtype)
  let at = start
  for (const x of dataOf(tensor)) {
    write(view, at, x)
    at += width
  }
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
