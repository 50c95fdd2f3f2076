// A spec from JSON, of known kinds alone. Everything that is wrong is said at once, by layer.
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import { attempt, type Issue } from '../../prelude/index.ts'
import type { Child } from '../children.ts'
import { type Initializer, isInitializer } from '../initializer.ts'
import { initializers } from '../initializers/registry.ts'
import { isSpec } from '../meaning.ts'
import type { AnySpec, Spec } from '../spec.ts'
import type { Field, Reader } from './fields.ts'
import { inside, isRecord, placeOf, type Report, refuse } from './json.ts'
import { childSegment, type Kind, kinds as layers } from './kinds.ts'

/** A layer of one's own, as `define` gives it, or the maker of an initializer, as `initializer` does. */
export type Definition = (options: never) => Spec | Initializer

export interface FromJsonOptions {
  /** What is known beside the layers and initializers of the library. */
  readonly kinds?: readonly Definition[]
  /** How many leaves the spec may have; as many as its layers may have unless a number is given. */
  readonly leaves?: number
}

/** The spec that `toJson` wrote, as a value or as its text.  The Left names everything that is wrong, by layer: unknown
 *  kinds, fields that are missing, unknown or of another form, layers that do not fit.
 *  @example fromJson({ espalier: 1, spec: { kind: 'relu' } }) // => { _tag: 'Right', right: relu } */
export const fromJson = (
  json: unknown,
  { kinds = [] }: FromJsonOptions = {},
): Either<NonEmptyArray<Issue>, AnySpec> => {
  const issues: Issue[] = []
  const defined = new Map(kinds.map((make) => [kindOf(make), make]))
  const report: Reading = { op: 'fromJson', path: '', issues, defined, depth: 0 }
  const file = typeof json === 'string' ? parsed(report, json) : json
  const spec = file === unread ? undefined : readFile(report, file)
  const [first, ...rest] = issues
  if (first !== undefined) return left([first, ...rest])
  return right(spec as AnySpec) // no issue: it was read
}

interface Reading extends Report {
  readonly defined: ReadonlyMap<string, Definition>
  readonly depth: number
}

const deepest = 64

/** The name that `define` and `initializer` leave on what they give. */
const kindOf = (make: Definition): string => String((make as { readonly kind?: unknown }).kind)

const unread = Symbol('unread')

const parsed = (report: Reading, text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    refuse(report, 'text must be JSON', text, 'pass what toJson wrote')
    return unread
  }
}

const readFile = (report: Reading, file: unknown): Spec | undefined => {
  if (!isRecord(file) || !('spec' in file))
    return refuse(report, 'must be a record with espalier and spec', file, 'pass what toJson wrote')
  if (file.espalier !== 1)
    return refuse(
      report,
      'espalier must be 1',
      file.espalier,
      'read it with the version that wrote it',
    )
  return readSpec(report, file.spec)
}

const readSpec = (report: Reading, json: unknown): Spec | undefined => {
  if (!isRecord(json) || typeof json.kind !== 'string')
    return refuse(report, 'must be a layer with a kind', json)
  if (report.depth > deepest)
    return refuse(report, `must be nested at most ${deepest} layers deep`, 'more', 'flatten it')
  const { kind, ...fields } = json
  const own = Object.hasOwn(layers, kind) ? layers[kind] : undefined
  if (own !== undefined) return readOwn(report, kind, own, fields)
  const make = report.defined.get(kind)
  return make === undefined
    ? refuse(report, 'kind must be a known one', kind, 'pass its definition in kinds')
    : readDefined(report, make, fields, isSpec, 'a layer')
}

type Fields = Readonly<Record<string, unknown>>

/** A layer of the library. */
const readOwn = (report: Reading, kind: string, own: Kind, fields: Fields): Spec | undefined => {
  const before = report.issues.length
  const { children: listed, ...plain } = fields
  const all: Readonly<Record<string, Field<unknown>>> = { ...own.required, ...own.optional }
  for (const name of Object.keys(own.required))
    if (!Object.hasOwn(plain, name)) refuse(report, `${name} must be given`, undefined)
  const surplus = Object.keys(own.children === 'none' ? fields : plain).filter(
    (name) => !Object.hasOwn(all, name),
  )
  for (const name of surplus)
    refuse(report, `must have no field '${name}'`, fields[name], 'remove it')
  const read = Object.entries(all).flatMap(([name, field]) =>
    Object.hasOwn(plain, name)
      ? [[name, field(report, name, plain[name], readerOf(report))] as const]
      : [],
  )
  const children =
    own.children === 'none' ? [] : readChildren(report, kind, own, listed, plain.names)
  return report.issues.length > before
    ? undefined
    : built(report, () => own.build(Object.fromEntries(read), children))
}

const readerOf = (report: Reading): Reader => ({
  initializer: (_, name, json) => readInitializer(report, name, json),
})

const readChildren = (
  report: Reading,
  kind: string,
  { children }: Kind,
  json: unknown,
  names: unknown,
): readonly Child[] => {
  const isPair = (x: unknown): x is readonly [string | null, unknown] =>
    Array.isArray(x) && x.length === 2 && (x[0] === null || typeof x[0] === 'string')
  if (!Array.isArray(json) || !json.every(isPair)) {
    refuse(report, 'children must be an array of [name or null, layer]', json)
    return []
  }
  if (children === 'one' && json.length !== 1)
    refuse(report, 'children must be one', `${json.length}`)
  return json.flatMap((pair: readonly [string | null, unknown], i): readonly Child[] => {
    const segment = childSegment(kind, names, pair, i)
    const below = { ...(segment === undefined ? report : inside(report, segment)) }
    const spec = readSpec({ ...report, ...below, depth: report.depth + 1 }, pair[1])
    return spec === undefined ? [] : [[pair[0], spec]]
  })
}

/** What a definition makes of its options, where that is of the right sort. */
const readDefined = <T>(
  report: Reading,
  make: Definition,
  { options, ...surplus }: Fields,
  isOf: (x: unknown) => x is T,
  sort: string,
): T | undefined => {
  const before = report.issues.length
  for (const name of Object.keys(surplus))
    refuse(report, `must have no field '${name}'`, surplus[name], 'remove it')
  if (!isRecord(options)) refuse(report, 'options must be a record', options)
  const read = untagged(report, options)
  if (report.issues.length > before) return undefined
  const made = built(report, () => make(read as never)) // the definition checks its options
  if (made === undefined || isOf(made)) return made
  return refuse(report, `kind must be that of ${sort}`, kindOf(make))
}

const readInitializer = (report: Reading, name: string, json: unknown): Initializer | undefined => {
  if (!isRecord(json) || typeof json.kind !== 'string')
    return refuse(report, `${name} must be an initializer with a kind`, json)
  const { kind, ...fields } = json
  const make: Definition | undefined = Object.hasOwn(initializers, kind)
    ? initializers[kind]
    : report.defined.get(kind)
  return make === undefined
    ? refuse(report, `${name} must be of a known kind`, kind, 'pass its definition in kinds')
    : readDefined(report, make, fields, isInitializer, 'an initializer')
}

/** Options, with layers and initializers in the place of their tags. */
const untagged = (report: Reading, json: unknown): unknown => {
  if (Array.isArray(json)) return json.map((item) => untagged(report, item))
  if (!isRecord(json)) return json
  if ('$spec' in json) return readSpec({ ...report, depth: report.depth + 1 }, json.$spec)
  if ('$initializer' in json) return readInitializer(report, 'option', json.$initializer)
  return Object.fromEntries(
    Object.entries(json).map(([name, item]) => [name, untagged(report, item)]),
  )
}

/** What a constructor makes; its mistakes are told at the place of the layer. */
const built = <T>(report: Reading, make: () => T): T | undefined => {
  const answer = attempt(make)
  if (!isLeft(answer)) return answer.right
  for (const issue of answer.left) {
    const [, child] = issue.where.match(/^layer (.*)$/s) ?? []
    const at = child === undefined ? report : inside(report, child)
    report.issues.push({ ...issue, where: placeOf(at) })
  }
  return undefined
}
