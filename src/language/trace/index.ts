// Tracing: a function becomes a program.

export {
  type Body,
  call,
  checkpoint,
  cond,
  customJvp,
  customVjp,
  type Loop,
  type Scanned,
  scan,
  whileLoop,
} from './control.ts'
export { type Recent, recent } from './recent.ts'
export { Recorder, type Recording } from './recorder.ts'
export { trace } from './trace.ts'
