// The rule of a layer of one's own: which shapes it maps, what it is made of, and its function.
import type { Fill } from '../../prelude/index.ts'
import type { DType, ShowShape } from '../../shape/index.ts'
import type { Key, Tensor } from '../../tensor/index.ts'
import type { DimsEq, ShapeOr } from '../dims.ts'
import type { Fitting, Pattern, ShowPattern } from '../pattern.ts'
import type { IsEmpty, None, Rnd, Spec, Taking } from '../spec.ts'
import type { wrong } from './defined.ts'
import type { LayersIn, PartsGiven, StateTree } from './part.ts'

/** What `layer` declares; `define` gives it a name. */
export interface Rule<A, B, P, T = None, R extends boolean = false, K extends Taking = 'float'> {
  readonly from: A
  readonly to: B
  readonly parts: P
  readonly state: T
  readonly random: R
  readonly takes: K
  readonly apply: (parts: never, x: never, context: never) => unknown
}

export type AnyRule = Rule<unknown, unknown, unknown, unknown, boolean, Taking>

/** Whether a layer draws: itself, or one of its layers. */
export type Draws<P, R> = R extends true
  ? true
  : true extends {
        [K in keyof LayersIn<P>]: P[K] extends Spec ? P[K][typeof Rnd] : false
      }[keyof LayersIn<P>]
    ? true
    : false

/** What a layer's function is told beside its parts and input: its state and key where it has them; no key outside training. */
export type LayerContext<P, T, R> = {
  readonly training: boolean
} & (IsEmpty<StateTree<P, T, 'f32'>> extends true
  ? None
  : { readonly state: StateTree<P, T, 'f32'> }) &
  (Draws<P, R> extends true ? { readonly key: Key | undefined } : None)

type DtypeOf<K> = K extends 'integer' ? 'i32' | 'u32' : K extends 'any' ? DType : 'f32'

type Output<Y, B> =
  Y extends Tensor<infer S, unknown>
    ? DimsEq<S, Fitting<B>> extends false
      ? Fill<typeof wrong, { place: 'layer'; to: ShowPattern<B>; shape: ShowShape<S> }>
      : Y
    : Y extends readonly [infer Z, infer T]
      ? readonly [Output<Z, B>, T]
      : Y

/** Declares a layer: the shapes it maps, its parts, and its function, which gives y, or [y, state] where there is state. */
export const layer = <
  const A extends Pattern,
  const B extends Pattern | [],
  const P,
  Y,
  const T = None,
  const R extends boolean = false,
  const K extends Taking = 'float',
>(rule: {
  readonly from: A
  readonly to: B
  readonly parts: P
  readonly state?: T
  readonly random?: R
  readonly takes?: K
  readonly apply: (
    parts: PartsGiven<NoInfer<P>>,
    x: Tensor<ShapeOr<Fitting<NoInfer<A>>>, DtypeOf<NoInfer<K>>>,
    context: LayerContext<NoInfer<P>, NoInfer<T>, NoInfer<R>>,
  ) => Output<Y, NoInfer<B>>
}): Rule<A, B, P, T, R, K> =>
  Object.freeze({ state: {}, random: false, takes: 'float', ...rule }) as never // the defaults are those of T, R and K
