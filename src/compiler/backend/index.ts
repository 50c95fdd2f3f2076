// Plans made to run. Each backend is a folder, and one line here.
export type { Site } from './wasm/library.ts'
