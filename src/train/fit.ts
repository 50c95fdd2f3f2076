// The loop: steps folded over batches, with a word after every so many.
import { type Differentiable, type FoldResult, fold, type Progress } from '../functions/index.ts'
import { mean } from '../ops/index.ts'
import type { Optimizer, StateOf, Transformation } from '../optim/index.ts'
import { aFunction, demandFunction, type Fill, fail, optionsOf } from '../prelude/index.ts'
import { item, type Tensor } from '../tensor/index.ts'
import { demandOptimizer } from './optimizer.ts'
import { type Run, start, step } from './step.ts'

/** What a report is told after each chunk. */
export interface Report<R> extends Progress<R> {
  /** How many steps there will be, where the batches know it. */
  readonly total: number | undefined
  /** The mean loss of the chunk. */
  readonly loss: number
}

export interface FitOptions<R> {
  /** How many steps a chunk has: the report comes after each. It changes no bit. */
  readonly every?: number
  readonly report?: (report: Report<R>) => void
}

/** Batches of the type that the loss takes, or the sentence of why they are not. */
type Taken<Batches, B> = Batches extends Iterable<infer X> | AsyncIterable<infer X>
  ? [X] extends [B]
    ? Batches
    : Mistaken
  : Mistaken
type Mistaken = Fill<typeof mistaken, Record<never, never>>

const mistaken = {
  where: 'fit',
  must: 'batches must be an iterable of what the loss takes',
  was: 'another',
  do: 'give trees of the type of its second argument',
} as const

/** Parameters trained on batches: the last run, and the losses of all steps in one tensor.  To go on from a run, fold
 *  {@link step} over more batches.  Fails where there is no batch. */
export const fit = <P, B, R, T extends Transformation>(
  loss: Differentiable<P, readonly [batch: B], R>,
  optimizer: Optimizer<T>,
  options?: FitOptions<R>,
): (<const Batches>(
  params: P,
  batches: Taken<Batches, B>,
) => FoldResult<Batches, Run<P, StateOf<T, P>>, R>) => {
  demandOptimizer('fit', optimizer)
  demandFunction('fit', 'loss', loss)
  const { every, report } = optionsOf<FitOptions<R>>(
    'fit',
    { every: 'count', report: aFunction },
    options,
  )
  return (params, batches) => {
    if (!isIterable(batches)) fail(mistaken)
    const total = countOf(batches)
    const tell = (progress: Progress<R>): void =>
      report?.({ ...progress, total, loss: item(mean(lossesOf(progress.outputs))) })
    // the types of run, batch and outputs are those of P, B, R and T; fold's own cannot say so of type parameters
    const loop = fold(step<P, B, R, T>(loss, optimizer) as never, {
      ...(every === undefined ? {} : { every }),
      ...(report === undefined ? {} : { report: tell as never }),
    })
    return loop(start(optimizer)(params) as never, batches as never) as never
  }
}

const isIterable = (batches: unknown): boolean =>
  typeof batches === 'object' &&
  batches !== null &&
  (Symbol.iterator in batches || Symbol.asyncIterator in batches)

const countOf = (batches: unknown): number | undefined =>
  typeof batches === 'object' &&
  batches !== null &&
  'count' in batches &&
  typeof batches.count === 'number' &&
  Number.isFinite(batches.count)
    ? batches.count
    : undefined

/** The losses among the outputs: alone, or first of a pair. */
const lossesOf = (outputs: unknown): Tensor<[number]> =>
  (Array.isArray(outputs) ? outputs[0] : outputs) as Tensor<[number]> // as Differentiable says
