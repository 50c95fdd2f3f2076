// What optimizers refuse, word for word.
import { expect, test } from 'vitest'
import { scalar, tensor } from '../../src/ops/index.ts'
import * as optim from '../../src/optim/index.ts'
import { attempt, type Issue, sentence } from '../../src/prelude/index.ts'
import { partition } from '../../src/tree/index.ts'

const { adam, chain, clip, leafwise, scaleByAdam, sgd } = optim
const said = (run: () => unknown): string => {
  const result = attempt(run)
  return result._tag === 'Left'
    ? result.left.map((issue: Issue) => sentence(issue)).join('\n')
    : 'nothing'
}

const params = { w: tensor([1, 2]), b: scalar(0) }
const other = { w: tensor([1, 2, 3]), b: scalar(0) }
const optimizer = adam({ learningRate: 0.1 })
const state = optimizer.init(params)
const step = (grads: unknown, given: unknown = state, p: unknown = params): unknown =>
  optimizer.update(grads as never, given as never, p)

const cases: Readonly<Record<string, () => unknown>> = {
  "update: 'grads.w' must be f32[2] (was f32[3]); keep its shape and dtype": () => step(other),
  "update: 'grads.b' must be f32[] (was nothing); keep the structure of the tree": () =>
    step({ w: params.w }),
  "update: 'grads.b' must be f32[] (was f64[]); keep its shape and dtype": () =>
    step({ ...params, b: scalar(0, { dtype: 'f64' }) }),
  "update: 'grads.b' must be f32[] (was a hole); keep the structure of the tree": () =>
    step(partition((path) => path === 'w')(params)[0]),
  "update: 'state.0.mu.w' must be f32[2] (was f32[3]); keep its shape and dtype": () =>
    step(params, [{ ...state[0], mu: other }, state[1]]),
  "update: 'state' must be a tree like the state that init gave (was another); take it from the same model":
    () => step(params, sgd({ learningRate: 0.1 }).init(params)[0]),
  "update: 'state.0' must be a tree like the state that init gave (was another); take it from the same model":
    () => step(params, sgd({ learningRate: 0.1 }).init(params)),
  "update: 'state.1' must be a tree like the state that init gave (was another); take it from the same model":
    () => adam({ learningRate: optim.constantSchedule(1) }).update(params, state as never, params),
  "applyUpdates: 'updates.w' must be f32[2] (was f32[3]); keep its shape and dtype": () =>
    optim.applyUpdates(params, other as never),
  "init: 'n' must be f32 or f64 (was i32[1]); partition the parameters, and step the floats": () =>
    optimizer.init({ n: tensor([1], { dtype: 'i32' }) }),
  'init: parameters must be f32 or f64 (was bool[]); partition the parameters, and step the floats':
    () => clip(1).init(scalar(true)),
  'chain: must be optimizers (was a function); call it': () => chain(scaleByAdam as never),
  'chain: must be optimizers (was 3); give what sgd, scale or leafwise makes': () =>
    chain(3 as never),
  "leafwise: a slot must not be named 'count' (was 'count'); choose another name": () =>
    leafwise({ slots: ['count'] as never, update: (g) => [g, {}] as never }),
  'leafwise: update must be f32[2], as the parameter is (was f32[]); give one of that type': () => {
    const mine = leafwise({ update: () => [scalar(1) as never, {}] })
    return mine.update(params, mine.init(params), params)
  },
  "leafwise: slot 'm' must be f32[], as the parameter is (was nothing); give one of that type":
    () => {
      const mine = leafwise({ slots: ['m'], update: (g) => [g, {} as never] })
      return mine.update(params, mine.init(params), params)
    },
  'sgd: learningRate must be a finite number (was NaN); write a number such as 0.5': () =>
    sgd({ learningRate: Number.NaN }),
  'adam: learningRate must be a number, or f32[] or f64[] (was f32[2]); make it a scalar': () =>
    adam({ learningRate: params.w as never }),
  'schedule: result must be a number, or f32[] or f64[] (was i32[]); make it a scalar': () => {
    const mine = sgd({ learningRate: (count) => count as never })
    return mine.update(params, mine.init(params), params)
  },
  'scale: stepSize must be a number, or f32[] or f64[] (was nothing); make it a scalar': () =>
    optim.scale(undefined as never),
  'sgd: momentum must be given for nesterov and dampening (was nothing); give momentum, or leave them out':
    () => sgd({ learningRate: 0.1, nesterov: true }),
  'rmsprop: momentum must be given for nesterov (was nothing); give momentum, or leave it out':
    () => optim.rmsprop({ learningRate: 0.1, nesterov: true }),
  'sgd: dampening must be 0 with nesterov (was 0.5); choose one of them': () =>
    sgd({ learningRate: 0.1, momentum: 0.9, nesterov: true, dampening: 0.5 }),
  'sgd: momentum must be finite and not negative (was -1); write 0, or a number such as 0.5': () =>
    sgd({ learningRate: 0.1, momentum: -1 }),
  'adam: b2 must be from 0 up to, not including, 1 (was -0.5); write a number such as 0.9': () =>
    adam({ learningRate: 0.1, b2: -0.5 }),
  'adam: eps must be finite and not negative (was -1); write 0, or a number such as 0.5': () =>
    adam({ learningRate: 0.1, eps: -1 }),
  'rmsprop: decay must be from 0 up to, not including, 1 (was 2); write a number such as 0.9': () =>
    optim.rmsprop({ learningRate: 0.1, decay: 2 }),
  'adamw: weightDecay must be finite and not negative (was -0.1); write 0, or a number such as 0.5':
    () => optim.adamw({ learningRate: 0.1, weightDecay: -0.1 }),
  'clip: maxDelta must be positive and finite (was 0); write a number such as 0.5': () => clip(0),
  'clipByGlobalNorm: maxNorm must be positive and finite (was Infinity); write a number such as 0.5':
    () => optim.clipByGlobalNorm(Number.POSITIVE_INFINITY),
  'exponentialDecay: transitionSteps must be a positive integer (was 1.5); write a number such as 2':
    () => optim.exponentialDecay({ initValue: 1, transitionSteps: 1.5, decayRate: 0.5 }),
  'linearSchedule: transitionBegin must be an integer, 0 or more (was -1); write a number such as 0':
    () =>
      optim.linearSchedule({ initValue: 1, endValue: 0, transitionSteps: 2, transitionBegin: -1 }),
  'piecewiseConstantSchedule: boundaries must be whole numbers of steps (was 1.5); round it': () =>
    optim.piecewiseConstantSchedule({ initValue: 1, boundariesAndScales: { 1.5: 0.5 } }),
  'joinSchedules: boundaries must be 1, one fewer than schedules (was 0); give the step at which each schedule but the first begins':
    () => {
      const one = optim.constantSchedule(1)
      return optim.joinSchedules({ schedules: [one, one], boundaries: [] })
    },
  'joinSchedules: boundaries must ascend (was 5, 3); put them in order': () => {
    const one = optim.constantSchedule(1)
    return optim.joinSchedules({ schedules: [one, one, one], boundaries: [5, 3] })
  },
  'warmupCosineDecaySchedule: decaySteps must be more than warmupSteps, 10 (was 10); count all steps, the rise included':
    () =>
      optim.warmupCosineDecaySchedule({
        initValue: 0,
        peakValue: 1,
        warmupSteps: 10,
        decaySteps: 10,
      }),
}

for (const [wanted, run] of Object.entries(cases))
  test(wanted, () => expect(said(run)).toBe(wanted))

test('all that differs is said at once', () =>
  expect(said(() => step({ w: tensor([1], { dtype: 'f64' }), c: scalar(1) }))).toBe(
    [
      "update: 'grads.b' must be f32[] (was nothing); keep the structure of the tree",
      "update: 'grads.c' must be nothing (was f32[]); keep the structure of the tree",
      "update: 'grads.w' must be f32[2] (was f64[1]); keep its shape and dtype",
    ].join('\n'),
  ))
