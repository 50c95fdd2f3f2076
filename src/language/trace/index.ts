// Tracing: a function becomes a program.
export { Recorder, type Recording } from './recorder.ts'
export { trace } from './trace.ts'
