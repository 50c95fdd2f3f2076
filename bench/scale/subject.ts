// What grows: a step of training whose batch, width or depth is a number, and a program of so many operations.
import { apply, init, nn, type Params, random, type Tensor } from 'espalier'
import { crossEntropy, meanSquaredError } from 'espalier/loss'
import { add, mul, tanh } from 'espalier/ops'
import { sgd } from 'espalier/optim'
import { start, step } from 'espalier/train'

/** A function to be jitted, and arguments of it. */
export interface Subject {
  readonly f: (...args: never[]) => object
  readonly args: readonly unknown[]
}

const key = random.key(0)
const optimizer = sgd({ learningRate: 1e-3 })

const ofBatch = (batch: number): Subject => {
  const net = nn.sequential(nn.linear(784, 256), nn.relu, nn.linear(256, 10))
  const x = random.uniform(key, [batch, 784])
  const t = random.integers(key, [batch], { min: 0, max: 10 })
  const loss = (
    params: Params<typeof net>,
    given: { readonly x: typeof x; readonly t: typeof t },
  ) => crossEntropy(apply(net)(params, given.x as never), given.t as never) as Tensor<[]> // of fitting sizes
  return { f: step(loss, optimizer), args: [start(optimizer)(init(net)(key)), { x, t }] }
}

const ofLayers = (depth: number, width: number): Subject => {
  const net = nn.repeat(depth, nn.sequential(nn.linear(width, width), nn.relu))
  const x: Tensor<number[]> = random.uniform(key, [32, width])
  const loss = (params: Params<typeof net>, x: Tensor<number[]>) =>
    meanSquaredError(apply(net)(params as never, x as never) as Tensor<number[]>, x) as Tensor<[]> // of fitting sizes
  return {
    f: step(loss as never, optimizer) as Subject['f'],
    args: [start(optimizer)(init(net)(key)), x],
  }
}

/** Operations one after another, none of which can be left out. */
const ofOperations = (count: number): Subject => ({
  f: (x: Tensor<[64]>) => {
    let y: Tensor<[64]> = x
    for (let i = 0; i < count; i += 3) y = tanh(add(mul(y, 0.5), x)) as Tensor<[64]>
    return y
  },
  args: [random.uniform(key, [64])],
})

export interface Curve {
  readonly name: string
  readonly sizes: readonly number[]
  /** How the work grows with the size: a power of it. */
  readonly power: number
  readonly subject: (size: number) => Subject
}

const doubling = (from: number, times: number): readonly number[] =>
  Array.from({ length: times }, (_, i) => from * 2 ** i)

export const curves: readonly Curve[] = [
  { name: 'batch', sizes: doubling(16, 8), power: 1, subject: ofBatch },
  { name: 'width', sizes: doubling(16, 7), power: 2, subject: (width) => ofLayers(4, width) },
  {
    name: 'depth',
    sizes: [8, 16, 32, 64, 125, 250, 500, 1000],
    power: 1,
    subject: (depth) => ofLayers(depth, 32),
  },
  { name: 'operations', sizes: doubling(30, 8), power: 1, subject: ofOperations },
]
