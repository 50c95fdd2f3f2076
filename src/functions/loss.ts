// What a derivative asks of a function: a loss that is one float, and parameters that are floats.
import { type Fill, fail, fill } from '../prelude/index.ts'
import { type Float, isFloat, type ShowType, showType } from '../shape/index.ts'
import { type AnyTensor, isTensor, type Tensor } from '../tensor/index.ts'
import { type Described, described, entries } from '../tree/index.ts'
import { showPlace } from './difference.ts'
import type { DTypesOf, LeafAt, Leaves, ShowPlace } from './leaves.ts'

const notFloat = {
  where: '{op}',
  must: 'loss must be f32 or f64',
  was: '{given}',
  do: 'use convert',
} as const
const notScalar = {
  where: '{op}',
  must: 'loss must be a scalar',
  was: '{given}',
  do: 'reduce it with mean or sum',
} as const
const notTensor = {
  where: '{op}',
  must: 'loss must be a scalar tensor',
  was: '{given}',
  do: '{advice}',
} as const

/** Which function asks, and what it says to do with what is no tensor. */
export interface Asking {
  readonly op: string
  readonly advice: string
}

/** The loss.  Fails where it is no float scalar. */
export const scalarLoss = ({ op, advice }: Asking, loss: unknown): AnyTensor => {
  if (!isTensor(loss)) return fail(fill(notTensor, { op, advice, given: described(loss) }))
  const given = showType(loss)
  if (loss.shape.length > 0) fail(fill(notScalar, { op, given }))
  if (!isFloat(loss.dtype)) fail(fill(notFloat, { op, given }))
  return loss
}

/** The sentence of {@link scalarLoss}. */
export type LossFault<A extends Asking, R> = 0 extends 1 & R
  ? never // any
  : R extends Tensor<infer S, infer D>
    ? S extends readonly []
      ? D extends Float
        ? never
        : Fill<typeof notFloat, A & { readonly given: ShowType<S, D> }>
      : Fill<typeof notScalar, A & { readonly given: ShowType<S, D> }>
    : Fill<typeof notTensor, A & { readonly given: Described<R> }>

const parameter = {
  where: '{op}',
  must: '{place} must be f32 or f64',
  was: '{dtype}',
  do: 'keep {kind} out of the parameters',
} as const

/** Fails at a leaf that is no float. */
export const demandFloats = (op: string, parameters: unknown): void => {
  const found = entries(parameters).find(([, { dtype }]) => !isFloat(dtype))
  if (found === undefined) return
  const [path, leaf] = found
  const [place, kind] = [path === '' ? 'parameters' : path, isTensor(leaf) ? 'integers' : 'keys']
  fail(fill(parameter, { op, place, dtype: leaf.dtype, kind }))
}

/** The sentence of each leaf that is no float; never where there is none. */
export type FloatsFault<Op extends string, P> = [DTypesOf<P>] extends [Float]
  ? never
  : Leaves<P> extends infer L
    ? L extends LeafAt<infer At, unknown, infer D, false>
      ? D extends Float
        ? never
        : Fill<typeof parameter, Parameter<Op, At, D>>
      : never
    : never
type Parameter<Op, At, D> = {
  readonly op: Op
  readonly place: At extends '' ? 'parameters' : At
  readonly dtype: D
  readonly kind: D extends 'key' ? 'keys' : 'integers'
}

const result = {
  where: '{op}',
  must: 'result must be f32 or f64{at}',
  was: '{given}',
  do: 'use convert',
} as const

/** Fails at a leaf of a result that is no float. */
export const demandFloatResult = (op: string, tree: unknown): void => {
  const found = entries(tree).find(([, { dtype }]) => !isFloat(dtype))
  if (found === undefined) return
  const [path, leaf] = found
  fail(fill(result, { op, at: showPlace(path), given: showType(leaf) }))
}

/** The sentence of each leaf of a result that is no float. */
export type FloatResultFault<Op extends string, Y> = [DTypesOf<Y>] extends [Float]
  ? never
  : Leaves<Y> extends infer L
    ? L extends LeafAt<infer At, infer S, infer D, false>
      ? D extends Float
        ? never
        : Fill<typeof result, { op: Op; at: ShowPlace<At>; given: ShowType<S, D> }>
      : never
    : never
