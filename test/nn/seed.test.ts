// The chapter's models against PyTorch's numbers: 4-8-1, rgnet, the shared layer, the fixed-weight model and the chimera.

import { isRight } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { grad, valueAndGrad } from '../../src/functions/index.ts'
import { meanSquaredError } from '../../src/loss/index.ts'
import {
  apply,
  constant,
  define,
  fixed,
  init,
  initializer,
  layer,
  linear,
  named,
  type Params,
  ref,
  relu,
  repeat,
  sequential,
} from '../../src/nn/index.ts'
import { abs, add, div, matmul, sum, tensor, update } from '../../src/ops/index.ts'
import { key } from '../../src/random/index.ts'
import { type AnyTensor, item, type Tensor, toArray } from '../../src/tensor/index.ts'
import { at, count, flat, modify, paths, unflat } from '../../src/tree/index.ts'
import { read } from '../golden/read.ts'

type Nested = number | readonly Nested[]
type Named = Readonly<Record<string, Nested>>
interface Section<V> {
  readonly values: { readonly f64: V; readonly f32: V }
}
interface Values {
  readonly X: Nested
  readonly y: Nested
  readonly loss: number
  readonly params: Named
  readonly grads: Named
}
type Shapes = readonly (readonly [string, readonly number[]])[]
interface Golden {
  readonly mlp_4_8_1: Section<Values & { readonly T: Nested; readonly grad_X: Nested }> & {
    readonly named_parameters: Shapes
    readonly num_params: number
  }
  readonly rgnet: Section<Values & { readonly 'rgnet[0][1][0].bias': Nested }> & {
    readonly named_parameters: Shapes
    readonly num_params: number
  }
  readonly shared: Section<
    Values & {
      readonly T: Nested
      readonly set_0_0_to_100: { readonly y_after: Nested }
    }
  > & { readonly named_parameters_dedup: Shapes; readonly num_unique_params: number }
  readonly fancy_mlp: Section<{
    readonly y: number
    readonly halvings: number
    readonly grads: Named
    readonly grad_X: Nested
  }>
  readonly chimera: Section<{
    readonly y: number
    readonly halvings: number
    readonly grad_norms: Readonly<Record<string, number>>
    readonly 'grad_2.linear.bias': Nested
    readonly 'grad_1.bias': Nested
  }> & { readonly named_parameters: Shapes; readonly num_params: number }
}
const golden = read<Golden>('seed.json')
type Float = 'f32' | 'f64'
const dtypes: readonly Float[] = ['f64', 'f32']

const flatten = (x: Nested): readonly number[] => (typeof x === 'number' ? [x] : x.flatMap(flatten))

let compared = 0
/** |a − b| ≤ 1e-12 · max(1, max|b|) in f64, 1e-6 · max|b| in f32; a sum on the scale of its terms. */
const close = (actual: unknown, expected: Nested, dtype: Float, scale = 0): void => {
  const [a, b] = [flatten(actual as Nested), flatten(expected)]
  const largest = Math.max(scale, ...b.map(Math.abs))
  const tolerance = dtype === 'f64' ? 1e-12 * Math.max(1, largest) : 1e-6 * largest
  expect(a.length).toBe(b.length)
  for (const [i, x] of a.entries())
    expect(Math.abs(x - (b[i] ?? Number.NaN))).toBeLessThanOrEqual(tolerance)
  compared += b.length
}

/** w[i] = ((73 i² + 37 i + 101 s) mod 257 − 128) / 256. */
const formula = (shape: readonly number[], s: number, dtype: Float): AnyTensor => {
  const n = shape.reduce((product, size) => product * size, 1)
  const values = Array.from(
    { length: n },
    (_, i) => (((73 * i * i + 37 * i + 101 * s) % 257) - 128) / 256,
  )
  return tensor(values, shape, { dtype }) as AnyTensor
}

const numbers = (x: Nested, shape: readonly number[], dtype: Float): AnyTensor =>
  tensor(flatten(x), shape, { dtype }) as AnyTensor

/** The parameters of a spec with the values of a record. */
const loaded = <P extends object>(like: P, record: Named, dtype: Float): P => {
  const leaves = Object.entries(flat(like)).flatMap(([path, leaf]) => {
    const values = record[path]
    return values === undefined ? [] : [[path, numbers(values, leaf.shape, dtype)] as const]
  })
  const tree = unflat(like)(Object.fromEntries(leaves))
  return isRight(tree) ? tree.right : expect.fail(JSON.stringify(tree.left))
}

const sorted = (shapes: Shapes): Shapes => [...shapes].sort(([a], [b]) => (a < b ? -1 : 1))
const shapesOf = (tree: object): Shapes =>
  sorted(Object.entries(flat(tree)).map(([path, leaf]) => [path, leaf.shape]))

const gradientsAre = (g: object, expected: Named, dtype: Float, scale = 0): void => {
  const actual = flat(g)
  for (const [path, values] of Object.entries(expected))
    close([...(actual[path] ?? [])] as number[], values, dtype, scale)
}

const net = sequential(linear(4, 8), relu, linear(8, 1))

test('4-8-1 has the parameters of PyTorch, 49 in all', () => {
  const p = init(net)(key(0))
  expect(shapesOf(p)).toEqual(sorted(golden.mlp_4_8_1.named_parameters))
  expect(count(p)).toBe(golden.mlp_4_8_1.num_params)
})

for (const dtype of dtypes)
  test(`4-8-1 computes PyTorch's outputs, loss and gradients in ${dtype}`, () => {
    const v = golden.mlp_4_8_1.values[dtype]
    const p = loaded(init(net, { dtype: 'f64' })(key(0)), v.params, 'f64')
    const params = loaded(init(net, { dtype })(key(0)), v.params, dtype) as typeof p
    const x = numbers(v.X, [2, 4], dtype) as Tensor<[2, 4], 'f64'>
    const t = numbers(v.T, [2, 1], dtype) as Tensor<[2, 1], 'f64'>
    const loss = (q: typeof p, input: typeof x): Tensor<[], 'f64'> =>
      meanSquaredError(apply(net)(q, input), t)
    close(toArray(apply(net)(params, x)), v.y, dtype)
    const [value, g] = valueAndGrad(loss)(params, x)
    close(item(value), v.loss, dtype)
    gradientsAre(g, v.grads, dtype)
    close(toArray(grad((input: typeof x) => loss(params, input))(x)), v.grad_X, dtype)
  })

const block1 = sequential(linear(4, 8), relu, linear(8, 4), relu)
const rgnet = sequential(repeat(4, block1, { names: 'block *' }), linear(4, 1))

test('rgnet has the 18 leaves of PyTorch, 309 parameters', () => {
  const p = init(rgnet)(key(0))
  expect(paths(p).length).toBe(18)
  expect(shapesOf(p)).toEqual(sorted(golden.rgnet.named_parameters))
  expect(count(p)).toBe(golden.rgnet.num_params)
  expect(at(p, '0.block 1.0.bias').shape).toEqual([8])
})

for (const dtype of dtypes)
  test(`rgnet computes PyTorch's outputs, loss and gradients in ${dtype}`, () => {
    const v = golden.rgnet.values[dtype]
    const params = loaded(init(rgnet, { dtype })(key(0)), v.params, dtype) as Params<typeof rgnet>
    const x = numbers(v.X, [2, 4], dtype) as Tensor<[2, 4]>
    const t = formula([2, 1], 2000, dtype) as Tensor<[2, 1]>
    close(toArray(apply(rgnet)(params, x)), v.y, dtype)
    close(toArray(at(params, '0.block 1.0.bias')), v['rgnet[0][1][0].bias'], dtype)
    const loss = (p: typeof params): Tensor<[]> => meanSquaredError(apply(rgnet)(p, x), t)
    const [value, g] = valueAndGrad(loss)(params)
    close(item(value), v.loss, dtype)
    gradientsAre(g, v.grads, dtype)
  })

const shared = sequential(linear(4, 8), relu, linear(8, 8), relu, ref('2'), relu, linear(8, 1))

test('the shared-layer model has 6 leaves, 121 parameters', () => {
  const p = init(shared)(key(0))
  expect(shapesOf(p)).toEqual(sorted(golden.shared.named_parameters_dedup))
  expect(count(p)).toBe(golden.shared.num_unique_params)
  expect(at(p, '4.weight')).toBe(at(p, '2.weight'))
})

for (const dtype of dtypes)
  test(`the shared-layer model computes PyTorch's outputs, loss and gradients in ${dtype}`, () => {
    const v = golden.shared.values[dtype]
    const params = loaded(init(shared, { dtype })(key(0)), v.params, dtype) as Params<typeof shared>
    const x = numbers(v.X, [2, 4], dtype) as Tensor<[2, 4]>
    const t = numbers(v.T, [2, 1], dtype) as Tensor<[2, 1]>
    close(toArray(apply(shared)(params, x)), v.y, dtype)
    const loss = (p: typeof params): Tensor<[]> => meanSquaredError(apply(shared)(p, x), t)
    const [value, g] = valueAndGrad(loss)(params)
    close(item(value), v.loss, dtype)
    gradientsAre(g, v.grads, dtype)
    const changed = modify(params, '2.weight', (w) => update(w, [0, 0], 100))
    expect(toArray(at(changed, '4.weight'))[0]?.[0]).toBe(100)
    close(toArray(apply(shared)(changed, x)), v.set_0_0_to_100.y_after, dtype)
  })

/** The chapter's exercise: a layer used twice, weights that are never trained, and a loop on a value. */
const lin = linear(20, 20)
const given = initializer('given', () => (_key, leaf) => formulaOf(leaf.shape, leaf.dtype))
const formulaOf = (shape: readonly number[], dtype: Float): AnyTensor =>
  abs(add(formula(shape, 500, dtype), formula(shape, 500, dtype)))
let halvings = 0
const fancy = define('fancyMlp', () =>
  layer({
    from: ['batch', 20],
    to: [],
    parts: { linear: lin, rand: fixed([20, 20], given()) },
    apply: ({ linear: p, rand }, x) => {
      let h = apply(lin)(p, x)
      h = apply(relu)({}, add(matmul(h, rand), 1))
      h = apply(lin)(p, h)
      halvings = 0
      while (item(sum(abs(h))) > 1) {
        h = div(h, 2)
        halvings++
      }
      return sum(h)
    },
  }),
)()

for (const dtype of dtypes)
  test(`the fixed-weight model computes and differentiates as PyTorch's in ${dtype}`, () => {
    const v = golden.fancy_mlp.values[dtype]
    const like = init(fancy, { dtype })(key(0)) as unknown as Params<typeof fancy>
    expect(paths(like)).toEqual(['linear.bias', 'linear.weight'])
    const params = {
      ...like,
      linear: {
        weight: formula([20, 20], 0, dtype) as Tensor<[20, 20]>,
        bias: formula([20], 1, dtype) as Tensor<[20]>,
      },
    }
    const x = formula([2, 20], 1000, dtype) as Tensor<[2, 20]>
    const f = (p: Params<typeof fancy>, input: typeof x): Tensor<[]> => apply(fancy)(p, input)
    close(item(f(params, x)), v.y, dtype)
    expect(halvings).toBe(v.halvings)
    const g = grad(f)(params, x)
    gradientsAre({ linear: g.linear }, v.grads, dtype)
    expect(g.rand).toBe(params.rand)
    close(toArray(grad((input: typeof x) => f(params, input))(x)), v.grad_X, dtype)
  })

const nest = sequential(
  named('net', sequential(linear(20, 64), relu, linear(64, 32), relu)),
  named('linear', linear(32, 16)),
)
const chimera = sequential(nest, linear(16, 20), fancy)

for (const dtype of dtypes)
  test(`the chimera computes and differentiates as PyTorch's in ${dtype}`, () => {
    const section = golden.chimera
    const v = section.values[dtype]
    const like = init(chimera, { dtype })(key(0)) as unknown as Params<typeof chimera>
    expect(count(like)).toBe(section.num_params)
    const record = Object.fromEntries([
      ...section.named_parameters.map(
        ([path, shape], s) => [path, formula(shape, s, dtype)] as const,
      ),
      ['2.rand', formulaOf([20, 20], dtype)] as const,
    ])
    const tree = unflat(like)(record)
    const params = isRight(tree) ? tree.right : expect.fail(JSON.stringify(tree.left))
    const x = formula([2, 20], 1000, dtype) as Tensor<[2, 20]>
    const f = (p: typeof params): Tensor<[]> => apply(chimera)(p, x)
    close(item(f(params)), v.y, dtype, 1) // its partial sums are up to Σ|h| ≤ 1
    expect(halvings).toBe(v.halvings)
    const g = flat(grad(f)(params))
    for (const [path, norm] of Object.entries(v.grad_norms)) {
      const values = [...(g[path] ?? [])].map(Number)
      close(Math.sqrt(values.reduce((total, one) => total + one * one, 0)), norm, dtype)
    }
    close(toArray(g['2.linear.bias'] as Tensor<[20]>), v['grad_2.linear.bias'], dtype)
    close(toArray(g['1.bias'] as Tensor<[20]>), v['grad_1.bias'], dtype)
  })

test('every number was compared', () => {
  console.log(`seed.json, models: ${compared} numbers`)
  expect(compared).toBeGreaterThan(2000)
})

test('a constant initializer of value 1 gives 8 relu(Σx) in 4-8-1', () => {
  const ones = { weight: constant({ value: 1 }), bias: constant({ value: 0 }) }
  const spec = sequential(linear(4, 8, ones), relu, linear(8, 1, ones))
  const x = numbers(golden.mlp_4_8_1.values.f32.X, [2, 4], 'f32') as Tensor<[2, 4]>
  expect(toArray(apply(spec)(init(spec)(key(0)), x))).toEqual([[6.6875], [0]])
})
