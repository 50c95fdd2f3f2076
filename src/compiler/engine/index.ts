// How programs run.
export { compile, type Executable } from './compile.ts'
export { type Jitted, jit } from './jit.ts'
