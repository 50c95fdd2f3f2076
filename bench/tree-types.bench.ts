// What paths into a tree cost their user: the parameters of a GPT of twelve blocks, its head tied to its embedding.
import { measureInstantiations, type Subject } from './instantiations.ts'

const head = `
import { at, lens, modify, set, subtree, untie, type Ref } from '../dist/tree/index.js'
import type { Tensor } from '../dist/tensor/index.js'
interface Linear<I extends number, O extends number> { readonly weight: Tensor<[O, I]>; readonly bias: Tensor<[O]> }
interface Norm<C extends number> { readonly weight: Tensor<[C]>; readonly bias: Tensor<[C]> }
interface Block {
  readonly attn: { readonly body: { readonly 0: Norm<768>; readonly 1: { readonly qkv: Linear<768, 2304>; readonly out: Linear<768, 768> } } }
  readonly mlp: { readonly body: { readonly 0: Norm<768>; readonly 1: Linear<768, 3072>; readonly 3: Linear<3072, 768> } }
}
interface Gpt {
  readonly embed: { readonly weight: Tensor<[50257, 768]> }
  readonly h: { readonly [K in '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '10' | '11']: Block }
  readonly head: { readonly weight: Ref<'embed.weight', 2> }
}
declare const p: Gpt
declare const w: Tensor<[768, 3072]>
export const all = [p, w, at, lens, modify, set, subtree, untie]
`
const costing = (line: string): Subject => ({ without: head, with: `${head}${line}\n` })

measureInstantiations({
  'at, a leaf': costing("export const a: Tensor<[768, 3072]> = at(p, 'h.11.mlp.body.3.weight')"),
  'at, an alias': costing("export const a: Tensor<[50257, 768]> = at(p, 'head.weight')"),
  set: costing("export const a: Gpt = set(p, 'h.11.mlp.body.3.weight', w)"),
  modify: costing("export const a: Gpt = modify(p, 'h.11.mlp.body.3.weight', (x) => x)"),
  lens: costing("export const a: Gpt = lens<Gpt>()('h.11.mlp.body.3.weight').set(w)(p)"),
  'subtree, a block': costing("export const a: Block = subtree(p, 'h.11')"),
  'subtree, tied': costing("export const a: Tensor<[50257, 768]> = subtree(p, 'head').weight"),
  untie: costing("export const a: Tensor<[50257, 768]> = untie(p, 'head.weight').head.weight"),
})
