// What each shape rule costs the compiler.
import { measureInstantiations, type Subject } from './instantiations.ts'

const subject = (type: string): Subject => {
  // the last line makes the compiler look at every dim
  const file = (body: string): string =>
    `import type * as shape from '../dist/shape/index.js'
export declare const result: [shape.Size<[]>, ${body}]
export const seen: readonly (string | number | boolean | readonly (string | number)[])[] = result
`
  return { without: file('[0]'), with: file(type) }
}

const types = [
  "shape.BroadcastShape<'add', [32, 128, 768], [768]>",
  "shape.BroadcastShape<'add', [2, 3], [4]>",
  'shape.MatmulShape<[32, 768], [768, 3072]>',
  'shape.MatmulShape<[32, 12, 128, 64], [32, 12, 64, 128]>',
  'shape.MatmulShape<[2, 3], [4, 5]>',
  'shape.TransposeShape<[2, 3, 4]>',
  'shape.TransposeShape<[2, 3, 4, 5], [0, 2, 1, 3]>',
  "shape.ReduceShape<'sum', [2, 3, 4]>",
  "shape.ReduceShape<'sum', [2, 3, 4], -1>",
  "shape.ReduceShape<'sum', [2, 3, 4], [0, 1]>",
  "shape.KeepDimsShape<'sum', [2, 3, 4], -1>",
  'shape.SqueezeShape<[2, 1, 4], 1>',
  'shape.ExpandDimsShape<[2, 3, 4], -1>',
  'shape.ConcatShape<[[32, 128], [32, 64]], 1>',
  'shape.StackShape<[[32, 128], [32, 128]], 0>',
  'shape.SplitShape<[32, 2304], 3, 1>',
  'shape.ReshapeShape<[32, 128, 768], [32, 128, 12, 64]>',
  'shape.ReshapeShape<[32, 128, 768], [4096, 768]>',
  'shape.ReshapeShape<[32, 128, 768], [-1, 768]>',
  'shape.ReshapeShape<[2, 3], [7]>',
  'shape.FlattenShape<[32, 16, 5, 5]>',
  'shape.SliceShape<[32, 128], [0, [10, 20]]>',
  'shape.TakeShape<[50257, 768], [32, 128], 0>',
  "shape.EinsumShape<'ij,jk->ik', [[32, 768], [768, 3072]]>",
  "shape.EinsumShape<'bhqd,bhkd->bhqk', [[32, 12, 128, 64], [32, 12, 128, 64]]>",
  'shape.Add<768, 3072>',
  'shape.Sub<65536, 1>',
  'shape.Mul<768, 3072>',
  'shape.DivMod<65536, 7>',
  'shape.Lt<65535, 65536>',
]

measureInstantiations(
  Object.fromEntries(types.map((type) => [type.replaceAll('shape.', ''), subject(type)])),
)
