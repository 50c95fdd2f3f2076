// Models whose types are measured. The budget is that of a user: 60 layers with init, apply and grad, 20 000 instantiations.
import type { Subject } from './instantiations.ts'

const head = `
import { apply, at, grad, init, initState, nn, train, type Key, type Params, type Tensor } from '../dist/index.js'
declare const key: Key
declare const sumOf: (y: Tensor<readonly unknown[]>) => Tensor<[]>
export const all = [apply, at, grad, init, initState, nn, train, key, sumOf]
`
const costing = (text: string): Subject => ({ without: head, with: `${head}${text}\n` })

/** Pairs of linear and relu over these sizes. */
const layersOf = (sizes: readonly number[]): string =>
  sizes
    .slice(1)
    .map((size, i) => `nn.linear(${sizes[i]}, ${size}), nn.relu`)
    .join(', ')

/** A model, its parameters, its output and its gradient. */
const used = (layers: string, size: number): string => `
declare const x: Tensor<[32, ${size}]>
const net = nn.sequential(${layers})
const p = init(net)(key)
export const y = apply(net)(p, x)
export const g = grad((q: Params<typeof net>) => sumOf(apply(net)(q, x)))(p)
`

const equal = Array.from({ length: 31 }, () => 8)
const different = Array.from({ length: 31 }, (_, i) => 100 + 7 * i)
const block =
  'nn.residual(nn.sequential(nn.layerNorm(768), nn.linear(768, 3072), nn.gelu(), nn.linear(3072, 768)))'
const gpt = `nn.named('embed', nn.embedding(50257, 768)), nn.named('h', nn.repeat(12, ${block})), nn.named('head', nn.linear(768, 50257))`

/** The model of the budget. */
export const sixty: Subject = costing(used(layersOf(equal), 8))

export const subjects: Readonly<Record<string, Subject>> = {
  '60 layers, init, apply, grad': sixty,
  'the same, thirty sizes': costing(used(layersOf(different), 100)),
  'the same, two at()': costing(
    `${used(layersOf(equal), 8)}export const a = [at(p, '2.weight'), at(p, '58.bias')]`,
  ),
  'the same, train': costing(`${used(layersOf(equal), 8)}export const [z] = train(net)(p, x)`),
  'a GPT, repeat 12, init and apply': costing(
    `const net = nn.sequential(${gpt})\ndeclare const x: Tensor<[2, 16], 'i32'>\nexport const y = apply(net)(init(net)(key), x)`,
  ),
  'the same, tied': costing(
    `const net = nn.tie(nn.sequential(${gpt}), { 'head.weight': 'embed.weight' })\ndeclare const x: Tensor<[2, 16], 'i32'>\nexport const y = apply(net)(init(net)(key), x)`,
  ),
}

export const budget: number = 20_000
