// What the fields of a spec may be, read from JSON. Each notes what is wrong and gives nothing.
import { isPlain } from '../../prelude/index.ts'
import { isSize, type Margin, type Margins } from '../../shape/index.ts'
import type { TieRules } from '../containers/tie-type.ts'
import type { Initializer } from '../initializer.ts'
import { type Report, refuse } from './json.ts'

/** What reads initializers: they are known by their kinds. */
export interface Reader {
  readonly initializer: (report: Report, name: string, json: unknown) => Initializer | undefined
}

/** Reads one field; nothing where it is wrong. */
export type Field<T> = (
  report: Report,
  name: string,
  json: unknown,
  reader: Reader,
) => T | undefined

const field =
  <T>(must: string, holds: (json: unknown) => json is T, example: string): Field<T> =>
  (report, name, json) =>
    holds(json) ? json : refuse(report, `${name} must be ${must}`, json, `write ${example}`)

const isNumber = (x: unknown): x is number => typeof x === 'number'
const isInteger = (x: unknown): x is number => isNumber(x) && Number.isInteger(x)
const isCount = (x: unknown): x is number => isNumber(x) && isSize(x)
const isText = (x: unknown): x is string => typeof x === 'string'
const listOf =
  <T>(holds: (x: unknown) => x is T) =>
  (x: unknown): x is readonly T[] =>
    Array.isArray(x) && x.every(holds)

export const size: Field<number> = field('whole and not negative', isCount, 'a size, as in 4')
export const number: Field<number> = field('a number', isNumber, 'one, as in 0.5')
export const integer: Field<number> = field('whole', isInteger, 'a whole number, as in -1')
export const text: Field<string> = field('a text', isText, 'it in quotes')
export const sizes: Field<readonly number[]> = field(
  'a list of sizes',
  listOf(isCount),
  'one, as in [4, 8]',
)
export const integers: Field<readonly number[]> = field(
  'a list of whole numbers',
  listOf(isInteger),
  'one, as in [-1, 4]',
)
export const pattern: Field<readonly (number | string)[]> = field(
  'a list of sizes and names',
  listOf((x): x is number | string => isCount(x) || isText(x)),
  'one, as in ["batch", 4]',
)
/** A number for all axes, or one for each. */
export const perAxis: Field<number | readonly number[]> = field(
  'a size or a list of sizes',
  (x): x is number | readonly number[] => isCount(x) || listOf(isCount)(x),
  'one, as in [3, 3]',
)
const isMargin = (x: unknown): x is Margin =>
  isInteger(x) || (listOf(isInteger)(x) && x.length === 2)
export const margins: Field<Margins> = field(
  "'same', 'valid', a whole number, or a list of numbers and pairs",
  (x): x is Margins => x === 'same' || x === 'valid' || isInteger(x) || listOf(isMargin)(x),
  'one, as in [1, [0, 2]]',
)
export const flag: Field<boolean> = field(
  'true or false',
  (x): x is boolean => x === true || x === false,
  'one of them, without quotes',
)
export const truths: Field<readonly (readonly boolean[])[]> = field(
  'rows of true and false',
  listOf(listOf((x): x is boolean => x === true || x === false)),
  'lists, as in [[true, false]]',
)
export const oneOf = <const T extends string>(...words: readonly T[]): Field<T> =>
  field(
    `one of ${words.join(', ')}`,
    (x): x is T => words.some((word) => word === x),
    words.map((word) => `"${word}"`).join(' or '),
  )

export const initializer: Field<Initializer> = (report, name, json, reader) =>
  reader.initializer(report, name, json)

export const initializerOrFalse: Field<Initializer | false> = (report, name, json, reader) =>
  json === false ? false : reader.initializer(report, name, json)

/** Initializers, each by the path of its leaf. */
export const initializersByPath: Field<Readonly<Record<string, Initializer>>> = (
  report,
  name,
  json,
  reader,
) => {
  if (!isPlain(json))
    return refuse(
      report,
      `${name} must be a record by paths`,
      json,
      'write one, as in {"bias": {"kind": "zeros", "options": {}}}',
    )
  return Object.fromEntries(
    Object.entries(json).flatMap(([path, one]) => {
      const read = reader.initializer(report, `${name} ${path}`, one)
      return read === undefined ? [] : [[path, read]]
    }),
  )
}

/** The rules of a tie: each a path, or one that is transposed. */
export const ties: Field<TieRules> = (report, name, json) => {
  const isTarget = (x: unknown): boolean =>
    isText(x) || (isPlain(x) && isText(x.transposed) && Object.keys(x).length === 1)
  return isPlain(json) && Object.values(json).every(isTarget)
    ? (json as TieRules) // as was checked
    : refuse(
        report,
        `${name} must be a record of paths`,
        json,
        'write one, as in {"b.weight": "a.weight"}',
      )
}
