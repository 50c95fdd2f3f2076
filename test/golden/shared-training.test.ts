// The shared layer, trained by every optimizer of seed.json for twenty steps, and the same layer untied: losses, the norms of
// every gradient and parameter at each step, and what stands at the end, against PyTorch's numbers.
import { isLeft } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { fold, valueAndGrad } from '../../src/functions/index.ts'
import { meanSquaredError } from '../../src/loss/index.ts'
import { apply, init, linear, type Params, ref, relu, sequential } from '../../src/nn/index.ts'
import { norm, tensor } from '../../src/ops/index.ts'
import { adam, adamw, applyUpdates, type Optimizer, sgd } from '../../src/optim/index.ts'
import { key } from '../../src/random/index.ts'
import { item, type Tensor } from '../../src/tensor/index.ts'
import { start } from '../../src/train/index.ts'
import { at, entries, flat, isRef, paths, unflat } from '../../src/tree/index.ts'
import { formula } from './ledger.ts'
import { mustBeNear } from './near.ts'
import { read } from './read.ts'

type Dtype = 'f32' | 'f64'
type Nested = readonly number[] | readonly (readonly number[])[]
type Named<T> = Readonly<Record<string, T>>
interface End {
  readonly final_params: Named<Nested>
  readonly final_loss: number
  readonly tied_still_equal: boolean
}
interface Trajectory extends End {
  readonly steps: readonly {
    readonly step: number
    readonly loss: number
    readonly grad_norms: Named<number>
    readonly param_norms: Named<number>
  }[]
}
interface Data {
  readonly X: Nested
  readonly T: Nested
}
interface Golden {
  readonly shared: { readonly values: { readonly f64: { readonly params: Named<Nested> } } }
  readonly shared_training: Named<{ readonly f64: Trajectory & Data; readonly f32: End }>
  readonly untied_training_same_init: Named<{ readonly f64: Trajectory }>
}

const golden = read<Golden>('seed.json')

const optimizers: Named<Optimizer> = {
  'sgd_lr0.05': sgd({ learningRate: 0.05 }),
  'sgd_momentum0.9_lr0.02': sgd({ learningRate: 0.02, momentum: 0.9 }),
  'sgd_momentum0.9_wd0.1_lr0.02': sgd({ learningRate: 0.02, momentum: 0.9, weightDecay: 0.1 }),
  'adam_lr0.01': adam({ learningRate: 0.01 }),
  'adamw_lr0.01_wd0.1': adamw({ learningRate: 0.01, weightDecay: 0.1 }),
}

const tied = sequential(linear(4, 8), relu, linear(8, 8), relu, ref('2'), relu, linear(8, 1))
const untied = sequential(linear(4, 8), relu, linear(8, 8), relu, linear(8, 8), relu, linear(8, 1))

const wide = (rows: Nested, dtype: Dtype): Tensor<[number, number], 'f64'> =>
  tensor(rows as readonly (readonly number[])[], { dtype }) as never // f64 stands for either: one loss for both
const narrow = (values: Nested, dtype: Dtype) => tensor(values as readonly number[], { dtype })

/** The start of every trajectory; an untied layer 4 is a copy of layer 2. */
const loaded = <P>(like: P, dtype: Dtype): P => {
  const { params } = golden.shared.values.f64
  const record = Object.fromEntries(
    paths(like).map((path) => [path, narrow(params[path.replace(/^4/, '2')] ?? [], dtype)]),
  )
  const found = unflat(like)(record)
  if (isLeft(found)) throw new Error(JSON.stringify(found.left))
  return found.right
}

const norms = (tree: unknown): readonly Tensor<[], 'f64'>[] =>
  entries(tree).map(([, leaf]) => norm(leaf) as Tensor<[], 'f64'>) // or f32, as above

/** Twenty steps: the end, its loss, and what was seen before each step. */
const trained = <P>(
  first: P,
  loss: (p: P) => Tensor<[], 'f64'>,
  optimizer: Optimizer,
): { readonly params: P; readonly loss: number; readonly seen: Seen } => {
  const step = (run: { params: P; opt: object }, _: null) => {
    const [value, grads] = valueAndGrad(loss as (p: unknown) => Tensor<[], 'f64'>)(run.params)
    const [updates, opt] = optimizer.update(grads as P, run.opt, run.params)
    const seen = { loss: value, grads: norms(grads), params: norms(run.params) }
    return [{ params: applyUpdates(run.params, updates), opt: opt as object }, seen] as const
  }
  const run = start(optimizer)(first) as { params: P; opt: object }
  const [last, seen] = fold(step)(run, Array<null>(20).fill(null))
  return { params: last.params, loss: item(loss(last.params)), seen: seen as never }
}

/** Stacked over the steps, the norms in leaf order. */
interface Seen {
  readonly loss: Tensor<[20], 'f64'>
  readonly grads: readonly Tensor<[20], 'f64'>[]
  readonly params: readonly Tensor<[20], 'f64'>[]
}

let compared = 0
const near = (got: number, wanted: number, dtype: Dtype, place: string): void => {
  const scale = dtype === 'f64' ? 1e-12 * Math.max(1, Math.abs(wanted)) : 1e-5 * Math.abs(wanted)
  expect(Math.abs(got - wanted), place).toBeLessThanOrEqual(scale)
  compared += 1
}

/** Numbers that must be the same to the bit, for nothing rounds them. */
const same = (got: readonly number[], wanted: readonly number[]): void => {
  expect(got).toEqual(wanted)
  compared += got.length
}

/** The inputs of a trajectory: X by the seed's formula, T = x₂ + x₀ x₁ of each row. */
const compareData = ({ X, T }: Data): void => {
  const inputs = formula([16, 4], 1000)
  const row = (i: number): readonly number[] => inputs.slice(4 * i, 4 * i + 4)
  const target = ([a = 0, b = 0, c = 0]: readonly number[]): number => c + a * b
  same(inputs, X.flat())
  same(
    X.map((_, i) => target(row(i))),
    T.flat(),
  )
}

const compareSteps = (seen: Seen, names: readonly string[], { steps }: Trajectory): void => {
  same(
    steps.map(({ step }) => step),
    Array.from({ length: 20 }, (_, i) => i),
  )
  for (const [i, wanted] of steps.entries()) {
    near([...seen.loss][i] as number, wanted.loss, 'f64', `loss of step ${i}`)
    for (const [kind, columns, numbers] of [
      ['gradient', seen.grads, wanted.grad_norms],
      ['parameter', seen.params, wanted.param_norms],
    ] as const) {
      expect([...names].sort()).toEqual(Object.keys(numbers).sort())
      for (const [k, name] of names.entries())
        near(
          [...(columns[k] ?? [])][i] as number,
          numbers[name] ?? Number.NaN,
          'f64',
          `norm of the ${kind} of ${name} at step ${i}`,
        )
    }
  }
}

const compareEnd = (params: unknown, loss: number, wanted: End, dtype: Dtype): void => {
  const leaves = flat(params)
  expect(Object.keys(leaves).sort()).toEqual(Object.keys(wanted.final_params).sort())
  for (const [name, values] of Object.entries(wanted.final_params)) {
    const { shape } = narrow(values, dtype)
    const leaf = leaves[name]
    if (leaf === undefined) expect.fail(name)
    compared += mustBeNear(leaf, { shape, dtype, data: values.flat() }, name, 1e-5)
  }
  near(loss, wanted.final_loss, dtype, 'final loss')
}

const [data] = Object.values(golden.shared_training).map(({ f64 }): Data => f64)

for (const [name, wanted] of Object.entries(golden.shared_training))
  for (const dtype of ['f64', 'f32'] as const)
    test(`the shared layer trained by ${name} in ${dtype}`, () => {
      const optimizer = optimizers[name]
      if (optimizer === undefined) return expect.fail(name)
      const first = loaded(init(tied, { dtype })(key(0)) as Params<typeof tied, 'f64'>, dtype)
      const [x, t] = [wide(wanted.f64.X, dtype), wide(wanted.f64.T, dtype)]
      const loss = (p: typeof first): Tensor<[], 'f64'> =>
        meanSquaredError(apply(tied)(p, x as Tensor<[16, 4], 'f64'>), t as Tensor<[16, 1], 'f64'>)
      const { params, loss: last, seen } = trained(first, loss, optimizer)
      if (dtype === 'f64') compareData(wanted.f64)
      if (dtype === 'f64') compareSteps(seen, paths(first), wanted.f64)
      compareEnd(params, last, wanted[dtype], dtype)
      expect(isRef(params[4])).toBe(true)
      expect(at(params, '4.weight') === params[2].weight).toBe(wanted[dtype].tied_still_equal)
    })

for (const [name, { f64: wanted }] of Object.entries(golden.untied_training_same_init))
  test(`two layers that begin alike part, trained by ${name}`, () => {
    const optimizer = optimizers[name]
    if (optimizer === undefined || data === undefined) return expect.fail(name)
    const first = loaded(init(untied, { dtype: 'f64' })(key(0)), 'f64')
    const [x, t] = [wide(data.X, 'f64'), wide(data.T, 'f64')]
    const loss = (p: typeof first): Tensor<[], 'f64'> =>
      meanSquaredError(apply(untied)(p, x as Tensor<[16, 4], 'f64'>), t as Tensor<[16, 1], 'f64'>)
    const { params, loss: last, seen } = trained(first, loss, optimizer)
    compareSteps(seen, paths(first), wanted)
    compareEnd(params, last, wanted, 'f64')
    expect([...params[4].weight]).not.toEqual([...params[2].weight])
    expect(wanted.tied_still_equal).toBe(false)
  })

test('every number was compared', () => {
  const sections = Object.keys(golden.shared_training).length
  expect(Object.keys(golden.shared_training).sort()).toEqual(Object.keys(optimizers).sort())
  console.log(`seed.json: ${compared} numbers of trained shared layers`)
  // a tied trajectory: 64 + 16 of data, 20 (2 + 2 · 6), its end 121 + 1 in each dtype; the untied: 20 (2 + 2 · 8) and 193 + 1
  expect(compared).toBe(sections * (80 + 280 + 2 * 122) + 360 + 194)
})
