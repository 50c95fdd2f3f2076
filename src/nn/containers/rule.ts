// The rule of a layer of one's own: which shapes it maps, what it is made of, and its function.
import type { Fill } from '../../prelude/index.ts'
import type { DType, Shape, ShowType } from '../../shape/index.ts'
import type { Key, Tensor } from '../../tensor/index.ts'
import type { Described, NameFault } from '../../tree/index.ts'
import type { Alien } from '../check.ts'
import type { DimsEq, ShapeOr } from '../dims.ts'
import type { Fitting, Pattern, ShowPattern } from '../pattern.ts'
import type { IsEmpty, None, Rnd, Spec, Taking } from '../spec.ts'
import { demandRule, type makes, type misplaced, type noPart, type wrong } from './defined.ts'
import type { FixedPart, LayersIn, ParamPart, PartsGiven, StateTree } from './part.ts'
import type { RefLayer } from './ref.ts'

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

/** What the function of a layer with state St gives, or what is wrong with that. */
type Output<Y, B, St> =
  Y extends Tensor<infer S, infer D>
    ? DimsEq<S, Fitting<B>> extends false
      ? Wrong<B, ShowType<S, D>>
      : Y
    : Y extends readonly [infer Z, infer T]
      ? IsEmpty<St> extends true
        ? Wrong<B, Described<Y>>
        : readonly [Output<Z, B, None>, T extends St ? T : Alien<'layer', 'state', 'initState'>]
      : unknown extends Y
        ? Y // another mistake is said
        : Wrong<B, Described<Y>>
type Wrong<B, Was> = Fill<typeof wrong, { place: 'layer'; to: ShowPattern<B>; shape: Was & string }>

/** The parts, or a sentence in the place of each that is none, or has no good name. */
type Parts<P> = [PartFault<P, keyof P>] extends [never]
  ? P
  : { readonly [K in keyof P]: [PartFault<P, K>] extends [never] ? P[K] : PartFault<P, K> }
type PartFault<P, K extends keyof P> = K extends unknown
  ? [NameFault<'layer', `${K & string}`>] extends [never]
    ? P[K] extends ParamPart<Shape> | FixedPart<Shape> | Spec
      ? P[K] extends RefLayer<string>
        ? Fill<
            typeof noPart,
            { kind: 'layer'; name: K; was: 'a ref'; advice: (typeof makes)['ref'] }
          >
        : never
      : Fill<
          typeof noPart,
          { kind: 'layer'; name: K; was: Described<P[K]>; advice: (typeof makes)['other'] }
        >
    : NameFault<'layer', `${K & string}`>
  : never

/** The pattern of the input, or what is wrong with where it is open. */
type From<A, B> =
  IsMisplaced<A, B> extends true
    ? Fill<typeof misplaced, { kind: 'layer'; from: ShowPattern<A>; to: ShowPattern<B> }>
    : A
type IsMisplaced<A, B> = true extends IsOpenAfter<A> | IsOpenAfter<B>
  ? true
  : IsOpenFirst<B> extends true
    ? IsOpenFirst<A> extends true
      ? false
      : true
    : false
type IsOpenFirst<A> = A extends readonly ['...', ...unknown[]] ? true : false
type IsOpenAfter<A> = A extends readonly [unknown, ...infer Rest]
  ? [Rest[number] & '...'] extends [never] // decided for type parameters too, which are sizes
    ? false
    : true
  : false

/** Declares a layer: the shapes it maps, its parts, and its function, which gives y, or [y, state] where there is state. */
export const layer = <
  const A extends Pattern,
  const B extends Pattern | [],
  const P,
  const Y,
  const T = None,
  const R extends boolean = false,
  const K extends Taking = 'float',
>(rule: {
  readonly from: From<A, B>
  readonly to: B
  readonly parts: Parts<P>
  readonly state?: T
  readonly random?: R
  readonly takes?: K
  readonly apply: (
    parts: PartsGiven<NoInfer<P>>,
    x: Tensor<ShapeOr<Fitting<NoInfer<A>>>, DtypeOf<NoInfer<K>>>,
    context: LayerContext<NoInfer<P>, NoInfer<T>, NoInfer<R>>,
  ) => Output<Y, NoInfer<B>, StateTree<NoInfer<P>, NoInfer<T>, 'f32'>>
}): Rule<A, B, P, T, R, K> => {
  const full = { state: {}, random: false, takes: 'float', ...rule }
  demandRule('layer', full as never) // where it compiles
  return Object.freeze(full) as never // the defaults are those of T, R and K
}
