// Runs vector code over arrays: a module with one loop around it.
import {
  type Expr,
  i32,
  load,
  module,
  op,
} from '../../../../../src/compiler/backend/wasm/assembler/index.ts'
import { instantiate, memory } from '../../../../../src/compiler/backend/wasm/host.ts'
import { libraryOf, type Site } from '../../../../../src/compiler/backend/wasm/library.ts'

/** Results as vectors, from operands as vectors. */
export type Write = (site: Site, ...x: readonly Expr[]) => readonly Expr[]

const PAGES = 128
/** Each operand and each result has so many bytes of the memory. */
const PART = 1 << 20
const VECTOR = 16

/** The code as a function of the bytes of its operands, equally many of each. */
export const runner = (
  operands: number,
  write: Write,
): ((...x: readonly Uint8Array[]) => readonly Uint8Array<ArrayBuffer>[]) => {
  const over = memory(PAGES, PAGES)
  const m = module({ initial: PAGES, maximum: PAGES, shared: false })
  const library = libraryOf(m, { wide: false, fast: false })
  let results = 0
  m.define(
    'run',
    ['i32'],
    [],
    (pen) => {
      const [end = i32(0)] = pen.params
      const at = pen.local('i32')
      pen.loop(() => {
        const x = Array.from({ length: operands }, (_, i) => load('v128.load', at, i * PART))
        for (const y of write({ pen, library }, ...x))
          pen.store('v128.store', at, y, (operands + results++) * PART)
        pen.set(at, op('i32.add', at, i32(VECTOR)))
        return op('i32.lt_u', at, end)
      })
    },
    true,
  )
  const { run } = instantiate(m.encoded(), over)
  return (...x) => {
    const bytes = new Uint8Array(over.buffer)
    const length = x[0]?.length ?? 0
    const parts = Array.from({ length: results }, () => new Uint8Array(length))
    for (let from = 0; from < length; from += PART) {
      const count = Math.min(PART, length - from)
      for (const [i, operand] of x.entries())
        bytes.set(operand.subarray(from, from + count), i * PART)
      run?.(count)
      for (const [i, part] of parts.entries()) {
        const at = (operands + i) * PART
        part.set(bytes.subarray(at, at + count), from)
      }
    }
    return parts
  }
}

/** Bytes as the floats they are. */
export const floatsOf = (
  dtype: 'f32' | 'f64',
  bytes: Uint8Array<ArrayBuffer>,
): Float32Array | Float64Array =>
  dtype === 'f32' ? new Float32Array(bytes.buffer) : new Float64Array(bytes.buffer)
