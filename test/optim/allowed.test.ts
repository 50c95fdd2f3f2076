// What optax and PyTorch allow at the ends of a range is allowed here, with their numbers.
import { expect, test } from 'vitest'
import { scalar, tensor } from '../../src/ops/index.ts'
import {
  exponentialDecay,
  type Scheduled,
  sgd,
  warmupCosineDecaySchedule,
  warmupExponentialDecaySchedule,
} from '../../src/optim/index.ts'
import { item } from '../../src/tensor/index.ts'

const rates = (schedule: Scheduled): readonly number[] =>
  [0, 1, 2, 3].map((count) => item(schedule(scalar(count, { dtype: 'i32' }))))

test('no steps of warm-up leave the fall alone', () => {
  const warm = { initValue: 0.1, peakValue: 1, warmupSteps: 0 }
  // optax 0.2, in f32
  const cosine = [1, 0.9755282402038574, 0.9045084714889526, 0.7938926219940186]
  const exponential = [1, 0.7071067690849304, 0.5, 0.3535533845424652]
  for (const [i, rate] of rates(warmupCosineDecaySchedule({ ...warm, decaySteps: 10 })).entries())
    expect(Math.abs(rate - (cosine[i] ?? 0))).toBeLessThan(1e-6)
  const falling = warmupExponentialDecaySchedule({ ...warm, transitionSteps: 2, decayRate: 0.5 })
  for (const [i, rate] of rates(falling).entries())
    expect(Math.abs(rate - (exponential[i] ?? 0))).toBeLessThan(1e-6)
})

test('a decay rate of 0 decays nothing, as in optax', () => {
  const never = {
    initValue: 1,
    transitionSteps: 2,
    decayRate: 0,
    transitionBegin: 1,
    endValue: 0.3,
  }
  expect(rates(exponentialDecay(never))).toEqual([1, 1, 1, 1])
})

test('momentum may be 1 or more, and dampening negative, as in PyTorch', () => {
  const optimizer = sgd({ learningRate: 1, momentum: 2, dampening: -1 })
  const w = tensor([0])
  const [, state] = optimizer.update(tensor([1]), optimizer.init(w), w)
  // the first buffer is the gradient, the second 2 · 1 + (1 − −1) · 1
  expect(optimizer.update(tensor([1]), state, w)[0]).toEqual(tensor([-4]))
})
