// How a leaf begins: data { kind, options }, with the function that draws under a symbol.
import { demandFunction, type Fill, fail, fill, isFunction } from '../prelude/index.ts'
import type { Float, Sizes } from '../shape/index.ts'
import { showType } from '../shape/index.ts'
import { type AnyTensor, isTensor, type Key } from '../tensor/index.ts'
import { type Described, described } from '../tree/index.ts'
import { frozen } from './frozen.ts'

/** What is to be drawn. `fanIn` and `fanOut` are declared by the layer, for its bias too. */
export interface Leaf {
  readonly path: string
  readonly shape: Sizes
  readonly dtype: Float
  readonly fanIn: number
  readonly fanOut: number
}

/** Draws a leaf: a tensor of its shape and dtype. */
export type Initialize = (key: Key, leaf: Leaf) => AnyTensor

/** The data of an initializer: printable, comparable, and JSON knows it by its kind. */
export interface Initializer {
  readonly kind: string
  readonly options: Options
}

type Options = Readonly<Record<string, unknown>>

/** An initializer, or a bare function, which prints as `custom` and cannot be saved. */
export type InitializerLike = Initializer | Initialize

const draws: unique symbol = Symbol('draws')

/** An initializer of one's own, by its kind and options.
 *  @example initializer('mine', () => (key, leaf) => random.uniform(key, leaf.shape, { min: -10, max: 10 })) */
export const initializer = <O extends object | undefined = undefined>(
  kind: string,
  make: (options: O) => Initialize,
): Maker<O> => {
  demandFunction('initializer', 'make', make)
  const maker = (options: O): Initializer => {
    const kept = frozen(kind, options)
    return made(kind, { ...kept }, make(kept))
  }
  return Object.defineProperty(maker, 'kind', {
    value: kind,
    enumerable: true,
  }) as unknown as Maker<O> // its kind was added
}

/** Makes an initializer from options; `fromJson` knows it by its kind. */
export interface Maker<O = undefined> {
  (...options: undefined extends O ? [options?: O] : [options: O]): Initializer
  readonly kind: string
}

/** An initializer of this kind that draws so. */
export const made = (kind: string, options: Options, draw: Initialize): Initializer =>
  Object.freeze(
    Object.defineProperty({ kind, options: Object.freeze(options) }, draws, { value: draw }),
  )

/** The initializer, a bare function as one of kind `custom`.  Fails for anything else, by the name under which it was given,
 *  and for a maker that was not called. */
export const initializerOf = (
  like: unknown,
  where: string,
  name: string,
  or: '' | ' or false' = '',
): Initializer => {
  if (isFunction(like))
    return 'kind' in like
      ? fail(fill(uncalled, { kind: `${like.kind}` }))
      : made('custom', {}, like as Initialize) // of whatever it gives: each draw is checked
  return isInitializer(like)
    ? like
    : fail(fill(noInitializer, { where, name, or, x: described(like) }))
}

const uncalled = {
  where: '{kind}',
  must: 'must be called',
  was: 'passed as it is',
  do: 'write {kind}(…), with its options',
} as const

const noInitializer = {
  where: '{where}',
  must: '{name} must be an initializer{or}',
  was: '{x}',
  do: 'call its maker, as in normal()',
} as const

/** The sentence of {@link initializerOf}; never for what is an initializer. */
export type InitializerFault<X, Where, Name> = X extends InitializerLike
  ? never
  : X extends { readonly kind: infer K extends string } & ((...options: never) => Initializer)
    ? Fill<typeof uncalled, { kind: K }>
    : Fill<typeof noInitializer, { where: Where; name: Name; or: ''; x: Described<X> }>

/** Draws a leaf.  Fails where the initializer gives another shape or dtype. */
export const draw = (initializer: Initializer, key: Key, leaf: Leaf): AnyTensor => {
  const value: unknown = drawOf(initializer)(key, leaf)
  if (isTensor(value) && showType(value) === showType(leaf)) return value
  return fail({
    where: initializer.kind,
    must: `must give ${showType(leaf)} for '${leaf.path}'`,
    was: described(value),
    do: 'draw with the shape and dtype of the leaf',
  })
}

const drawOf = (initializer: Initializer): Initialize =>
  (initializer as unknown as { readonly [draws]: Initialize })[draws] // only `made` makes them

export const isInitializer = (x: unknown): x is Initializer =>
  typeof x === 'object' && x !== null && draws in x
