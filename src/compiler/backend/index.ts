// Plans made to run. Each backend is a folder, and one line here.
export { type Programs, programs, type Runner } from './wasm/runner.ts'
export { isSupported } from './wasm/supported.ts'
export { type Hiring, hiring } from './wasm/threads/index.ts'
