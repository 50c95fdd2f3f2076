// What a call of a jitted function costs beside its program: six leaves, in three layers, come in and go out.
import { jit, type Tensor } from 'espalier'
import { mul, ones } from 'espalier/ops'
import { executableOf } from '../src/functions/index.ts'
import { levelOf } from '../src/language/level/index.ts'
import { readerOf } from '../src/tree/reader.ts'
import { flattenValues } from '../src/tree/structure.ts'
import { unflattenTree } from '../src/tree/unflatten.ts'
import { compare } from './measure.ts'

type Layer = { readonly weight: Tensor<[8, 4]>; readonly bias: Tensor<[8]> }
type Layers = { readonly 0: Layer; readonly 2: Layer; readonly 4: Layer }
const layer = (): Layer => ({ weight: ones([8, 4]), bias: ones([8]) })
const params: Layers = { 0: layer(), 2: layer(), 4: layer() }

const same = jit((p: Layers) => p)
const scaled = jit((p: Layers) => ({ ...p, 4: { ...p[4], bias: mul(p[4].bias, 2) } }))
const steps = [3, 1, 4, 1, 5, 9, 2, 6]
const chosen = jit((p: Layers, n: number) => ({ p, n }))

const { leaves, structure } = flattenValues([params])
const read = readerOf(structure)
let turn = 0

const [unchanged, doubled] = [same, scaled].map((f) => executableOf(f, [params]))

compare({
  'six leaves, given back': () => same(params),
  'six leaves, one of eight numbers doubled': () => scaled(params),
  'six leaves and one of seven numbers': () => chosen(params, steps[turn++ % 8] ?? 0),
  'the first program alone': () => unchanged?.run(leaves),
  'the second program alone': () => doubled?.run(leaves),
  'flattened alone': () => flattenValues([params]),
  'read alone': () => read([params], []),
  'built again alone': () => unflattenTree(structure, leaves),
  'levels alone': () => leaves.every((leaf) => levelOf(leaf) === undefined),
})
