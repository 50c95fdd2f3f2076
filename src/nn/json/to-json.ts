// A spec as JSON: { "espalier": 1, "spec": { "kind": …, … } }, its children an array of [name or null, spec].
// Among options, layers and initializers stand under a tag: $spec, $initializer.
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import { type Issue, isPlain } from '../../prelude/index.ts'
import type { Child } from '../children.ts'
import { type Initializer, isInitializer } from '../initializer.ts'
import { isSpec, meaningOf } from '../meaning.ts'
import type { Spec } from '../spec.ts'
import { inside, type Json, type JsonRecord, type Report, refuse } from './json.ts'
import { childSegment } from './kinds.ts'

/** A spec as it is written to files, with the version of the format. */
export interface SpecJson extends JsonRecord {
  readonly espalier: 1
  readonly spec: JsonRecord
}

/** The spec as JSON.  The Left names, by layer, all that JSON cannot say: functions without a kind, numbers that are not
 *  finite. `fromJson` reads it again.
 *  @example toJson(relu) // => { _tag: 'Right', right: { espalier: 1, spec: { kind: 'relu' } } } */
export const toJson = (spec: Spec): Either<NonEmptyArray<Issue>, SpecJson> => {
  meaningOf(spec, 'toJson')
  const issues: Issue[] = []
  const json = specJson({ op: 'toJson', path: '', issues }, spec)
  const [first, ...rest] = issues
  return first === undefined ? right({ espalier: 1, spec: json }) : left([first, ...rest])
}

const specJson = (report: Report, spec: Spec): JsonRecord => {
  const fields: Readonly<Record<string, unknown>> = { ...spec }
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (name === 'children') return [name, childrenJson(report, fields)]
      if (isInitializer(value)) return [name, initializerJson(report, name, value)]
      if (name === 'initializers') return [name, byPathJson(report, name, value)]
      return [name, plainJson(report, name, value, name === 'options')]
    }),
  )
}

const childrenJson = (report: Report, fields: Readonly<Record<string, unknown>>): Json =>
  (fields.children as readonly Child[]).map((child, i) => {
    const segment = childSegment(String(fields.kind), fields.names, child, i)
    return [child[0], specJson(segment === undefined ? report : inside(report, segment), child[1])]
  })

const initializerJson = (report: Report, name: string, { kind, options }: Initializer): Json => {
  if (kind === 'custom')
    refuse(
      report,
      `${name} must be an initializer that has a kind`,
      plain,
      'make it with initializer',
    )
  return { kind, options: plainJson(report, `${name} ${kind}`, options, true) }
}

/** The initializers that a spec keeps, each by the path of its leaf. */
const byPathJson = (report: Report, name: string, value: unknown): Json =>
  Object.fromEntries(
    Object.entries(value as Readonly<Record<string, Initializer>>).map(([path, one]) => [
      path,
      initializerJson(report, `${name} ${path}`, one), // so initialized keeps them
    ]),
  )

/** A bare function, for messages. */
const plain = (): void => undefined

/** A value as it is; with tags where layers and initializers may be among others. */
const plainJson = (report: Report, name: string, value: unknown, tagged: boolean): Json => {
  if (isSpec(value)) return { $spec: specJson(report, value) }
  if (isInitializer(value)) return { $initializer: initializerJson(report, name, value) }
  if (Array.isArray(value))
    return value.map((item, i) => plainJson(report, `${name} ${i}`, item, tagged))
  if (isPlain(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        if (tagged && key.startsWith('$'))
          refuse(report, `${name} must have no name that begins with $`, key, 'rename it')
        return [key, plainJson(report, `${name} ${key}`, item, tagged)]
      }),
    )
  if (typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0)) return value
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
  return (
    refuse(
      report,
      `${name} must be what JSON can say`,
      value,
      'write finite numbers, texts, lists and records',
    ) ?? null
  )
}
