// What a model is: an immutable plain value { kind, …options, children }. What it means stands under a symbol; what it
// makes of a shape, and the tree of its parameters, are types over `this`, so that users add layers the same way.
import type { Float } from '../shape/index.ts'
import type { AnyTensor } from '../tensor/index.ts'
import type { AnyConstant, AnyRef } from '../tree/index.ts'

declare const In: unique symbol
declare const Out: unique symbol
declare const Par: unique symbol
declare const Sta: unique symbol
declare const Dt: unique symbol
declare const Rnd: unique symbol
declare const Takes: unique symbol
declare const Kids: unique symbol

export type { Dt, In, Kids, Out, Par, Rnd, Sta, Takes }

/** A model, or a part of one. The symbols stand in types alone. */
export interface Spec {
  readonly kind: string
  /** The shape of the input; `unknown` here, or results would be intersections. */
  readonly [In]: unknown
  /** The dtype of the parameters. */
  readonly [Dt]: unknown
  /** The shape of the output, written over `this[In]`; the sentence of a mistake, without its place. */
  readonly [Out]: unknown
  /** The tree of parameters, written over `this[Dt]`. */
  readonly [Par]: unknown
  /** The tree of the state. */
  readonly [Sta]: unknown
  /** Whether it draws when it is trained. */
  readonly [Rnd]: boolean
  /** What inputs it takes. */
  readonly [Takes]: unknown
  /** Its children by their names, for references. */
  readonly [Kids]: unknown
}

/** What inputs a layer takes: those of the parameters' dtype, integers, or any. */
export type Taking = 'float' | 'integer' | 'any'

/** A tree without leaves. */
export type None = Record<never, never>

/** A layer without state or randomness. */
export interface Pure extends Spec {
  readonly [Sta]: None
  readonly [Rnd]: false
  readonly [Kids]: None
}

/** A tree of tensors whose names are known only at run time. */
export type Tree = AnyTensor | AnyRef | AnyConstant | { readonly [name: string]: Tree }

/** A spec known only at run time: read from a file, or made of an array of layers. */
export interface AnySpec extends Spec {
  readonly [Out]: number[]
  readonly [Par]: { readonly [name: string]: Tree }
  readonly [Sta]: { readonly [name: string]: Tree }
  readonly [Takes]: 'any'
  readonly [Kids]: None
}

/** What a constructor gives for a mistake, so that it is said once. */
export interface Invalid extends Pure {
  readonly kind: 'invalid'
  readonly [Out]: number[]
  readonly [Par]: None
  readonly [Takes]: 'any'
}

/** The shape of the input of a layer: for use in its [Out]. */
export type Arg<S extends Spec> = S[typeof In]

/** The shape that a spec makes of another, or the sentence of a mistake. */
export type Apply<L extends Spec, S> = (L & { readonly [In]: S })[typeof Out]

/** The parameters of a spec in what may be no float. */
export type ParamsIn<L extends Spec, D> = (L & { readonly [Dt]: D })[typeof Par]

/** The parameters of a spec.  `Params<typeof net>`, `Params<typeof net, 'f64'>`. */
export type Params<L extends Spec, D extends Float = 'f32'> = ParamsIn<L, D>

/** The state of a spec. */
export type State<L extends Spec, D extends Float = 'f32'> = (L & {
  readonly [Dt]: D
})[typeof Sta]

/** The parameters or the state of what may be no spec. */
export type TreeOf<S, F extends typeof Par | typeof Sta, D> = S extends Spec
  ? (S & { readonly [Dt]: D })[F]
  : never

/** The type written out, for the editor. */
export type Shown<T> = T extends infer O ? { readonly [K in keyof O]: O[K] } : never

/** Whether a tree certainly has no leaves. */
export type IsEmpty<T> = None extends T ? (string extends keyof T ? false : true) : false
