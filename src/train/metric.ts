// Measures that add up: small trees of tensors with a neutral element and an associative sum, fp-ts's monoids, so that the
// measure of many batches is the sum of theirs, in whatever chunks they come.

import type { Monoid } from 'fp-ts/lib/Monoid.js'
import { jit } from '../functions/index.ts'
import {
  type AnyLabelsFault,
  type Checked,
  type LogitsFault,
  labelsOf,
  logitsOf,
} from '../loss/index.ts'
import { add, argmax, convert, div, eq, scalar, sum } from '../ops/index.ts'
import { demandFunction, isFunction, isPlain, refuse } from '../prelude/index.ts'
import { type Shape, showType, size } from '../shape/index.ts'
import { type AnyTensor, isTensor, type Tensor } from '../tensor/index.ts'

/** A monoid, what it is of one batch, and what is read from it at the end. fp-ts's `struct` makes one monoid of several. */
export interface Metric<A, X extends readonly unknown[], V> extends Monoid<A> {
  readonly of: (...batch: X) => A
  readonly value: (total: A) => V
}

/** Numbers added up, and how many they were; in f64, so that their order shows in the last digits alone. */
export interface Mean {
  readonly total: Tensor<[], 'f64'>
  readonly count: Tensor<[], 'i32'>
}

const meanOf = (values: AnyTensor): Mean => ({
  total: sum(convert(values, 'f64')),
  count: scalar(size(values.shape), { dtype: 'i32' }),
})

const typeOf = (x: unknown): string => (isTensor(x) ? showType(x) : '')

const made = 'make it with of'

/** The total of a measure.  Fails for what is none. */
const totalOf = (where: string, x: Mean): Mean => {
  if (!isPlain(x)) refuse(where, 'total must be what of gives', x, made)
  const { total, count } = x
  if (typeOf(total) !== 'f64[]') refuse(where, 'total must have a total f64[]', total, made)
  if (typeOf(count) !== 'i32[]') refuse(where, 'total must have a count i32[]', count, made)
  return x
}

const none = (): Mean => ({
  total: scalar(0, { dtype: 'f64' }),
  count: scalar(0, { dtype: 'i32' }),
})

const both = (where: string, x: Mean, y: Mean): Mean => {
  const [a, b] = [totalOf(where, x), totalOf(where, y)]
  return { total: add(a.total, b.total), count: add(a.count, b.count) }
}

const ratio = (where: string, of: Mean): Tensor<[], 'f64'> => {
  const { total, count } = totalOf(where, of)
  return div(total, convert(count, 'f64'))
}

/** The mean over all elements of all batches: of losses that are not reduced, or of anything else. NaN of none. */
export const mean: Metric<Mean, readonly [values: AnyTensor], Tensor<[], 'f64'>> = {
  get empty() {
    return none() // made when it is asked for: importing makes nothing
  },
  concat: (a, b) => both('mean', a, b),
  of: (values) => {
    return isTensor(values)
      ? meanOf(values)
      : refuse('mean', 'values must be a tensor', values, 'make one with tensor or scalar')
  },
  value: (total) => ratio('mean', total),
}

/** A measure of logits beside labels, an integer for each of their rows. */
export interface Accuracy extends Monoid<Mean> {
  readonly of: <A extends Shape, D, B extends Shape, E>(
    logits: Checked<LogitsFault<'accuracy', A, D>, Tensor<A, D>>,
    labels: Checked<AnyLabelsFault<'accuracy', A, B, E>, Tensor<B, E>>,
  ) => Mean
  readonly value: (total: Mean) => Tensor<[], 'f64'>
}

/** The part of rows whose largest logit, the first of equals, is the label's. */
export const accuracy: Accuracy = {
  get empty() {
    return none()
  },
  concat: (a, b) => both('accuracy', a, b),
  of: (logits, labels) => {
    const x = logitsOf('accuracy', logits)
    return meanOf(eq(argmax(x, -1), convert(labelsOf('accuracy', x, labels), 'i32')))
  },
  value: (total) => ratio('accuracy', total),
}

const demandMonoid = (x: unknown): void => {
  if (
    typeof x !== 'object' ||
    x === null ||
    !('empty' in x && 'concat' in x && isFunction(x.concat))
  )
    refuse('evaluate', 'the first must be a monoid, { empty, concat }', x, 'give mean or accuracy')
}

/** The measure of parameters over batches: those of the batches, added up.  Traced once for each type of batch.
 *  @example evaluate(mean, (rate: number, x: number) => mean.of(tensor([rate * x])))(2, [1, 2, 3]).total // => scalar(12, { dtype: 'f64' }) */
export const evaluate = <A, P, B>(
  monoid: Monoid<A>,
  measure: (params: P, batch: B) => A,
): ((params: P, batches: Iterable<B>) => A) => {
  demandMonoid(monoid)
  demandFunction('evaluate', 'measure', measure)
  const next = jit((total: A, params: P, batch: B): readonly [A] => [
    monoid.concat(total, measure(params, batch)),
  ])
  return (params, batches) => {
    if (typeof batches !== 'object' || batches === null || !(Symbol.iterator in batches))
      refuse('evaluate', 'batches must be an iterable', batches, 'give an array or a generator')
    let total = monoid.empty
    for (const batch of batches) [total] = next(total, params, batch)
    return total
  }
}
