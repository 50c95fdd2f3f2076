// Whether the host can run what the backend writes.
import { i32, module, op, type Pen } from './assembler/index.ts'
import { isValid } from './host.ts'

/** Whether the host knows what a function uses. */
const knows = (write: (pen: Pen) => void): boolean => {
  const to = module({ initial: 0, maximum: 1, shared: false })
  to.define('probe', [], ['i32'], write)
  return isValid(to.encoded())
}

let vectors: boolean | undefined
let fused: boolean | undefined
const ones = op('i32x4.splat', i32(1))

/** Whether the host has WebAssembly with vectors. */
export const isSupported = (): boolean => {
  vectors ??= knows((pen) => pen.give(op('v128.any_true', ones)))
  return vectors
}

/** Whether it can round a product and the sum it joins once. */
export const canFuse = (): boolean => {
  fused ??= knows((pen) =>
    pen.give(op('v128.any_true', op('f32x4.relaxed_madd', ones, ones, ones))),
  )
  return fused
}
