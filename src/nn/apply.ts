// Applying a spec: a pure function of parameters, input and, where the spec needs them, state and key.
import { demandNoMore, type Fill, fail, fill } from '../prelude/index.ts'
import { type Box, type DType, type Float, isFloat, isInteger, type Shape } from '../shape/index.ts'
import { type AnyTensor, isTensor, type Tensor } from '../tensor/index.ts'
import { described } from '../tree/index.ts'
import { type Alien, checkedParams, checkedState } from './check.ts'
import { type Context, checkedContext, type NeedsKey, type NeedsState } from './context.ts'
import type { Placed, ShapeOr } from './dims.ts'
import { type Ledger, openLedger } from './ledger.ts'
import { type Meaning, meaningOf } from './meaning.ts'
import type { Apply, IsEmpty, Params, ParamsIn, Spec, State, Takes } from './spec.ts'

const unlike = {
  where: 'input',
  must: 'must be {dtype}, as the parameters are',
  was: '{was}',
  do: 'use convert',
} as const

const outside = {
  where: 'input',
  must: 'must be {dtypes}',
  was: '{was}',
  do: 'use convert',
} as const

const dtypes = { float: 'f32 or f64', integer: 'i32 or u32' } as const

/** How a tree of parameters fits S, where the input is of dtype X: that comes first, for it may be a type parameter. */
type Fit<S extends Spec, P, X> =
  Params<S> extends infer F
    ? IsEmpty<F> extends true
      ? 'empty'
      : string extends keyof F
        ? 'open'
        : S[typeof Takes] extends 'float'
          ? P extends unknown // waits until P is known: the tree in X would be made twice
            ? Box<P> extends Box<ParamsIn<S, X>>
              ? 'input'
              : Known<S, P, F>
            : never
          : Known<S, P, F>
    : never
type Known<S extends Spec, P, F> =
  Box<P> extends Box<F> ? 'f32' : Box<P> extends Box<Params<S, 'f64'>> ? 'f64' : 'none'

/** The dtype that a spec computes in, by that fit. One without parameters computes in X, and so does one that is known only at
 *  run time. Where P is unknown, as where the function is passed to another, it is that of parameters unless said. */
interface Computing<P, X> {
  readonly empty: X
  readonly open: Floats<X>
  readonly input: X
  readonly f32: 'f32'
  readonly f64: 'f64'
  readonly none: unknown extends P ? 'f32' : never
}
type DtypeOf<S extends Spec, P, X> =
  Fit<S, P, X> extends infer F
    ? F extends keyof Computing<P, X>
      ? Computing<P, X>[F]
      : never
    : never

/** The parameters, or the sentence of a tree that is none of this spec's. */
export type ParamsOf<S extends Spec, P, Op, X = 'f32'> =
  Fit<S, P, X> extends 'none'
    ? unknown extends P
      ? Params<S>
      : Alien<Op, 'tree of parameters', 'init'>
    : P

/** The input, or the sentence of what is wrong with it: R is the shape of the output or a sentence, D the dtype of the parameters. */
type InputOf<R, X, XD, Taken, D, Op extends string> = R extends string
  ? Placed<R, Op>
  : Taken extends 'any'
    ? X
    : Taken extends 'float'
      ? Box<XD> extends Box<D>
        ? [XD] extends [Float]
          ? X
          :
              | Floating<X, XD>
              | NoInfer<Fill<typeof outside, { dtypes: (typeof dtypes)['float']; was: XD }>>
        : Box<DType> extends Box<XD>
          ? X extends Tensor<infer A, unknown> // any dtype: it has met no input yet
            ? Tensor<A, D>
            : never
          : Fill<typeof unlike, { dtype: D; was: XD }>
      : XD extends 'i32' | 'u32'
        ? X
        : Fill<typeof outside, { dtypes: (typeof dtypes)['integer']; was: XD }>

/** X where XD is a float; of a type parameter all that its bound names must be. */
type Floating<X, XD> = { readonly [D in DType]: D extends Float ? X : never }[XD & DType]

type Floats<D> = D extends Float ? D : 'f32'

type Both<A, B> = A & B extends infer O ? { [K in keyof O]: O[K] } : never

/** The function of a spec: its output, from its parameters and an input. */
export type Applied<S extends Spec> = <P, const X extends Shape, XD extends DType, C>(
  params: ParamsOf<S, P, 'apply', XD>,
  x: InputOf<Apply<S, X>, Tensor<X, XD>, XD, S[typeof Takes], DtypeOf<S, P, XD>, 'apply'>,
  ...context: Context<NeedsState<S, Floats<DtypeOf<S, P, XD>>>, C, 'apply'>
) => Tensor<ShapeOr<Apply<S, X>>, DtypeOf<S, P, XD>>

/** The same while it is trained: its output, and its new state. */
export type Trained<S extends Spec> = <P, const X extends Shape, XD extends DType, C>(
  params: ParamsOf<S, P, 'train', XD>,
  x: InputOf<Apply<S, X>, Tensor<X, XD>, XD, S[typeof Takes], DtypeOf<S, P, XD>, 'train'>,
  ...context: Context<Both<NeedsState<S, Floats<DtypeOf<S, P, XD>>>, NeedsKey<S>>, C, 'train'>
) => readonly [
  y: Tensor<ShapeOr<Apply<S, X>>, DtypeOf<S, P, XD>>,
  state: State<S, Floats<DtypeOf<S, P, XD>>>,
]

/** What a spec computes: [..., in] → [..., out], by its parameters. Takes `{ state }` exactly where the spec has state; nothing
 *  is random.  Fails, by type too, where shapes or dtypes do not fit, naming the layer.
 *  @example apply(relu)({}, tensor([-1, 2])) // => tensor([0, 2]) */
export const apply = <S extends Spec>(spec: S, ...more: readonly []): Applied<S> => {
  demandNoMore('apply', [spec], more, 'apply(spec)(params, x)')
  return (params, x, ...context) => {
    const meaning = meaningOf(spec, 'apply')
    return computed('apply', meaning, params, x, context[0])[0] as never // [Out] is the type of what it gives
  }
}

/** The same while training: random layers draw from the key of the path of their use, and the new state comes beside the output. */
export const train = <S extends Spec>(spec: S, ...more: readonly []): Trained<S> => {
  demandNoMore('train', [spec], more, 'train(spec)(params, x, { state, key })')
  return (params, x, ...context) => {
    const meaning = meaningOf(spec, 'train')
    const [y, ledger] = computed('train', meaning, params, x, context[0])
    return Object.freeze([y, ledger.all()]) as never // [Out] and [Sta] are the types of what it gives
  }
}

const computed = (
  op: 'apply' | 'train',
  meaning: Meaning,
  tree: unknown,
  x: unknown,
  given: unknown,
): readonly [AnyTensor, Ledger] => {
  const { params, dtype } = checkedParams(op, meaning.plan, tree)
  const input = checkedInput(meaning, x, dtype)
  const { state, key } = checkedContext(op, meaning, given)
  const float = dtype ?? (isFloat(input.dtype) ? input.dtype : 'f32')
  const ledger = openLedger(checkedState(op, meaning.state, state ?? {}, float), op === 'train')
  meaning.out(input.shape, { where: op, path: '' })
  const site = { where: op, path: '', tree, params, key, ledger, statePath: [] }
  return [meaning.forward(input, site), ledger]
}

const checkedInput = ({ takes }: Meaning, x: unknown, dtype: Float | undefined): AnyTensor => {
  if (!isTensor(x))
    return fail({ where: 'input', must: 'must be a tensor', was: described(x), do: 'use tensor' })
  const was = x.dtype as string // DType, as of any tensor
  if (takes === 'float') {
    if (dtype !== undefined && was !== dtype) fail(fill(unlike, { dtype, was }))
    if (!isFloat(x.dtype as DType)) fail(fill(outside, { dtypes: dtypes.float, was }))
  }
  if (takes === 'integer' && !isInteger(x.dtype as DType))
    fail(fill(outside, { dtypes: dtypes.integer, was }))
  return x
}
