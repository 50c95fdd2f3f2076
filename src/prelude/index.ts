// What the language lacks: the sentence of an error, as a value and as a type; options; a value in few words.
export { brief, cut } from './brief.ts'
export {
  demandArray,
  demandFunction,
  demandNoMore,
  demandRecord,
  demandText,
  refuse,
} from './demand.ts'
export { attempt, EspalierError, fail, failAll } from './error.ts'
export { type Issue, type Issues, type Sentence, sentence } from './issue.ts'
export { type JsonSurvey, survey } from './json.ts'
export { nearest, type Words } from './nearest.ts'
export {
  aBoolean,
  aFunction,
  anything,
  aString,
  type Domain,
  type Domains,
  demandNumber,
  type Examples,
  examples,
  missingOption,
  type NumberKind,
  type Numbers,
  type Others,
  optionsOf,
  outside,
  unknownOption,
} from './options.ts'
export { isFunction, isPlain, shown, shownAs } from './shown.ts'
export { type Fill, fill, type Holes } from './template.ts'
