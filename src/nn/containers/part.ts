// What a layer of one's own is made of: parameters, constants, state, and layers.
import { aString, type Domains, demandNumber, optionsOf } from '../../prelude/index.ts'
import { demandList, type Shape, type Sizes } from '../../shape/index.ts'
import type { Tensor } from '../../tensor/index.ts'
import type { Constant } from '../../tree/index.ts'
import { type Initializer, type InitializerLike, initializerOf } from '../initializer.ts'
import { torchUniform } from '../initializers/kaiming.ts'
import { type Fans, fansOf } from '../parts.ts'
import { demandSizes } from '../sizes.ts'
import type { IsEmpty, Par, Spec, Sta, TreeOf } from '../spec.ts'

/** A parameter of this shape. */
export interface ParamPart<S extends Shape> {
  readonly part: 'param'
  readonly shape: S
  readonly initializer: Initializer
  readonly role?: string
  readonly fanIn: number
  readonly fanOut: number
}

/** A constant of this shape: drawn once, never trained. */
export interface FixedPart<S extends Shape> {
  readonly part: 'fixed'
  readonly shape: S
  readonly initializer: Initializer
  readonly fanIn: number
  readonly fanOut: number
}

/** One leaf of the state. */
export interface StatePart<S extends Shape> {
  readonly part: 'state'
  readonly shape: S
  readonly initial: number
}

export interface ParamOptions extends Partial<Fans> {
  /** What it is to the layer, for predicates; its name unless given. */
  readonly role?: string
}

const paramDomains: Domains<ParamOptions> = {
  role: aString,
  fanIn: 'notNegative',
  fanOut: 'notNegative',
}

/** The sizes of a shape by their axes, for messages. */
const axesOf = (part: string, shape: Sizes): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Array.from(demandList(part, shape), (n, axis) => [`size ${axis}`, n]))

const drawnPart = <P extends 'param' | 'fixed', S extends Sizes>(
  part: P,
  shape: S,
  initializer: InitializerLike,
  options: ParamOptions,
): { readonly part: P; readonly shape: S } & Omit<ParamPart<S>, 'part' | 'shape'> => {
  const { role, ...fans } = optionsOf<ParamOptions>(part, paramDomains, options)
  demandSizes(part, axesOf(part, shape))
  return Object.freeze({
    part,
    shape: Object.freeze([...shape]) as unknown as S, // the same sizes
    initializer: initializerOf(initializer, part, 'what it begins as'),
    ...fansOf(shape),
    ...fans,
    ...(role === undefined ? {} : { role }),
  })
}

/** A parameter among the parts of a layer: U(±1/√fanIn) unless an initializer is given. A weight is [out, in, …kernel].
 *  @example param([3, 8]).fanIn // => 8 */
export const param = <const S extends Sizes>(
  shape: S,
  initializer: InitializerLike = torchUniform,
  options: ParamOptions = {},
): ParamPart<S> => drawnPart('param', shape, initializer, options)

/** A constant among the parts of a layer: drawn by `init` from the key of its path, then never trained.
 *  @example fixed([20, 20], uniform()).part // => 'fixed' */
export const fixed = <const S extends Sizes>(
  shape: S,
  initializer: InitializerLike,
): FixedPart<S> => drawnPart('fixed', shape, initializer, {})

/** A leaf of the state of a layer, which training carries on; zeros before it unless another number is given. */
export const state = <const S extends Sizes>(shape: S, initial = 0): StatePart<S> => {
  demandSizes('state', axesOf('state', shape))
  demandNumber('state', 'what it begins as', initial, 'number')
  return Object.freeze({
    part: 'state',
    shape: Object.freeze([...shape]) as unknown as S, // the same sizes
    initial,
  })
}

type Tuple<S> = S extends readonly unknown[] ? { -readonly [I in keyof S]: S[I] } : never

type Declared<P, D> =
  P extends ParamPart<infer S>
    ? Tensor<Tuple<S>, D>
    : P extends FixedPart<infer S>
      ? Constant<Tuple<S>, D>
      : TreeOf<P, typeof Par, D>

/** The tree of parameters of some parts. */
export type PartsTree<P, D> = {
  readonly [K in keyof P as IsEmpty<Declared<P[K], D>> extends true ? never : K]: Declared<P[K], D>
}

/** What a layer's function is given: tensors, and the trees of its layers. */
export type PartsGiven<P> = {
  readonly [K in keyof P]: P[K] extends ParamPart<infer S> | FixedPart<infer S>
    ? Tensor<Tuple<S>>
    : TreeOf<P[K], typeof Par, 'f32'>
}

/** The state of a layer: its own, and that of its layers. */
export type StateTree<P, T, D> = {
  readonly [K in keyof T | StatefulIn<P, D>]: K extends keyof T
    ? T[K] extends StatePart<infer S>
      ? Tensor<Tuple<S>, D>
      : never
    : K extends keyof P
      ? TreeOf<P[K], typeof Sta, D>
      : never
}

type StatefulIn<P, D> = {
  [K in keyof P]: P[K] extends Spec
    ? IsEmpty<TreeOf<P[K], typeof Sta, D>> extends true
      ? never
      : K
    : never
}[keyof P]

/** The layers among some parts. */
export type LayersIn<P> = { readonly [K in keyof P as P[K] extends Spec ? K : never]: P[K] }
