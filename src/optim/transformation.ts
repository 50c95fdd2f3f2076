// What an optimizer is: a pure transformation of gradients to updates, with a state whose type follows from the parameters'.
// Updates are added to the parameters; the design is optax's.  Babuschkin et al., The DeepMind JAX Ecosystem, 2020.
import { fail, type Issue } from '../prelude/index.ts'
import type { Box } from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import type { KeptFault } from '../tree/index.ts'

declare const parameters: unique symbol
declare const state: unique symbol
declare const kind: unique symbol

/** A type-level function from the type of parameters to the type of a state: what distinguishes one optimizer from another. */
export interface Transformation {
  readonly [parameters]: unknown
  readonly [state]: unknown
}

/** The state of an optimizer for parameters of type P. */
export type StateOf<T extends Transformation, P> = (T & {
  readonly [parameters]: P
})[typeof state]

/** Keeps nothing. */
export interface Stateless extends Transformation {
  readonly [state]: Nothing
}
export type Nothing = { readonly [K in never]: unknown }

/** Keeps the number of updates made so far. */
export interface Counting extends Transformation {
  readonly [state]: { readonly count: Tensor<[], 'i32'> }
}

/** Keeps the number of updates made so far, and in each slot a tensor for every parameter. */
export interface Leafwise<S extends string> extends Transformation {
  readonly [state]: Slots<S, this[typeof parameters]>
}
export type Slots<S extends string, P> = {
  readonly [K in 'count' | S]: K extends 'count' ? Tensor<[], 'i32'> : P
}

/** Keeps what each of several optimizers keeps. */
export interface Chain<Ts extends readonly Transformation[]> extends Transformation {
  readonly [state]: States<Ts, this[typeof parameters]>
}
export type States<Ts extends readonly Transformation[], P> = {
  readonly [I in keyof Ts]: StateOf<Ts[I], P>
}

/** A pair of pure functions. `update` gives what is to be added to the parameters, and the next state. */
export interface Optimizer<T extends Transformation = Transformation> {
  readonly [kind]: T
  init<P>(params: P): StateOf<T, P>
  update<P, G, S>(
    grads: Like<G, P, 'update', 'grads'>,
    state: Like<S, StateOf<T, P>, 'update', 'state'>,
    params: P,
  ): readonly [P, StateOf<T, P>]
}

/** The type of an argument that must have the structure and types of another: what was passed, or the sentence of the leaf where
 *  it differs. */
export type Like<G, P, Where extends string, Name extends string> =
  Box<G> extends Box<P> ? G : Unlike<KeptFault<G, P, Where, Name>, Where, Name>

type Unlike<Fault, Where extends string, Name extends string> =
  IsOne<Fault> extends true
    ? Fault
    : `${Where}: '${Name}' must be a tree like the ${Name extends 'state' ? 'state that init gave' : 'parameters'} (was another); take it from the same model`

/** The issue of a state that is not this optimizer's: word for word what {@link Like} says. */
export const foreign = (place: string): Issue => ({
  where: 'update',
  must: `'${place}' must be a tree like the state that init gave`,
  was: 'another',
  do: 'take it from the same model',
})

type IsOne<T, U = T> = [T] extends [never]
  ? false
  : T extends unknown
    ? [U] extends [T]
      ? true
      : false
    : never

/** An optimizer as it computes: on trees whose structure it checks. `place` is where the state stands, for messages. */
export interface Rule {
  readonly init: (params: unknown) => unknown
  readonly update: (
    grads: unknown,
    state: unknown,
    params: unknown,
    place: string,
  ) => readonly [updates: unknown, state: unknown]
}

/** The rule under its type: it keeps what T says, which `test/optim/laws.test.ts` holds for all optimizers. */
export const optimizer = <T extends Transformation>({ init, update }: Rule): Optimizer<T> =>
  Object.freeze({
    init,
    update: (grads: unknown, state: unknown, params: unknown, place = 'state') =>
      update(grads, state, params ?? fail(paramless), place),
  }) as unknown as Optimizer<T>

const paramless = {
  where: 'update',
  must: 'params must be given',
  was: 'nothing',
  do: 'pass the parameters after the state',
} as const

/** An optimizer as it computes. */
export const ruleOf = (made: Optimizer): Rule => made as unknown as Rule // only `optimizer` makes them
