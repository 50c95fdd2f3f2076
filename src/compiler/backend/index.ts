// Plans made to run. Each backend is a folder, and one line here.
export { type Census, type Programs, programs, type Runner } from './wasm/runner.ts'
export { canFuse, isSupported } from './wasm/supported.ts'
export { type Hiring, hiring } from './wasm/threads/index.ts'
export { probe, type Verdict, widen } from './wasm/wide.ts'
