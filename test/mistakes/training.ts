// Mistakes in training: losses, optimizers, schedules.
import * as losses from '../../src/loss/index.ts'
import { ones, scalar, tensor } from '../../src/ops/index.ts'
import * as room from '../../src/optim/index.ts'
import { type Mistakes, untyped, untypedRoom } from './mistake.ts'

const loss = untypedRoom(losses)
const optim = untypedRoom(room)
const logits = ones([2, 5])
const params = { w: tensor([1, 2]), b: scalar(0) }
const adam = room.adam({ learningRate: 0.1 })
const update = untyped(adam.update)
const schedule = room.constantSchedule(1)

/** Predictions and targets. */
export const targets: Mistakes = {
  'meanSquaredError: target must be f32[2, 5], as the prediction is (was f32[2]); reshape one of them':
    () => loss.meanSquaredError(logits, ones([2])),
  'huber: delta must be positive and finite (was 0); use meanSquaredError for no line, absolute for no square':
    () => loss.huber(logits, logits, { delta: 0 }),
  "absolute: reduction must be 'mean', 'sum' or 'none' (was \"max\"); choose one of them": () =>
    loss.absolute(logits, logits, { reduction: 'max' }),
  'crossEntropy: labels must be i32[2], a class for each row of the logits (was i32[3]); reshape them':
    () => loss.crossEntropy(logits, tensor([0, 1, 2], { dtype: 'i32' })),
  'crossEntropy: targets must be f32[2, 5], as the logits are (was f32[2, 3]); give a probability for each class, or convert labels to i32':
    () => loss.crossEntropy(logits, ones([2, 3])),
  'crossEntropy: targets must be labels, i32 or u32, or probabilities, f32 (was bool[2]); use convert':
    () => loss.crossEntropy(logits, tensor([true, false])),
  'crossEntropy: logits must have a last axis of classes (was f32[]); use binaryCrossEntropy for a single logit':
    () => loss.crossEntropy(scalar(1), scalar(1)),
  'crossEntropy: labelSmoothing must be from 0 to 1 (was 1.5); write a number such as 0.5': () =>
    loss.crossEntropy(logits, logits, { labelSmoothing: 1.5 }),
}

/** Optimizers and what they are given. */
export const optimizers: Mistakes = {
  "update: 'state' must be a tree like the state that init gave (was another); take it from the same model":
    () => update(params, {}, params),
  "init: 'n' must be f32 or f64 (was i32[1]); partition the parameters, and step the floats": () =>
    untyped(adam.init)({ n: tensor([1], { dtype: 'i32' }) }),
  'chain: must be optimizers (was a function); call it': () => optim.chain(room.adam),
  "leafwise: a slot must not be named 'count' (was 'count'); choose another name": () =>
    optim.leafwise({ slots: ['count'], update: (g: unknown) => [g, {}] }),
  'leafwise: update must be f32[], as the parameter is (was f32[2]); give one of that type': () => {
    const mine = room.leafwise({ update: () => [tensor([1, 2]) as never, {}] })
    return mine.update({ b: params.b }, mine.init({ b: params.b }), { b: params.b })
  },
  'sgd: learningRate must be a finite number (was NaN); write a number such as 0.5': () =>
    optim.sgd({ learningRate: Number.NaN }),
  'adam: learningRate must be a number, or f32[] or f64[] (was f32[2]); make it a scalar': () =>
    optim.adam({ learningRate: params.w }),
  'sgd: momentum must be given for nesterov and dampening (was nothing); give momentum, or leave them out':
    () => optim.sgd({ learningRate: 0.1, nesterov: true }),
  'sgd: dampening must be 0 with nesterov (was 0.5); choose one of them': () =>
    optim.sgd({ learningRate: 0.1, momentum: 0.9, nesterov: true, dampening: 0.5 }),
  'adam: b2 must be from 0 up to, not including, 1 (was -0.5); write a number such as 0.9': () =>
    optim.adam({ learningRate: 0.1, b2: -0.5 }),
}

/** Schedules. */
export const schedules: Mistakes = {
  'exponentialDecay: transitionSteps must be a positive integer (was 1.5); write a number such as 2':
    () => optim.exponentialDecay({ initValue: 1, transitionSteps: 1.5, decayRate: 0.5 }),
  'piecewiseConstantSchedule: boundaries must be whole numbers of steps (was 1.5); round it': () =>
    optim.piecewiseConstantSchedule({ initValue: 1, boundariesAndScales: { 1.5: 0.5 } }),
  'joinSchedules: boundaries must be 1, one fewer than schedules (was 0); give the step at which each schedule but the first begins':
    () => optim.joinSchedules({ schedules: [schedule, schedule], boundaries: [] }),
  'joinSchedules: boundaries must ascend (was 5, 3); put them in order': () =>
    optim.joinSchedules({ schedules: [schedule, schedule, schedule], boundaries: [5, 3] }),
  'warmupCosineDecaySchedule: decaySteps must be more than warmupSteps, 10 (was 10); count all steps, the rise included':
    () =>
      optim.warmupCosineDecaySchedule({
        initValue: 0,
        peakValue: 1,
        warmupSteps: 10,
        decaySteps: 10,
      }),
}
