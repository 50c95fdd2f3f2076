// What layers are declared with.
import type { Sizes } from '../shape/index.ts'
import { type Initializer, initializerOf } from './initializer.ts'
import type { LeafPlan } from './layout.ts'

/** How many inputs and outputs an element of a weight has. */
export interface Fans {
  readonly fanIn: number
  readonly fanOut: number
}

/** A parameter, under its name; its role is that name unless another is given. */
export const leaf = (
  kind: string,
  name: string,
  shape: Sizes,
  fans: Fans,
  initializer: Initializer,
  role: string = name,
): readonly [name: string, LeafPlan] => [
  name,
  {
    node: 'leaf',
    kind,
    role,
    shape: Object.freeze([...shape]),
    ...fans,
    initializer,
    fixed: false,
  },
]

/** The fans of a weight [out, in, …kernel]: in and out, times the size of the kernel. A vector's are its length. */
export const fansOf = ([out = 1, ...rest]: Sizes): Fans => {
  const [inputs = out, ...kernel] = rest
  const field = kernel.reduce((product, n) => product * n, 1)
  return { fanIn: inputs * field, fanOut: out * field }
}

/** The initializer that a layer was given as the option of that name, if one was. */
export const given = (kind: string, name: string, like: unknown): Initializer | undefined =>
  like === undefined ? undefined : initializerOf(like, kind, name)

/** The same of an option that may be false. */
export const givenOrFalse = (
  kind: string,
  name: string,
  like: unknown,
): Initializer | false | undefined =>
  like === undefined || like === false ? like : initializerOf(like, kind, name, ' or false')

/** The fields that have a value. */
export const fieldsOf = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T // an absent field is undefined
