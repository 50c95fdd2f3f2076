// What the language lacks: the sentence of an error, and totality.
export { attempt, EspalierError, fail } from './error.ts'
export { type Issue, type Issues, type Sentence, sentence } from './issue.ts'
export { assertNever } from './never.ts'
export { type Fill, fill, type Holes } from './template.ts'
