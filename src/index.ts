// The public door: what a user may import, and nothing else.
export { attempt, EspalierError, type Issue } from './prelude/index.ts'
