// The layers of the golden numbers, said in specs, and values compared on the scale of each tensor.
import type { AnySpec } from '../../src/nn/index.ts'
import * as nn from '../../src/nn/index.ts'
import { tensor } from '../../src/ops/index.ts'
import type { AnyTensor } from '../../src/tensor/index.ts'
import type { Stored } from '../golden/read.ts'

type Options = Readonly<Record<string, unknown>>
interface Layer {
  readonly layer: string
  readonly options: Options
}

/** A spec whose type is forgotten: what a test reads from a file has none. */
const any = (spec: nn.Spec): AnySpec => spec as AnySpec

/** Constructors whose options the fixture gives untyped. */
const { conv1d, conv2d, maxPool, avgPool } = nn as unknown as Readonly<
  Record<'conv1d' | 'conv2d' | 'maxPool' | 'avgPool', (...args: readonly unknown[]) => nn.Spec>
>
const number = (x: unknown): number => x as number
/** PyTorch's `affine: false` leaves out both. */
const norm = ({ affine, bias, eps }: Options): nn.NormOptions<false, false> => ({
  ...(eps === undefined ? {} : { eps: number(eps) }),
  ...(affine === false ? { weight: false } : {}),
  ...(affine === false || bias === false ? { bias: false } : {}),
})

const layers: Readonly<Record<string, (options: Options) => nn.Spec>> = {
  linear: ({ in: i, out: o, bias }) =>
    nn.linear(number(i), number(o), bias === false ? { bias } : {}),
  relu: () => nn.relu,
  silu: () => nn.silu,
  sigmoid: () => nn.sigmoid,
  tanh: () => nn.tanh,
  softplus: () => nn.softplus,
  selu: () => nn.selu,
  logSigmoid: () => nn.logSigmoid,
  leakyRelu: (options) => nn.leakyRelu(options),
  elu: (options) => nn.elu(options),
  gelu: (options) => nn.gelu(options),
  softmax: (options) => nn.softmax(options),
  logSoftmax: (options) => nn.logSoftmax(options),
  embedding: ({ count, size }) => nn.embedding(number(count), number(size)),
  layerNorm: (options) => nn.layerNorm(options.shape as readonly number[], norm(options)),
  batchNorm: ({ size, momentum, axis, ...options }) =>
    nn.batchNorm(number(size), {
      ...norm(options),
      momentum: number(momentum),
      ...(axis === undefined ? {} : { axis: number(axis) }),
    }),
  conv1d: ({ in: i, out: o, kernel, ...options }) => conv1d(i, o, kernel, options),
  conv2d: ({ in: i, out: o, kernel, ...options }) => conv2d(i, o, kernel, options),
  maxPool: ({ window, ...options }) => maxPool(window, options),
  avgPool: ({ window, ...options }) => avgPool(window, options),
  globalPool: (options) => nn.globalPool(options),
  rmsNorm: ({ shape, affine, ...options }) =>
    nn.rmsNorm(shape as readonly number[], {
      ...options,
      ...(affine === false ? { weight: false } : {}),
    }),
  positions: ({ count, size }) => nn.positions(number(count), number(size)),
  multiHeadAttention: ({ size, heads, ...options }) =>
    nn.multiHeadAttention(number(size), number(heads) as never, options as never),
  gpt2: (sizes) => nn.gpt2(sizes as never, { tied: false }),
  flatten: () => nn.flatten,
  residual: ({ body }) => nn.residual(specOf(body as Layer)),
  sequential: ({ layers: all }) => nn.sequential(...(all as readonly Layer[]).map(specOf)),
}

/** The kinds of layers that the fixture may name. */
export const kinds: readonly string[] = Object.keys(layers)

export const specOf = ({ layer, options }: Layer): AnySpec => {
  const make = layers[layer]
  if (make === undefined) throw new Error(`${layer} is not among the layers`)
  return any(make(options))
}

export const tensorOf = ({ data, shape, dtype }: Stored): AnyTensor =>
  tensor(dtype === 'bool' ? data.map((x) => x !== 0) : data, shape, { dtype })

/** A record by PyTorch's names as a tree. */
export const treeOf = (flat: Readonly<Record<string, AnyTensor>>): AnyTree => {
  const tree: Record<string, unknown> = {}
  for (const [path, value] of Object.entries(flat)) {
    const names = path.split('.')
    const last = names.pop() ?? ''
    const parent = names.reduce((node, name) => {
      node[name] ??= {}
      return node[name] as Record<string, unknown>
    }, tree)
    parent[last] = value
  }
  return tree as AnyTree
}
type AnyTree = nn.Params<AnySpec>

/** How far a tensor is from what is expected, by the largest of it or a larger scale: to be compared with 1. */
export const distance = (actual: AnyTensor, expected: Stored, least = 0): number => {
  const tolerance = expected.dtype === 'f64' ? 1e-12 : 1e-6
  const scale = expected.data.reduce((most, x) => Math.max(most, Math.abs(x)), least)
  const unit = tolerance * (expected.dtype === 'f64' ? Math.max(1, scale) : scale)
  const values = [...actual].map(Number)
  return values.reduce(
    (most, x, i) => Math.max(most, Math.abs(x - (expected.data[i] ?? Number.NaN)) / (unit || 1)),
    values.length === expected.data.length ? 0 : Number.POSITIVE_INFINITY,
  )
}
