// What the language lacks: the sentence of an error, as a value and as a type.
export { brief, cut } from './brief.ts'
export { attempt, EspalierError, fail } from './error.ts'
export { type Issue, type Issues, type Sentence, sentence } from './issue.ts'
export { type JsonSurvey, survey } from './json.ts'
export { type Fill, fill, type Holes } from './template.ts'
