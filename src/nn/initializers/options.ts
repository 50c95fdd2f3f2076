// Options of initializers, declared by what each may be: held to it when an initializer is made, and by the types where
// they see a number.
import {
  type Domains,
  type Examples,
  type Fill,
  type missingOption,
  type Numbers,
  type Others,
  optionsOf,
  type outside,
  type unknownOption,
} from '../../prelude/index.ts'
import { type Initialize, type Initializer, initializer, isInitializer } from '../initializer.ts'
import type { None } from '../spec.ts'

export const anInitializer: Others = {
  what: 'an initializer',
  holds: isInitializer,
  do: 'write zeros, normal() or another',
}

const advice = 'correct its name, or leave it out'

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
        ? Fill<
            typeof outside,
            {
              where: K
              name: N
              what: Numbers[D[N] & keyof Numbers]
              x: G[N]
              advice: Examples[D[N] & keyof Examples]
            }
          >
        : never
      : never
    : Fill<typeof unknownOption, { where: K; name: N; advice: typeof advice }>
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
  : Fill<typeof missingOption, { where: K; name: Exclude<Needed<O>, keyof G> }>

/** The names of the options that must be given. */
type Needed<O> = { [N in keyof O]-?: None extends Pick<O, N> ? never : N }[keyof O]

/** Makes initializers of kind K; some of its options must be given. */
export interface FamilyOf<K extends string, O, D> {
  <const G extends Partial<O>>(options: Given<K, O, D, G>): Initializer
  readonly kind: K
}

/** Makes initializers of kind K; all of its options may be left out. */
export interface OptionalFamilyOf<K extends string, O, D> {
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
    make(optionsOf(kind, declared, given, needed, advice)),
  ) as unknown as Family<K, O, D> // the types check the same

/** The family of an initializer that has no options: always itself. */
export const alone = (one: Initializer): Family<string, None> =>
  Object.assign(
    (given?: None): Initializer => {
      optionsOf(one.kind, {}, given, [], advice)
      return one
    },
    { kind: one.kind },
  ) as Family<string, None> // likewise
