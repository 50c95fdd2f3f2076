// The same bits as another dtype, low word first; NaN is written canonically wherever its bits can be seen.
import { type ArrayType, size } from '../../shape/index.ts'
import { allocate, type Data } from '../../tensor/index.ts'
import type { NdArray } from '../level/index.ts'
import { f32FromBits, f32ToI32, f64FromWords, highWord, lowWord } from '../scalar/index.ts'

/** The words of an array, as i32 or u32 alike; a key's in their order. */
const words = (x: NdArray): Int32Array => {
  if (x.dtype === 'f32') return Int32Array.from(x.data, f32ToI32)
  if (x.dtype !== 'f64') return Int32Array.from(x.data)
  const result = new Int32Array(2 * x.data.length)
  for (const [i, element] of x.data.entries()) {
    result[2 * i] = lowWord(element)
    result[2 * i + 1] = highWord(element)
  }
  return result
}

/** The data of x as an array of the other type. */
export const recast = (x: NdArray, y: ArrayType): Data => {
  const from = words(x)
  const data = allocate(y.dtype, size(y.shape))
  if (y.dtype === 'f64')
    for (let i = 0; i < data.length; i++)
      data[i] = f64FromWords(from[2 * i] ?? 0, from[2 * i + 1] ?? 0)
  else if (y.dtype === 'f32')
    for (let i = 0; i < data.length; i++) data[i] = f32FromBits(from[i] ?? 0)
  else data.set(from)
  return data
}
