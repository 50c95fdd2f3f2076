// Training steps as a user writes them: a model, a loss, an optimizer, a fresh batch a step. The tasks are those of the
// runners in peers/.
import { apply, init, type Key, nn, type Params, random } from 'espalier'
import { crossEntropy, meanSquaredError } from 'espalier/loss'
import { adamw, type Optimizer, sgd, type Transformation } from 'espalier/optim'
import { start, step } from 'espalier/train'
import { called, folded, scanned, type Training } from './loops.ts'
import type { Tasks } from './work.ts'

const key = random.key(0)
const descent = sgd({ learningRate: 0.1 })

const regression = () => {
  const net = nn.sequential(nn.linear(4, 8), nn.relu, nn.linear(8, 1))
  const batch = (k: Key) => ({ x: random.uniform(k, [32, 4]), t: random.uniform(k, [32, 1]) })
  const loss = (params: Params<typeof net>, { x, t }: ReturnType<typeof batch>) =>
    meanSquaredError(apply(net)(params, x), t)
  return { step: step(loss, descent), run: start(descent)(init(net)(key)), batch }
}

const perceptron = () => {
  const net = nn.sequential(nn.linear(784, 256), nn.relu, nn.linear(256, 10))
  const batch = (k: Key) => ({
    x: random.uniform(k, [128, 784]),
    t: random.integers(k, [128], { min: 0, max: 10 }),
  })
  const loss = (params: Params<typeof net>, { x, t }: ReturnType<typeof batch>) =>
    crossEntropy(apply(net)(params, x), t)
  return { step: step(loss, descent), run: start(descent)(init(net)(key)), batch }
}

const leNet5 = () => {
  const net = nn.leNet5(1, 10)
  const batch = (k: Key) => ({
    x: random.uniform(k, [64, 1, 28, 28]),
    t: random.integers(k, [64], { min: 0, max: 10 }),
  })
  const loss = (params: Params<typeof net>, { x, t }: ReturnType<typeof batch>) =>
    crossEntropy(apply(net)(params, x), t)
  return { step: step(loss, descent), run: start(descent)(init(net)(key)), batch }
}

const gpt2 = <T extends Transformation>(optimizer: Optimizer<T>) => {
  const sizes = { vocabulary: 65, context: 64, size: 128, heads: 4, depth: 2 } as const
  const net = nn.gpt2(sizes, { tied: false, approximate: 'none' })
  const tokens = (k: Key) => random.integers(k, [8, 64], { min: 0, max: 65 })
  const batch = (k: Key) => ({ x: tokens(random.foldIn(k, 0)), t: tokens(random.foldIn(k, 1)) })
  const loss = (params: Params<typeof net>, { x, t }: ReturnType<typeof batch>) =>
    crossEntropy(apply(net)(params, x), t)
  return { step: step(loss, optimizer), run: start(optimizer)(init(net)(key)), batch }
}

/** A thousand steps in one program, a batch each. */
const scannedRegression = () => {
  const batches = {
    x: random.uniform(key, [1000, 32, 4]),
    t: random.uniform(random.foldIn(key, 1), [1000, 32, 1]),
  }
  return scanned(regression(), batches, 1000)
}

/** The same task by fold and, named so, by a call a step. */
const both = <R, B>(name: string, training: () => Training<R, B>): Tasks => ({
  [name]: () => folded(training()),
  [`${name}_call`]: () => called(training()),
})

export const steps: Tasks = {
  mlp_4_8_1_scan: scannedRegression,
  ...both('mlp_4_8_1', regression),
  ...both('mlp_784_256_10', perceptron),
  ...both('lenet5', leNet5),
  ...both('gpt2l_sgd', () => gpt2(descent)),
  ...both('gpt2l_adamw', () => gpt2(adamw({ learningRate: 1e-3 }))),
}
