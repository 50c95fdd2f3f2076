// Labels: an integer, the number of a class, for each row of logits, whose last axis is the classes.
import { demandText, type Fill, fail, fill } from '../prelude/index.ts'
import { isInteger, type MayBe, type ShowType, sameShape, showType } from '../shape/index.ts'
import { type AnyTensor, demandHandle, isTensor } from '../tensor/index.ts'
import { type FloatFault, floating, type SameShape } from './operands.ts'

const classless = {
  where: '{op}',
  must: 'logits must have a last axis of classes',
  was: '{type}',
  do: 'use binaryCrossEntropy for a single logit',
} as const

const misplaced = {
  where: '{op}',
  must: 'labels must be {labels}, a class for each row of the logits',
  was: '{type}',
  do: 'reshape them',
} as const

const fractional = {
  where: '{op}',
  must: 'labels must be i32 or u32',
  was: '{type}',
  do: 'use convert',
} as const

/** The sentence of logits that are not floating, or have no classes; or null. */
export type LogitsFault<Op, S, D> =
  FloatFault<Op, 'logits', S, D> extends infer Fault
    ? Fault extends string
      ? Fault
      : S extends readonly []
        ? Fill<typeof classless, { op: Op; type: ShowType<S, D> }>
        : null
    : never

/** The shape of the rows of logits: without their last axis. */
export type Rows<S> = S extends readonly [...infer Init, unknown] ? Init : number[]

/** The sentence of integers that are not one for each row of logits of shape A, or null. */
export type LabelsFault<Op, A, B, E> =
  SameShape<Rows<A>, B> extends false
    ? Fill<typeof misplaced, { op: Op; labels: ShowType<Rows<A>, E>; type: ShowType<B, E> }>
    : null

/** The same of what may be no integers. */
export type AnyLabelsFault<Op, A, B, E> =
  MayBe<E, 'i32' | 'u32'> extends true
    ? LabelsFault<Op, A, B, E>
    : Fill<typeof fractional, { op: Op; type: ShowType<B, E> }>

/** The logits, where they have classes.  Fails where they have not, and for an op that is no string. */
export const logitsOf = (op: string, logits: unknown): AnyTensor => {
  demandText('logitsOf', 'op', op)
  const x = floating(op, 'logits', logits)
  return x.shape.length === 0 ? fail(fill(classless, { op, type: showType(x) })) : x
}

/** The labels, where they are integers, one for each row of the logits.  Fails where they are not, and for an op that is no string. */
export const labelsOf = (op: string, logits: AnyTensor, labels: unknown): AnyTensor => {
  demandText('labelsOf', 'op', op)
  demandHandle(op, 'logits', logits)
  if (!isTensor(labels)) return floating(op, 'labels', labels)
  const type = showType(labels)
  if (!isInteger(labels.dtype)) return fail(fill(fractional, { op, type }))
  const rows = { shape: logits.shape.slice(0, -1), dtype: labels.dtype }
  return sameShape(rows.shape, labels.shape)
    ? labels
    : fail(fill(misplaced, { op, labels: showType(rows), type }))
}
