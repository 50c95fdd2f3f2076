// How programs run.
export { compile, type Executable, type Running } from './compile.ts'
export { type Jitted, jit } from './jit.ts'
export { configure, type Description, describe, MOST_THREADS, type Settings } from './machine.ts'
export { type Report, reportOf, type Timed, timesOf } from './report.ts'
