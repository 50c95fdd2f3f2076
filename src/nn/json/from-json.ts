// A spec from JSON, of known kinds alone. Everything that is wrong is said at once, by layer.
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import {
  anything,
  attempt,
  brief,
  cut,
  EspalierError,
  fail,
  type Issue,
  isPlain,
  optionsOf,
  survey,
} from '../../prelude/index.ts'
import { isSize } from '../../shape/index.ts'
import { isRef } from '../../tree/index.ts'
import { type Child, nameIssues } from '../children.ts'
import { mostLayers } from '../containers/repeat.ts'
import { type Initializer, isInitializer } from '../initializer.ts'
import { initializers } from '../initializers/registry.ts'
import { visitPlan } from '../layout.ts'
import { isSpec, meaningOf } from '../meaning.ts'
import type { AnySpec, Spec } from '../spec.ts'
import type { Field, Reader } from './fields.ts'
import { inside, note, placeOf, type Report, refuse } from './json.ts'
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
 *  kinds, fields that are missing, unknown or of another form, names that stand twice, layers that do not fit, more layers
 *  than a machine holds: those are counted before any is made.  Fails for kinds that are no definitions, or have the name of another.
 *  @example fromJson({ espalier: 1, spec: { kind: 'relu' } }) // => { _tag: 'Right', right: relu } */
export const fromJson = (
  json: unknown,
  options?: FromJsonOptions,
): Either<NonEmptyArray<Issue>, AnySpec> => {
  const { kinds = [], leaves = Number.POSITIVE_INFINITY } = optionsOf<FromJsonOptions>(
    'fromJson',
    { kinds: anything, leaves: 'number' },
    options,
  )
  const issues: Issue[] = []
  const report: Reading = {
    op: 'fromJson',
    path: '',
    issues,
    defined: definedBy(kinds),
    depth: 0,
    levels: 0,
    times: 1,
    count: { layers: 0, leaves: 0, most: leaves, told: false },
  }
  const file = typeof json === 'string' ? parsed(report, json) : json
  const spec = file === unread ? undefined : readFile(report, file)
  const [first, ...rest] = issues
  if (first !== undefined) return left([first, ...rest])
  return right(spec as AnySpec) // no issue: it was read
}

interface Reading extends Report {
  readonly defined: ReadonlyMap<string, Definition>
  /** How many layers, and how many options within a layer, stand around. */
  readonly depth: number
  readonly levels: number
  /** How often the layer stands in the model: those around it may repeat it. */
  readonly times: number
  readonly count: Count
}

/** What was met so far, repeated layers counted each time; one for the whole file. */
interface Count {
  layers: number
  leaves: number
  readonly most: number
  /** Whether it was said that there are too many. */
  told: boolean
}

const deepest = 64

/** The definitions by their kinds.  Fails where one is none, or would be hidden by another. */
const definedBy = (kinds: readonly Definition[]): ReadonlyMap<string, Definition> => {
  const refused = (must: string, was: string, advice: string): never =>
    fail({ where: 'fromJson', must: `kinds must ${must}`, was, do: advice })
  if (!Array.isArray(kinds))
    return refused('be a list of definitions', brief(kinds), 'write kinds: [mine]')
  const defined = new Map<string, Definition>()
  for (const make of kinds) {
    const kind = kindOf(make)
    if (kind === undefined)
      return refused(
        'be made by define or initializer',
        brief(make),
        'give the function that they gave',
      )
    if (defined.has(kind)) return refused('have different names', `'${kind}' twice`, 'rename one')
    if (Object.hasOwn(layers, kind) || Object.hasOwn(initializers, kind))
      return refused('have names of their own', `'${kind}', which the library has`, 'rename it')
    defined.set(kind, make)
  }
  return defined
}

/** The name that `define` and `initializer` leave on what they give. */
const kindOf = (make: unknown): string | undefined =>
  typeof make === 'function' && 'kind' in make && typeof make.kind === 'string'
    ? make.kind
    : undefined

const unread = Symbol('unread')

const parsed = (report: Reading, text: string): unknown => {
  const written = 'pass what toJson wrote'
  try {
    const value: unknown = JSON.parse(text)
    const { repeated } = survey(text)
    for (const path of repeated)
      note(report, `'${cut(path.join('.'))}' must stand once`, 'twice', 'write it once')
    return repeated.length > 0 ? unread : value
  } catch {
    refuse(report, 'text must be JSON', text, written)
    return unread
  }
}

const readFile = (report: Reading, file: unknown): Spec | undefined => {
  if (!isPlain(file) || !('spec' in file))
    return refuse(report, 'must be a record with espalier and spec', file, 'pass what toJson wrote')
  const { espalier, spec, ...surplus } = file
  for (const name of Object.keys(surplus))
    refuse(report, `must have no field '${cut(name)}'`, surplus[name], 'remove it')
  if (espalier !== 1)
    return refuse(report, 'espalier must be 1', espalier, 'read it with the version that wrote it')
  return readSpec(report, spec)
}

const readSpec = (report: Reading, json: unknown): Spec | undefined => {
  if (!isPlain(json) || typeof json.kind !== 'string')
    return refuse(report, 'must be a layer with a kind', json, 'write {"kind": …}')
  if (report.depth > deepest)
    return note(report, `must be nested at most ${deepest} layers deep`, 'more', 'flatten it')
  const { kind, ...fields } = json
  const times = kind === 'repeat' && isSize(Number(fields.times)) ? Number(fields.times) : 1
  const { count } = report
  count.layers += report.times
  if (count.layers + (kind === 'repeat' ? report.times * times : 0) > mostLayers)
    return tooMany(report, `${mostLayers} layers`)
  const own = Object.hasOwn(layers, kind) ? layers[kind] : undefined
  if (own !== undefined)
    return counted(
      report,
      own.children,
      readOwn({ ...report, times: report.times * times }, kind, own, fields),
    )
  const make = report.defined.get(kind)
  return make === undefined
    ? refuse(report, 'kind must be a known one', kind, 'pass its definition in kinds')
    : counted(report, 'none', readDefined(report, make, fields, isSpec, 'a layer'))
}

/** Says once that there is more of something than there may be. */
const tooMany = (report: Reading, most: string): undefined => {
  if (report.count.told) return undefined
  report.count.told = true
  return note(
    report,
    `must have at most ${most} in all, repeated ones counted each time`,
    'more',
    'make it smaller',
  )
}

/** The spec, where the leaves of those that have no children are not yet too many. */
const counted = (
  report: Reading,
  children: Kind['children'],
  spec: Spec | undefined,
): Spec | undefined => {
  const { count, levels, times } = report
  if (spec === undefined || children !== 'none' || levels > 0) return spec // what stands in options is counted with its layer
  visitPlan(meaningOf(spec).plan, (node) => {
    if (!isRef(node)) count.leaves += times
  })
  return count.leaves > count.most ? tooMany(report, `${count.most} leaves`) : spec
}

type Fields = Readonly<Record<string, unknown>>

/** A layer of the library. */
const readOwn = (report: Reading, kind: string, own: Kind, fields: Fields): Spec | undefined => {
  const before = report.issues.length
  const { children: listed, ...plain } = fields
  const all: Readonly<Record<string, Field<unknown>>> = { ...own.required, ...own.optional }
  for (const name of Object.keys(own.required))
    if (!Object.hasOwn(plain, name)) refuse(report, `${name} must be given`, undefined, 'add it')
  const surplus = Object.keys(own.children === 'none' ? fields : plain).filter(
    (name) => !Object.hasOwn(all, name),
  )
  for (const name of surplus)
    refuse(report, `must have no field '${cut(name)}'`, fields[name], 'remove it')
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
  { children, child }: Kind,
  json: unknown,
  names: unknown,
): readonly Child[] => {
  const isPair = (x: unknown): x is readonly [string | null, unknown] =>
    Array.isArray(x) && x.length === 2 && (x[0] === null || typeof x[0] === 'string')
  if (!Array.isArray(json) || !json.every(isPair)) {
    refuse(
      report,
      'children must be an array of [name or null, layer]',
      json,
      'write one, as in [[null, {"kind": "relu"}]]',
    )
    return []
  }
  if (children === 'one' && json.length !== 1)
    refuse(report, 'children must be one', json.length, 'write one')
  else if (children === 'one' && json[0]?.[0] !== child)
    refuse(report, 'its child must have no name of its own', json[0]?.[0], `write ${brief(child)}`)
  if (children === 'many') {
    const names = json.flatMap(([name]) => (name === null && kind !== 'struct' ? [] : [name ?? '']))
    report.issues.push(
      ...nameIssues(kind, names).map((issue) => ({ ...issue, where: placeOf(report) })),
    )
  }
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
    refuse(report, `must have no field '${cut(name)}'`, surplus[name], 'remove it')
  if (!isPlain(options)) refuse(report, 'options must be a record', options, 'write {} for none')
  const read = untagged(report, options)
  if (report.issues.length > before) return undefined
  const made = built(report, () => tried(report, () => make(read as never))) // the definition checks its options
  if (made === undefined || isOf(made)) return made
  return refuse(report, `kind must be that of ${sort}`, kindOf(make), `name ${sort}`)
}

const readInitializer = (report: Reading, name: string, json: unknown): Initializer | undefined => {
  if (!isPlain(json) || typeof json.kind !== 'string')
    return refuse(
      report,
      `${name} must be an initializer with a kind`,
      json,
      'write {"kind": …, "options": {…}}',
    )
  const { kind, ...fields } = json
  const make: Definition | undefined = Object.hasOwn(initializers, kind)
    ? initializers[kind]
    : report.defined.get(kind)
  return make === undefined
    ? refuse(report, `${name} must be of a known kind`, kind, 'pass its definition in kinds')
    : readDefined(report, make, fields, isInitializer, 'an initializer')
}

/** Options, with layers and initializers in the place of their tags. */
const untagged = (around: Reading, json: unknown): unknown => {
  const report = { ...around, levels: around.levels + 1 }
  if (report.levels > deepest)
    return note(report, `options must be nested at most ${deepest} deep`, 'more', 'flatten them')
  if (Array.isArray(json)) return json.map((item) => untagged(report, item))
  if (!isPlain(json)) return json
  const tag = ['$spec', '$initializer'].find((name) => Object.hasOwn(json, name))
  if (tag !== undefined && Object.keys(json).length > 1)
    return refuse(report, `an option with ${tag} must have nothing else`, json, 'remove the rest')
  if (tag === '$spec') return readSpec({ ...report, depth: report.depth + 1 }, json.$spec)
  if (tag === '$initializer') return readInitializer(report, 'option', json.$initializer)
  return Object.fromEntries(
    Object.entries(json).map(([name, item]) => [name, untagged(report, item)]),
  )
}

/** What a definition of the user's gives; an error of its own is a mistake in the options that stand in the file. */
const tried = <T>(report: Reading, make: () => T): T | undefined => {
  try {
    return make()
  } catch (error) {
    if (error instanceof EspalierError) throw error
    return note(
      report,
      'options must be those of its definition',
      cut(String(error)),
      'correct them',
    )
  }
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
