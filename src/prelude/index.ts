// What the language lacks: the sentence of an error, as a value and as a type.
export { attempt, EspalierError, fail } from './error.ts'
export { type Issue, type Issues, type Sentence, sentence } from './issue.ts'
export { type Fill, fill, type Holes } from './template.ts'
