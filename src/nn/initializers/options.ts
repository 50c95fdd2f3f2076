// Options of initializers, declared by what each may be: held to it when an initializer is made, and by the types where
// they see a number.
import { EspalierError, type Fill, fail, fill, type Issue } from '../../prelude/index.ts'
import { type Initialize, type Initializer, initializer, isInitializer } from '../initializer.ts'
import type { None } from '../spec.ts'

/** What a number may be, in words. */
const numbers = {
  number: 'a number',
  finite: 'a finite number',
  notNegative: 'finite and not negative',
  positive: 'positive and finite',
  share: 'from 0 to 1',
  count: 'whole and positive',
} as const
type Numbers = typeof numbers

const holds: Readonly<Record<keyof Numbers, (x: number) => boolean>> = {
  number: () => true,
  finite: Number.isFinite,
  notNegative: (x) => x >= 0 && Number.isFinite(x),
  positive: (x) => x > 0 && Number.isFinite(x),
  share: (x) => x >= 0 && x <= 1,
  count: (x) => Number.isInteger(x) && x > 0,
}

/** Values that are no numbers. */
interface Others {
  readonly what: string
  readonly holds: (x: unknown) => boolean
}

/** A number of that kind, one of some words, or what holds. */
export type Domain = keyof Numbers | readonly string[] | Others

export const anInitializer: Others = { what: 'an initializer', holds: isInitializer }
export const aFunction: Others = { what: 'a function', holds: (x) => typeof x === 'function' }

/** The domain of each option. */
export type Domains<O> = { readonly [K in keyof O]-?: Domain }

const outside = { where: '{kind}', must: '{name} must be {what}', was: '{x}' } as const

const unnamed = {
  where: '{kind}',
  must: 'options must be one record',
  was: '{x}',
  do: 'name them',
} as const

const unknown = {
  where: '{kind}',
  must: "must have no option '{name}'",
  was: 'with it',
  do: 'correct its name, or leave it out',
} as const

const missing = {
  where: '{kind}',
  must: "must have the option '{name}'",
  was: 'without',
  do: 'give it',
} as const

/** Whether a literal number is outside a domain; false where only run time knows. */
type IsOutside<X, D> = X extends number
  ? number extends X
    ? false
    : D extends 'notNegative'
      ? IsNegative<X>
      : D extends 'positive'
        ? X extends 0
          ? true
          : IsNegative<X>
        : D extends 'share'
          ? X extends 0 | 1
            ? false
            : `${X}` extends `0.${string}` | `${number}e-${string}`
              ? IsNegative<X>
              : true
          : D extends 'count'
            ? X extends 0
              ? true
              : `${X}` extends `${string}.${string}`
                ? true
                : IsNegative<X>
            : false
  : false

type IsNegative<X extends number> = `${X}` extends `-${string}` ? true : false

type Faults<K, O, D, G> = {
  readonly [N in keyof G]-?: N extends keyof O
    ? N extends keyof D
      ? IsOutside<G[N], D[N]> extends true
        ? Fill<typeof outside, { kind: K; name: N; what: Numbers[D[N] & keyof Numbers]; x: G[N] }>
        : never
      : never
    : Fill<typeof unknown, { kind: K; name: N }>
}

/** The options that were given, or the sentence of one that is missing, or a sentence in the place of each that is wrong. */
type Given<K, O, D, G> = [Exclude<Needed<O>, keyof G>] extends [never]
  ? [Faults<K, O, D, G>[keyof G]] extends [never]
    ? G
    : NoInfer<{
        readonly [N in keyof G]: [Faults<K, O, D, G>[N]] extends [never]
          ? G[N]
          : Faults<K, O, D, G>[N]
      }>
  : Fill<typeof missing, { kind: K; name: Exclude<Needed<O>, keyof G> }>

/** The names of the options that must be given. */
type Needed<O> = { [N in keyof O]-?: None extends Pick<O, N> ? never : N }[keyof O]

interface FamilyOf<K extends string, O, D> {
  <const G extends Partial<O>>(options: Given<K, O, D, G>): Initializer
  readonly kind: K
}

interface OptionalFamilyOf<K extends string, O, D> {
  <const G extends O = O>(options?: Given<K, O, D, G>): Initializer
  readonly kind: K
}

/** Makes initializers of kind K from options O; D says where the types look at their numbers. */
export type Family<K extends string, O, D = None> = None extends O
  ? OptionalFamilyOf<K, O, D>
  : FamilyOf<K, O, D>

/** The initializers of a kind, by their options.  Fails, with all that is wrong, where an option is outside its domain,
 *  unknown, or missing. */
export const family = <K extends string, O extends object, D = None>(
  kind: K,
  declared: NoInfer<Domains<O>>,
  make: (options: O) => Initialize,
  needed: readonly (keyof O & string)[] = [],
): Family<K, O, D> =>
  initializer(kind, (given: O | undefined) =>
    make(checked(kind, declared, needed, given)),
  ) as unknown as Family<K, O, D> // the types check the same

/** The family of an initializer that has no options: always itself. */
export const alone = (one: Initializer): Family<string, None> =>
  Object.assign(
    (given?: None): Initializer => {
      checked(one.kind, {}, [], given)
      return one
    },
    { kind: one.kind },
  ) as Family<string, None> // likewise

const checked = <O extends object>(
  kind: string,
  declared: Domains<O>,
  needed: readonly (keyof O & string)[],
  given: O | undefined,
): O => {
  if (given !== undefined && (typeof given !== 'object' || given === null))
    return fail(fill(unnamed, { kind, x: shown(given) }))
  const options: Readonly<Record<string, unknown>> = { ...given }
  const [first, ...rest] = [
    ...needed
      .filter((name) => options[name] === undefined)
      .map((name) => fill(missing, { kind, name })),
    ...Object.entries(options).flatMap(([name, x]) => optionIssue(kind, declared, name, x)),
  ]
  if (first !== undefined) throw new EspalierError([first, ...rest])
  return options as O // as was checked
}

const optionIssue = <O>(
  kind: string,
  declared: Domains<O>,
  name: string,
  x: unknown,
): readonly Issue[] => {
  if (!Object.hasOwn(declared, name)) return [fill(unknown, { kind, name })]
  const domain: Domain = declared[name as keyof O] // one of its own
  if (x === undefined) return []
  const { what, has } = membersOf(domain)
  return has(x) ? [] : [fill(outside, { kind, name, what, x: shown(x) })]
}

const membersOf = (
  domain: Domain,
): { readonly what: string; readonly has: (x: unknown) => boolean } => {
  if (typeof domain === 'string')
    return { what: numbers[domain], has: (x) => typeof x === 'number' && holds[domain](x) }
  return 'what' in domain
    ? { what: domain.what, has: domain.holds }
    : { what: `one of ${domain.join(', ')}`, has: (x) => domain.some((word) => word === x) }
}

const shown = (x: unknown): string => {
  if (typeof x === 'string') return `'${x}'`
  return typeof x === 'object' && x !== null
    ? 'an object'
    : typeof x === 'function'
      ? 'a function'
      : String(x)
}
