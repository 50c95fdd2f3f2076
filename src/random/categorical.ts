// Classes by their logits: where logits with Gumbel noise are largest.
import type { Value } from '../language/level/index.ts'
import { add, argMax, broadcast, moveAxis, reshape } from '../language/primitives/index.ts'
import { topK } from '../ops/index.ts'
import { aBoolean, anything, type Fill, fail, fill, optionsOf, shown } from '../prelude/index.ts'
import {
  axisOf,
  type DimEq,
  type Float,
  isFloat,
  type MayBe,
  type ReduceShape,
  type Shape,
  type ShowShape,
  type Sizes,
  sameShape,
  showShape,
  size,
} from '../shape/index.ts'
import { type AnyTensor, isTensor, type Tensor } from '../tensor/index.ts'
import { noise } from './gumbel.ts'
import {
  type Checked,
  type DrawnShape,
  drawnShape,
  type OneKey,
  oneKey,
  type ShapeOr,
  type Shown,
  typed,
} from './operand.ts'

const noLogits = {
  where: 'categorical',
  must: 'logits must be a tensor of f32 or f64',
  was: '{logits}',
  do: 'use convert',
} as const

const noClass = {
  where: 'categorical',
  must: 'logits must have a class along axis {axis}',
  was: '{logits}',
  do: 'choose an axis that is not empty',
} as const

const otherEnd = {
  where: 'categorical',
  must: 'shape must end in {batch}, that of logits without their axis',
  was: '{shape}',
  do: 'put what counts the draws before it',
} as const

const tooMany = {
  where: 'categorical',
  must: 'there must be no more draws than classes without replacement',
  was: '{draws} of {classes}',
  do: 'draw fewer',
} as const

/** The shape of one draw for each row of logits, or a sentence. */
type Batch<L, A> =
  L extends Tensor<infer S, infer D>
    ? MayBe<D, Float> extends true
      ? ReduceShape<'categorical', S, A>
      : Fill<typeof noLogits, { logits: Shown<L> }>
    : Fill<typeof noLogits, { logits: Shown<L> }>

type EndsIn<S, B> = B extends readonly [...infer BInit, infer M]
  ? S extends readonly [...infer SInit, infer N]
    ? DimEq<M, N, S> extends false
      ? false
      : EndsIn<SInit, BInit>
    : S extends readonly []
      ? false
      : true
  : true

/** The shape of the result, or the sentence of a shape that does not end in the batch. */
type Result<S, B> = S extends Shape
  ? B extends Shape
    ? EndsIn<S, B> extends false
      ? Fill<typeof otherEnd, { batch: ShowShape<B>; shape: ShowShape<S> }>
      : DrawnShape<'categorical', S>
    : number[]
  : B

export interface CategoricalOptions<A, S> {
  /** Along which axis the classes lie; the last unless given. */
  readonly axis?: A
  /** The shape of the result: what counts the draws, then the shape of logits without their axis, which is the default. */
  readonly shape?: S
  /** Whether a class may be drawn again; true unless given. */
  readonly replace?: boolean
}

const manners = { axis: anything, shape: anything, replace: aBoolean } as const

/** Classes with probabilities softmax(logits), i32.
 *  @example random.categorical(random.key(42), tensor([[0, 1, 2, 3], [1, 1, 1, 1]])) // => tensor([3, 3], { dtype: 'i32' }) */
export const categorical = <
  const K,
  L,
  const A extends number = -1,
  const S extends Sizes | undefined = undefined,
>(
  key: Checked<OneKey<'categorical', K>, K>,
  logits: Checked<Batch<L, A>, L>,
  options?: CategoricalOptions<A, Checked<Result<S, Batch<L, A>>, S>>,
): Tensor<ShapeOr<Result<S, Batch<L, A>>>, 'i32'> => {
  const one = oneKey('categorical', key)
  if (!isTensor(logits) || !isFloat(logits.dtype))
    return fail(fill(noLogits, { logits: shown(logits) }))
  const given = optionsOf<CategoricalOptions<number, unknown>>('categorical', manners, options)
  const axis = axisOf('categorical', logits.shape, given.axis === undefined ? -1 : given.axis)
  if (logits.shape[axis] === 0) fail(fill(noClass, { axis, logits: shown(logits) }))
  const batch = logits.shape.filter((_, i) => i !== axis)
  const shape = given.shape === undefined ? batch : drawnShape('categorical', given.shape)
  const draws = shape.slice(0, Math.max(0, shape.length - batch.length))
  if (!sameShape(shape, [...draws, ...batch]))
    fail(fill(otherEnd, { batch: showShape(batch), shape: showShape(shape) }))
  const from = given.replace === false ? withoutReplacement : withReplacement
  return typed(from(one, logits, axis, draws))
}

const noisy = (key: Value, logits: Value): Value =>
  add(noise(key, logits.shape, logits.dtype === 'f64' ? 'f64' : 'f32'), logits)

const withReplacement = (key: Value, logits: Value, axis: number, draws: Sizes): Value => {
  const all = broadcast(logits, [...draws, ...logits.shape], [...draws.keys()])
  return argMax(noisy(key, all), draws.length + axis)
}

const withoutReplacement = (key: Value, logits: Value, axis: number, draws: Sizes): Value => {
  const [count, classes] = [size(draws), logits.shape[axis] ?? 0]
  if (count > classes) fail(fill(tooMany, { draws: count, classes }))
  const [, places] = topK(typed<AnyTensor>(noisy(key, logits)), count, axis)
  const first = moveAxis(places, axis, 0)
  return reshape(first, [...draws, ...first.shape.slice(1)])
}
