// What an optimizer costs its user: sixty layers, their gradient, one step of adam, and the update applied.
import { measureInstantiations } from './instantiations.ts'

const layers = Array.from({ length: 30 }, () => 'linear(8, 8), relu').join(', ')
const head = `
import { grad } from '../dist/functions/index.js'
import { meanSquaredError } from '../dist/loss/index.js'
import { apply, init, linear, relu, sequential, type Params } from '../dist/nn/index.js'
import { adam, applyUpdates, chain, clipByGlobalNorm } from '../dist/optim/index.js'
import { start, step } from '../dist/train/index.js'
import { key } from '../dist/random/index.js'
import type { F32 } from '../dist/ops/index.js'
const net = sequential(${layers})
const loss = (p: Params<typeof net>, x: F32<'batch 8'>) => meanSquaredError(apply(net)(p, x), x)
declare const x: F32<'2 8'>
const params = init(net)(key(0))
const g = grad(loss)(params, x)
export const all = [g, params, adam, applyUpdates, chain, clipByGlobalNorm, start, step]
`
const body = {
  'init and update': `
const optimizer = chain(clipByGlobalNorm(1), adam({ learningRate: 0.1 }))
const [updates, state] = optimizer.update(g, optimizer.init(params), params)
export const after = applyUpdates(params, updates)
export const slot = state[1][0].mu[0].weight`,
  'a step of train': `
const optimizer = adam({ learningRate: 0.1 })
export const [next, value] = step(loss, optimizer)(start(optimizer)(params), x)`,
}

measureInstantiations(
  Object.fromEntries(
    Object.entries(body).map(([name, text]) => [name, { without: head, with: head + text }]),
  ),
)
