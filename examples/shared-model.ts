// A model that uses a layer twice, its data from a key, and its training: what shared-layer.ts shows, and what every engine
// must compute to the same bits (test/portable).
import {
  apply,
  digest,
  fold,
  init,
  nn,
  type Ref,
  random,
  summary,
  type Tensor,
  valueAndGrad,
} from 'espalier'
import { meanSquaredError } from 'espalier/loss'
import type { LinearParams } from 'espalier/nn'
import { add, type F32, mul, slice } from 'espalier/ops'
import { adam, applyUpdates, globalNorm } from 'espalier/optim'

export const steps = 300
const key = random.key(42)

const net = nn.sequential(
  nn.linear(4, 8),
  nn.relu,
  nn.named('shared', nn.linear(8, 8)),
  nn.relu,
  nn.ref('shared'),
  nn.relu,
  nn.linear(8, 1),
)
export const picture: string = summary(net)

/** Params<typeof net>, written out. */
export interface P {
  readonly 0: LinearParams<4, 8>
  readonly shared: LinearParams<8, 8>
  readonly 4: Ref<'shared'>
  readonly 6: LinearParams<8, 1>
}
export interface Batch {
  readonly x: F32<'64 4'>
  readonly t: F32<'64 1'>
}

// 64 points, and a target that no linear model reaches: x₀ x₁ + x₂
const x = random.uniform(random.under(key, 'data'), [64, 4], { min: -1, max: 1 })
const [x0, x1, x2] = [slice(x, [null, [0, 1]]), slice(x, [null, [1, 2]]), slice(x, [null, [2, 3]])]
export const batch: Batch = { x, t: add(mul(x0, x1), x2) }

const predict = apply(net)
export const loss = (params: P, { x, t }: Batch): Tensor<[]> =>
  meanSquaredError(predict(params, x), t)
const optimizer = adam({ learningRate: 0.01 })
const start = (params: P) => ({ params, opt: optimizer.init(params) })

/** The norm of each layer's parameters, or of their gradients, step by step. */
export type Norms = {
  readonly '0': Tensor<[number], Float>
  readonly shared: Tensor<[number], Float>
  readonly '6': Tensor<[number], Float>
}
type Float = 'f32' | 'f64'

const norms = (tree: P) => ({
  '0': globalNorm(tree[0]),
  shared: globalNorm(tree.shared),
  '6': globalNorm(tree[6]),
})

const step = ({ params, opt }: ReturnType<typeof start>, batch: Batch) => {
  const [value, gradients] = valueAndGrad(loss)(params, batch)
  const [updates, next] = optimizer.update(gradients, opt, params)
  return [
    { params: applyUpdates(params, updates), opt: next },
    { loss: value, parameters: norms(params), gradients: norms(gradients) },
  ] as const
}

/** The parameters before training. */
export const first = (): P => init(net)(key)

/** What each step gave. */
export interface History {
  readonly loss: Tensor<[number]>
  readonly parameters: Norms
  readonly gradients: Norms
}

/** The run after all steps, and its history; told of the loss now and then. */
export const trained = (
  report: (steps: number, losses: Tensor<[number]>) => void,
): readonly [{ readonly params: P }, History] =>
  fold(step, { every: 10, report: ({ steps: done, outputs }) => report(done, outputs.loss) })(
    start(first()),
    Array.from({ length: steps }, () => batch),
  )

/** The digest of the final parameters. */
export const digestOfRun = (): string => digest(trained(() => undefined)[0].params)
