// Whether the host can run what the backend writes.
import { i32, module, op } from './assembler/index.ts'
import { isValid } from './host.ts'

let known: boolean | undefined

/** Whether the host has WebAssembly with vectors. */
export const isSupported = (): boolean => {
  known ??= isValid(probe())
  return known
}

/** A module that uses a vector. */
const probe = (): Uint8Array => {
  const to = module({ initial: 0, maximum: 1, shared: false })
  to.define('probe', [], ['i32'], (pen) => pen.give(op('v128.any_true', op('i32x4.splat', i32(1)))))
  return to.encoded()
}
