// What a loss is given: floating predictions, and targets of their own type.
import { type Fill, fail, fill, shown } from '../prelude/index.ts'
import {
  type Box,
  type ElementType,
  type Float,
  isFloat,
  type MayBe,
  type MeetOutside,
  type Shape,
  type ShowType,
  sameShape,
  showType,
} from '../shape/index.ts'
import { type AnyTensor, isTensor, type Tensor } from '../tensor/index.ts'

const integral = {
  where: '{op}',
  must: '{name} must be f32 or f64',
  was: '{type}',
  do: 'use convert',
} as const

/** The sentence of a prediction that is not floating, or null. */
export type FloatFault<Op, Name, S, D> =
  MayBe<D, Float> extends true
    ? null
    : Fill<typeof integral, { op: Op; name: Name; type: ShowType<S, D> }>

/** The prediction, where it is floating. */
export const floating = (op: string, name: string, x: unknown): AnyTensor => {
  if (!isTensor(x))
    return fail({
      where: op,
      must: `${name} must be a tensor`,
      was: shown(x),
      do: 'make one with tensor or scalar',
    })
  return isFloat(x.dtype) ? x : fail(fill(integral, { op, name, type: showType(x) }))
}

const different = {
  where: '{op}',
  must: 'target must be {prediction}, as the prediction is',
  was: '{target}',
  do: '{advice}',
} as const

/** The sentence of a target that has not the type of the prediction, or null. Nothing is broadcast. */
export type TargetFault<Op, A, D, B, E> =
  SameShape<A, B> extends false
    ? Fill<
        typeof different,
        {
          op: Op
          prediction: ShowType<A, D>
          target: ShowType<B, E>
          advice: 'reshape one of them'
        }
      >
    : MayBe<D, E> extends false
      ? Fill<
          typeof different,
          { op: Op; prediction: ShowType<A, D>; target: ShowType<B, E>; advice: 'use convert' }
        >
      : null

/** Whether two shapes may be equal. */
export type SameShape<A, B> =
  Box<A> extends Box<B> ? true : MeetOutside<A, B, never> extends false ? false : true

/** The shape of a prediction and its target, sizes known of either. */
export type MeetShape<A extends Shape, B> =
  Box<A> extends Box<B>
    ? A
    : MeetOutside<A, B, never> extends infer Both extends Shape
      ? Both
      : number[]

/** The target, where it has the type of the prediction. */
export const likePrediction = (op: string, prediction: AnyTensor, target: unknown): AnyTensor => {
  if (!isTensor(target)) return floating(op, 'target', target)
  const words = { op, prediction: showType(prediction), target: showType(target) }
  if (!sameShape(prediction.shape, target.shape))
    fail(fill(different, { ...words, advice: 'reshape one of them' }))
  return target.dtype === prediction.dtype
    ? target
    : fail(fill(different, { ...words, advice: 'use convert' }))
}

/** The parameter's type: what was passed, or the sentence of why not. */
export type Checked<Fault, T> = Fault extends string ? Fault : T

/** A prediction of any float dtype. */
export type Prediction<Op, S extends Shape, D, Name = 'prediction'> =
  FloatFault<Op, Name, S, D> extends null
    ? Tensor<S, D>
    : // of a type parameter all that its bound names must be floats
        | { readonly [E in ElementType]: E extends Float ? Tensor<S, D> : never }[D & ElementType]
        | NoInfer<FloatFault<Op, Name, S, D>>
