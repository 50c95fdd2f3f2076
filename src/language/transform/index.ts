// Program → program, new meaning: derivatives and batches.
export { interpreters, jvp, linearize, transpose, vmap } from './interpreters.ts'
export type { Linearization } from './linearize.ts'
export type { Backward } from './transpose.ts'
export { vjp } from './vjp.ts'
