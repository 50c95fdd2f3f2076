// Options: one record, of names that are known, each held to what it may be. Declared once, for all that takes options.
import { fail, failAll } from './error.ts'
import type { Issue } from './issue.ts'
import { nearest, type Words } from './nearest.ts'
import { isFunction, isPlain, shown } from './shown.ts'
import { fill } from './template.ts'

/** What a number may be, in words. */
export const numbers = {
  number: 'a number',
  finite: 'a finite number',
  notNegative: 'finite and not negative',
  positive: 'positive and finite',
  share: 'from 0 to 1',
  fading: 'from 0 up to, not including, 1',
  count: 'a positive integer',
  index: 'an integer, 0 or more',
} as const
export type Numbers = typeof numbers
export type NumberKind = keyof Numbers

/** What to write in the place of a number that is none of the kind. */
export const examples = {
  number: 'write a number such as 0.5',
  finite: 'write a number such as 0.5',
  notNegative: 'write 0, or a number such as 0.5',
  positive: 'write a number such as 0.5',
  share: 'write a number such as 0.5',
  fading: 'write a number such as 0.9',
  count: 'write a number such as 2',
  index: 'write a number such as 0',
} as const
export type Examples = typeof examples

const holds: Readonly<Record<NumberKind, (x: number) => boolean>> = {
  number: () => true,
  finite: Number.isFinite,
  notNegative: (x) => x >= 0 && Number.isFinite(x),
  positive: (x) => x > 0 && Number.isFinite(x),
  share: (x) => x >= 0 && x <= 1,
  fading: (x) => x >= 0 && x < 1,
  count: (x) => Number.isInteger(x) && x > 0,
  index: (x) => Number.isInteger(x) && x >= 0,
}

/** Values that are no numbers. */
export interface Others {
  readonly what: string
  readonly holds: (x: unknown) => boolean
  readonly do: string
}

/** A number of that kind, one of some words, or what holds. */
export type Domain = NumberKind | Words | Others

export const aFunction: Others = {
  what: 'a function',
  holds: isFunction,
  do: 'pass the function, not what it gives',
}
export const aBoolean: Others = {
  what: 'true or false',
  holds: (x) => typeof x === 'boolean',
  do: 'write true, or leave it out',
}
export const aString: Others = {
  what: 'a string',
  holds: (x) => typeof x === 'string',
  do: 'write it in quotes',
}
/** What is looked at elsewhere. */
export const anything: Others = { what: 'anything', holds: () => true, do: 'leave it out' }

/** The domain of each option. */
export type Domains<O> = { readonly [K in keyof O]-?: Domain }

export const outside = {
  where: '{where}',
  must: '{name} must be {what}',
  was: '{x}',
  do: '{advice}',
} as const

const unnamed = {
  where: '{where}',
  must: 'options must be one record',
  was: '{x}',
  do: 'name them',
} as const

export const unknownOption = {
  where: '{where}',
  must: "must have no option '{name}'",
  was: 'with it',
  do: '{advice}',
} as const

export const missingOption = {
  where: '{where}',
  must: "must have the option '{name}'",
  was: 'without',
  do: 'give it',
} as const

/** The options that were given, none where nothing was.  Fails, with all that is wrong, for what is no record, and where an
 *  option is unknown, missing, or outside its domain. */
export const optionsOf = <O extends object>(
  where: string,
  declared: Domains<O>,
  given: unknown,
  needed: readonly (keyof O & string)[] = [],
  advice?: string,
): O => {
  if (given === undefined && needed.length === 0) return none as O // all of O is optional
  const options = given === undefined ? {} : given
  if (!isPlain(options)) return fail(fill(unnamed, { where, x: shown(given) }))
  if (areGood(declared, options, needed)) return options as O
  failAll([
    ...needed
      .filter((name) => options[name] === undefined)
      .map((name) => fill(missingOption, { where, name })),
    ...Object.entries(options).flatMap(([name, x]) =>
      Object.hasOwn(declared, name)
        ? (domainIssue(where, name, x, declared[name as keyof O]) ?? []) // one of its own
        : fill(unknownOption, { where, name, advice: advice ?? known(declared) }),
    ),
  ])
  return options as O // as was checked
}

const none: object = Object.freeze({})

/** Whether all is as declared, asked before anything is made to say what is not. */
const areGood = (
  declared: Readonly<Record<string, Domain>>,
  options: Readonly<Record<string, unknown>>,
  needed: readonly string[],
): boolean => {
  for (const name of needed) if (options[name] === undefined) return false
  for (const name of Object.keys(options)) {
    const domain = Object.hasOwn(declared, name) ? declared[name] : undefined
    const x = options[name]
    if (domain === undefined || (x !== undefined && !isOf(domain, x))) return false
  }
  return true
}

const isOf = (domain: Domain, x: unknown): boolean => {
  if (typeof domain === 'string') return typeof x === 'number' && holds[domain](x)
  return 'what' in domain ? domain.holds(x) : domain.some((word) => word === x)
}

const known = (declared: object): string => {
  const names = Object.keys(declared)
  return names.length === 0 ? 'leave it out' : `choose one of ${names.join(', ')}`
}

/** The number.  Fails where it is none of that kind. */
export const demandNumber = (where: string, name: string, x: unknown, of: NumberKind): number =>
  typeof x === 'number' && holds[of](x)
    ? x
    : fail(fill(outside, { where, name, what: numbers[of], x: shown(x), advice: insteadOf(of, x) }))

const domainIssue = (
  where: string,
  name: string,
  x: unknown,
  domain: Domain,
): Issue | undefined => {
  if (x === undefined || isOf(domain, x)) return undefined
  const advice = insteadOf(domain, x)
  return fill(outside, { where, name, what: whatIs(domain), x: shown(x), advice })
}

const isNumeral = (x: unknown): x is string =>
  typeof x === 'string' && x.trim() !== '' && !Number.isNaN(Number(x))

/** What to write in the place of what is no member of the domain. */
const insteadOf = (domain: Domain, x: unknown): string => {
  if (typeof domain === 'string')
    return isNumeral(x) && holds[domain](Number(x))
      ? `write ${x.trim()} without quotes`
      : examples[domain]
  return 'what' in domain ? domain.do : `write '${nearest(x, domain)}'`
}

/** What a member of the domain is, in words. */
const whatIs = (domain: Domain): string => {
  if (typeof domain === 'string') return numbers[domain]
  return 'what' in domain ? domain.what : `one of ${domain.join(', ')}`
}
