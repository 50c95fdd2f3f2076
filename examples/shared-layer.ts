// The chapter's shared layer, trained from a seed: one linear layer stands at two places of a model, is stored once, and its
// gradient is the sum over both. Prints the run, and draws it in build/run.svg.
import {
  apply,
  digest,
  entries,
  fold,
  grad,
  init,
  nn,
  type Params,
  random,
  summary,
  type Tensor,
  toArray,
  valueAndGrad,
} from 'espalier'
import { meanSquaredError } from 'espalier/loss'
import { add, type F32, mul, slice } from 'espalier/ops'
import { adam, applyUpdates, globalNorm } from 'espalier/optim'
import type { Row } from './chart.ts'
import { curve, progress, svg } from './report.ts'

const steps = 300
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
type P = Params<typeof net>
interface Batch {
  readonly x: F32<'64 4'>
  readonly t: F32<'64 1'>
}

// 64 points, and a target that no linear model reaches: x₀ x₁ + x₂
const x = random.uniform(random.under(key, 'data'), [64, 4], { min: -1, max: 1 })
const [x0, x1, x2] = [slice(x, [null, [0, 1]]), slice(x, [null, [1, 2]]), slice(x, [null, [2, 3]])]
const batch: Batch = { x, t: add(mul(x0, x1), x2) }

const predict = apply(net)
const loss = (params: P, { x, t }: Batch) => meanSquaredError(predict(params, x), t)
const optimizer = adam({ learningRate: 0.01 })
const start = (params: P) => ({ params, opt: optimizer.init(params) })

/** The norm of each layer's parameters, or of their gradients. */
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

/** A leaf on one line. */
const line = (leaf: unknown): string => {
  const text = `${leaf}`
  return text.length > 76 ? `${text.slice(0, 75)}…` : text
}

const show = (title: string, params: P): void => {
  console.log(`\n${title}`)
  const gradients = new Map(entries(grad(loss)(params, batch)))
  for (const [path, leaf] of entries(params))
    console.log(`  ${path.padEnd(15)}${line(leaf)}\n       gradient  ${line(gradients.get(path))}`)
}

console.log(summary(net))
const params = init(net)(key)
show('before', params)

const bar = progress(steps)
const [last, history] = fold(step, {
  every: 10,
  report: ({ steps: done, outputs }) => bar.at(done, toArray(outputs.loss).at(-1) ?? 0),
})(
  start(params),
  Array.from({ length: steps }, () => batch),
)
bar.stop()

show('after', last.params)
const losses = toArray(history.loss)
console.log(`\nloss\n${curve(losses)}`)

const rows = (
  quantity: Row['quantity'],
  layer: string,
  values: readonly number[],
): readonly Row[] => values.map((value, index) => ({ step: index, quantity, layer, value }))
type Norms = Tensor<[number], 'f32' | 'f64'>
const ofLayers = (quantity: Row['quantity'], layers: Readonly<Record<string, Norms>>) =>
  Object.entries(layers).flatMap(([layer, values]) => rows(quantity, layer, toArray(values)))
await svg(
  [
    ...rows('loss', 'loss', losses),
    ...ofLayers('parameter norm', history.parameters),
    ...ofLayers('gradient norm', history.gradients),
  ],
  'build/run.svg',
  'A shared layer, trained from seed 42',
)
console.log('\nthe run is drawn in build/run.svg')
console.log(`digest of the final parameters, the same on every machine:\n${digest(last.params)}`)
