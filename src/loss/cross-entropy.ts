// Many classes: the loss of a distribution over the last axis, from its logits.
import {
  add,
  and,
  eq,
  expandDims,
  logSoftmax,
  mul,
  neg,
  squeeze,
  sub,
  sum,
  takeAlongAxis,
  where,
} from '../ops/index.ts'
import { type Fill, fail, fill, optionsOf } from '../prelude/index.ts'
import {
  isInteger,
  type MayBe,
  type Shape,
  type ShowType,
  sameShape,
  showType,
} from '../shape/index.ts'
import { type AnyTensor, isTensor, type Tensor } from '../tensor/index.ts'
import { type LabelsFault, type LogitsFault, labelsOf, logitsOf, type Rows } from './labels.ts'
import { type Checked, floating, type MeetShape, type SameShape } from './operands.ts'
import { aReduction, type Reduced, type Reducing, type Reduction, reduced } from './reduction.ts'

type Op = 'crossEntropy'
const op: Op = 'crossEntropy'

const unlike = {
  where: 'crossEntropy',
  must: 'targets must be {logits}, as the logits are',
  was: '{type}',
  do: '{advice}',
} as const
const advice = {
  shape: 'give a probability for each class, or convert labels to i32',
  dtype: 'use convert',
} as const

const boolean = {
  where: 'crossEntropy',
  must: 'targets must be labels, i32 or u32, or probabilities, {dtype}',
  was: '{type}',
  do: 'use convert',
} as const

type TargetsFault<A, D, B, E> = [E] extends ['i32' | 'u32']
  ? LabelsFault<Op, A, B, E>
  : [E] extends ['bool']
    ? Fill<typeof boolean, { dtype: D & string; type: ShowType<B, E> }>
    : [E] extends ['f32' | 'f64']
      ? SameShape<A, B> extends false
        ? Fill<
            typeof unlike,
            { logits: ShowType<A, D>; type: ShowType<B, E>; advice: (typeof advice)['shape'] }
          >
        : MayBe<D, E> extends false
          ? Fill<
              typeof unlike,
              { logits: ShowType<A, D>; type: ShowType<B, E>; advice: (typeof advice)['dtype'] }
            >
          : null
      : null

type LossShape<A extends Shape, B, E> = [E] extends ['i32' | 'u32']
  ? MeetShape<Rows<A> extends infer R extends Shape ? R : number[], B>
  : [E] extends ['f32' | 'f64']
    ? Rows<MeetShape<A, B>> extends infer R extends Shape
      ? R
      : number[]
    : number[]

export interface CrossEntropyOptions<R extends Reduction = Reduction> extends Reducing<R> {
  /** How much of each target is spread evenly over all classes: from 0, the default, to 1.  Szegedy et al. 2016. */
  readonly labelSmoothing?: number
}

/** The loss of logits and labels, or probabilities, of their type. */
export type CrossEntropy = <
  A extends Shape,
  D,
  B extends Shape,
  E,
  const R extends Reduction = 'mean',
>(
  logits: Checked<LogitsFault<Op, A, D>, Tensor<A, D>>,
  targets: Checked<TargetsFault<A, D, B, E>, Tensor<B, E>>,
  options?: CrossEntropyOptions<R>,
) => Reduced<R, LossShape<A, B, E>, D>

/** −Σ t log softmax(logits) over the last axis.  Targets are labels, an integer for each row of the logits, or probabilities, one
 *  for each class; the mean is over the rows.  A label that is no class gives NaN; a class of probability 0 adds nothing,
 *  though its logit be −∞.  PyTorch's cross_entropy, but for the place of the classes: there they are the second axis.
 *  @example crossEntropy(tensor([[1000, 0], [0, 1000]]), tensor([0, 1], { dtype: 'i32' })) // => scalar(0) */
export const crossEntropy: CrossEntropy = (logits, targets, options) => {
  const { labelSmoothing = 0, reduction } = optionsOf<CrossEntropyOptions>(
    op,
    { labelSmoothing: 'share', reduction: aReduction },
    options,
  )
  const x = logitsOf(op, logits)
  const t = targetsOf(x, targets)
  const classes = x.shape[x.shape.length - 1] ?? 0
  const rows = isInteger(t.dtype)
    ? ofLabels(x, t, labelSmoothing, classes)
    : ofProbabilities(x, t, labelSmoothing, classes)
  return reduced(rows, reduction) as never // of the shape that Reduced says
}

/** The targets, where they are labels or probabilities of these logits. */
const targetsOf = (x: AnyTensor, targets: unknown): AnyTensor => {
  if (!isTensor(targets)) return floating(op, 'targets', targets)
  const type = showType(targets)
  if (targets.dtype === 'bool') return fail(fill(boolean, { dtype: x.dtype, type }))
  if (isInteger(targets.dtype)) return labelsOf(op, x, targets)
  const logits = showType(x)
  if (!sameShape(x.shape, targets.shape)) fail(fill(unlike, { logits, type, advice: advice.shape }))
  return targets.dtype === x.dtype
    ? targets
    : fail(fill(unlike, { logits, type, advice: advice.dtype }))
}

const ofLabels = (
  x: AnyTensor,
  labels: AnyTensor,
  smoothing: number,
  classes: number,
): AnyTensor => {
  const logs = logSoftmax(x)
  const chosen = neg(squeeze(takeAlongAxis(logs, expandDims(labels, -1), -1), -1))
  return smoothing === 0
    ? chosen
    : sub(mul(chosen, 1 - smoothing), mul(sum(logs, -1), smoothing / classes))
}

const ofProbabilities = (
  x: AnyTensor,
  t: AnyTensor,
  smoothing: number,
  classes: number,
): AnyTensor => {
  const smoothed = smoothing === 0 ? t : add(mul(t, 1 - smoothing), smoothing / classes)
  const logs = logSoftmax(x)
  const impossible = and(eq(smoothed, 0), eq(logs, Number.NEGATIVE_INFINITY))
  return neg(sum(where(impossible, 0, mul(smoothed, logs)), -1)) // 0 log 0 is 0
}
