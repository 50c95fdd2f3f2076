// Whole runs of training, data and batches drawn from keys: what a user would compare between two machines.
import { vmap } from '../../src/functions/index.ts'
import { crossEntropy } from '../../src/loss/index.ts'
import { apply, init, linear, type Params, ref, sequential, tanh } from '../../src/nn/index.ts'
import { arange, type F32, type I32 } from '../../src/ops/index.ts'
import {
  adamw,
  type Optimizer,
  piecewiseConstantSchedule,
  rmsprop,
  type Schedule,
  sgd,
  warmupCosineDecaySchedule,
  warmupExponentialDecaySchedule,
} from '../../src/optim/index.ts'
import { key } from '../../src/random/index.ts'
import type { Tensor } from '../../src/tensor/index.ts'
import { batches, fit, spirals } from '../../src/train/index.ts'
import { digest } from '../../src/tree/index.ts'

const net = sequential(linear(2, 8), tanh, linear(8, 8), tanh, ref('2'), tanh, linear(8, 3))
interface Batch {
  readonly x: F32<'batch 2'>
  readonly label: I32<'batch'>
}
const loss = (p: Params<typeof net>, { x, label }: Batch): Tensor<[]> =>
  crossEntropy(apply(net)(p, x), label)

const cosine = { initValue: 0, peakValue: 0.05, warmupSteps: 5, decaySteps: 20, exponent: 1.5 }
const schedules: readonly Schedule[] = [
  warmupCosineDecaySchedule(cosine),
  piecewiseConstantSchedule({ initValue: 0.1, boundariesAndScales: { 5: 0.3, 20: 0.7 } }),
  warmupExponentialDecaySchedule({
    initValue: 0,
    peakValue: 0.1,
    warmupSteps: 3,
    transitionSteps: 7,
    decayRate: 0.6,
  }),
]
const optimizers = (): readonly Optimizer[] => [
  sgd({ learningRate: 0.1, momentum: 0.9, nesterov: true, weightDecay: 1e-3 }),
  adamw({ learningRate: warmupCosineDecaySchedule(cosine), weightDecay: 0.1 }),
  rmsprop({ learningRate: 0.01, centered: true, momentum: 0.5 }),
]

/** Twenty steps of several optimizers on three spirals, through a layer that is used twice: the last run and every loss. */
export const runs = (): string => {
  const rows = batches(spirals(key(0), { classes: 3, count: 20 }), {
    size: 15,
    key: key(1),
    epochs: 5,
  })
  const first = init(net)(key(42))
  return digest(optimizers().map((optimizer) => fit(loss, optimizer)(first, rows)))
}

/** Rates of the first thirty steps. */
export const rates = (): string => digest(schedules.map((schedule) => vmap(schedule)(arange(30))))
