// Steps and the loop: training is a fold of a pure function.
import { expect, test } from 'vitest'
import { fold, scan, vmap } from '../../src/functions/index.ts'
import { crossEntropy, meanSquaredError } from '../../src/loss/index.ts'
import {
  apply,
  batchNorm,
  dropout,
  init,
  initState,
  linear,
  type Params,
  relu,
  type State,
  sequential,
  tanh,
  train,
} from '../../src/nn/index.ts'
import { type F32, type I32, row, stack, tensor } from '../../src/ops/index.ts'
import { adam, sgd } from '../../src/optim/index.ts'
import { attempt, sentence } from '../../src/prelude/index.ts'
import { foldIn, key, split } from '../../src/random/index.ts'
import { item, type Key, type Tensor, toArray } from '../../src/tensor/index.ts'
import {
  accuracy,
  batches,
  type Context,
  evaluate,
  fit,
  type Report,
  spirals,
  start,
  statefulStep,
  step,
  syntheticRegression,
} from '../../src/train/index.ts'
import { digest } from '../../src/tree/index.ts'

const net = linear(2, 1)
const data = syntheticRegression(key(0), { w: tensor([2, -3.4]), b: 4.2, count: 200 })
interface Batch {
  readonly x: F32<'batch 2'>
  readonly y: F32<'batch 1'>
}
const loss = (p: Params<typeof net>, { x, y }: Batch): Tensor<[]> =>
  meanSquaredError(apply(net)(p, x), y)
const params = init(net)(key(1))
const optimizer = sgd({ learningRate: 0.1, momentum: 0.5 })
const some = batches(data, { size: 20, key: key(2), epochs: 3 })

test('a line is found: the weights are within the noise', () => {
  const [{ params: found }, losses] = fit(loss, optimizer)(params, some)
  expect(losses.shape).toEqual([30])
  expect(toArray(found.weight)[0]?.[0]).toBeCloseTo(2, 1)
  expect(toArray(found.weight)[0]?.[1]).toBeCloseTo(-3.4, 1)
  expect([...found.bias][0]).toBeCloseTo(4.2, 1)
})

test('training leaves the parameters it began with alone, and says the same again', () => {
  const before = digest(params)
  const again = (): string => digest(fit(loss, optimizer)(params, some))
  expect(again()).toBe(again())
  expect(digest(params)).toBe(before)
})

test('chunks change no bit; after each the report has the steps, the total and the mean loss', () => {
  const reports: Report<Tensor<[]>>[] = []
  const whole = fit(loss, optimizer)(params, some)
  const chunked = fit(loss, optimizer, { every: 7, report: (one) => reports.push(one) })
  expect(digest(chunked(params, some))).toBe(digest(whole))
  expect(reports.map(({ steps, total }) => [steps, total])).toEqual(
    [7, 14, 21, 28, 30].map((steps) => [steps, 30]),
  )
  const losses = [...whole[1]] as number[] // of an f32 tensor
  const [first] = reports
  expect(first?.loss).toBeCloseTo(losses.slice(0, 7).reduce((a, b) => a + b, 0) / 7, 5)
  expect(first?.outputs.shape).toEqual([7])
})

test('fit is the fold of step, which is the loop by hand, and a scan over stacked batches', () => {
  const one = step(loss, optimizer)
  const whole = fit(loss, optimizer)(params, some)
  expect(digest(fold(one)(start(optimizer)(params), some))).toBe(digest(whole))
  let run = start(optimizer)(params)
  for (const batch of some) run = one(run, batch)[0]
  expect(digest(run)).toBe(digest(whole[0]))
  const all = [...some]
  const stacked = { x: stack(all.map(({ x }) => x)), y: stack(all.map(({ y }) => y)) }
  const scanned = scan((r: typeof run, b: { x: F32<'20 2'>; y: F32<'20 1'> }) => one(r, b))
  expect(digest(scanned(start(optimizer)(params), stacked as never))).toBe(digest(whole))
})

test('going on from a run is as if it had not stopped', () => {
  const all = [...some]
  const one = step(loss, optimizer)
  const [half] = fold(one)(start(optimizer)(params), all.slice(0, 13))
  const [end] = fold(one)(half, all.slice(13))
  expect(digest(end)).toBe(digest(fit(loss, optimizer)(params, some)[0]))
})

test('batches may come late', async () => {
  const late = async function* () {
    yield* some
  }
  const [last] = await fit(loss, optimizer)(params, late())
  expect(digest(last)).toBe(digest(fit(loss, optimizer)(params, some)[0]))
})

test('a loss may give more beside its value: the step gives both', () => {
  const observed = (p: Params<typeof net>, batch: Batch) => {
    const value = loss(p, batch)
    return [value, { bias: p.bias }] as const
  }
  const means: number[] = []
  const fitted = fit(observed, optimizer, { every: 10, report: (one) => means.push(one.loss) })
  const [last, [losses, seen]] = fitted(params, some)
  const plain = fit(loss, optimizer)(params, some)
  expect(digest(last)).toBe(digest(plain[0]))
  expect(digest(losses)).toBe(digest(plain[1]))
  expect(seen.bias.shape).toEqual([30, 1])
  expect(means).toHaveLength(3)
})

test('a model with state and randomness is trained by a stateful step: each draws from a key of its own', () => {
  const noisy = sequential(linear(2, 8), batchNorm(8), relu, dropout(0.25), linear(8, 1))
  const inContext = (p: Params<typeof noisy>, { x, y }: Batch, c: Context<State<typeof noisy>>) => {
    const [prediction, state] = train(noisy)(p, x, c)
    return [meanSquaredError(prediction, y), state] as const
  }
  const state = initState(noisy)
  const one = statefulStep(inContext, optimizer)
  const begin = { ...start(optimizer)(init(noisy)(key(3))), state, key: key(4) }
  const [last, losses] = fold(one)(begin, some)
  expect(losses.shape).toEqual([30])
  expect(digest(fold(one)(begin, some))).toBe(digest([last, losses]))
  expect(digest(last.state)).not.toBe(digest(state))
  let wanted: Key = key(4)
  for (let i = 0; i < 30; i++) wanted = foldIn(wanted, 1)
  expect(digest(last.key)).toBe(digest(wanted))
  const [other] = fold(one)({ ...begin, key: key(5) }, some)
  expect(digest(other.params)).not.toBe(digest(last.params))
})

test('two spirals are told apart by a small network: from chance to nine in ten', () => {
  const points = spirals(key(0), { classes: 2, count: 100, turns: 0.5 })
  const model = sequential(linear(2, 16), tanh, linear(16, 16), tanh, linear(16, 2))
  type Model = Params<typeof model>
  interface Points {
    readonly x: F32<'batch 2'>
    readonly label: I32<'batch'>
  }
  const cost = (p: Model, { x, label }: Points): Tensor<[]> =>
    crossEntropy(apply(model)(p, x), label)
  const measure = evaluate(accuracy, (p: Model, { x, label }: Points) =>
    accuracy.of(apply(model)(p, x), label),
  )
  const first = init(model)(key(1))
  const [{ params: last }] = fit(cost, adam({ learningRate: 0.03 }))(
    first,
    batches(points, { size: 50, key: key(2), epochs: 40 }),
  )
  const rows = batches(points, { size: 64, key: null })
  const part = (p: Model): number => item(accuracy.value(measure(p, rows)))
  expect(part(first)).toBeLessThan(0.75)
  expect(part(last)).toBeGreaterThan(0.9)
})

test('fit: batches must be an iterable of what the loss takes (was another); give trees of the type of its second argument', () => {
  const result = attempt(() => fit(loss, optimizer)(params, 3 as never))
  expect(result._tag === 'Left' && result.left.map(sentence)).toEqual([
    'fit: batches must be an iterable of what the loss takes (was another); give trees of the type of its second argument',
  ])
})

test('many models are trained at once, by vmap over their keys: each as if it were alone', () => {
  const all = [...batches(data, { size: 20, key: key(2) })]
  const stacked = { x: stack(all.map(({ x }) => x)), y: stack(all.map(({ y }) => y)) }
  const one = step(loss, optimizer)
  const trained = (seed: Key) => {
    const begin = start(optimizer)(init(net)(seed))
    return scan((run: typeof begin, b: { x: F32<'20 2'>; y: F32<'20 1'> }) => one(run, b))(
      begin,
      stacked as never,
    )
  }
  const seeds = split(key(9), 3)
  const [runs, losses] = vmap(trained)(seeds)
  expect(losses.shape).toEqual([3, 10])
  for (const i of [0, 1, 2] as const) {
    const [run, alone] = trained(foldIn(key(9), i))
    expect([...row(losses, i)]).toEqual([...alone])
    expect([...row(runs.params.weight, i)]).toEqual([...run.params.weight])
  }
})
