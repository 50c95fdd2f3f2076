// What holds of every optimizer: it is pure, keeps structure and types, steps each leaf once, and is the same eager, jitted,
// scanned and batched, to the bit.
import { expect, test } from 'vitest'
import { grad, jit, scan, vmap } from '../../src/functions/index.ts'
import { embedding, init, linear, matching, named, role, sequential } from '../../src/nn/index.ts'
import { add, mul, scalar, stack, sub, sum, tensor, zeros } from '../../src/ops/index.ts'
import * as optim from '../../src/optim/index.ts'
import {
  adamw,
  applyUpdates,
  exponentialDecay,
  type Optimizer,
  sgd,
} from '../../src/optim/index.ts'
import { key } from '../../src/random/index.ts'
import { type AnyTensor, item, type Tensor } from '../../src/tensor/index.ts'
import {
  Constant,
  combine,
  digest,
  entries,
  eq,
  flattenTree,
  flattenValues,
  lookup,
  map,
  partition,
  refTo,
  sameStructure,
  unflattenTree,
} from '../../src/tree/index.ts'
import { optimizers } from './table.ts'

/** A tree of everything that can stand in one: two dtypes, rank 0, a reference, a constant, a static value, nesting. */
const params = Object.freeze({
  body: [
    { weight: tensor([1, -2, 3, 0.5, -0.25, 4], [2, 3]), bias: tensor([0.125, -1, 2]) },
    refTo('0'),
  ] as const,
  double: tensor([1, 1e-3, -7], { dtype: 'f64' }),
  fixed: new Constant(tensor([5, 6])),
  rate: scalar(0.75),
  nothing: null,
})
type Params = typeof params

const square = (x: AnyTensor): Tensor<[]> => sum(mul(x, x)) as Tensor<[]> // of f32
const loss = (p: Params): Tensor<[]> =>
  add(
    add(mul(square(p.body[0].weight), 0.5), square(p.body[0].bias)),
    add(square(p.rate), sum(mul(p.rate, p.fixed.value))),
  )

interface Run {
  readonly params: Params
  readonly opt: object
}
const stepOf =
  (optimizer: Optimizer) =>
  ({ params: p, opt }: Run): Run => {
    const [updates, next] = optimizer.update(grad(loss)(p), opt, p)
    return { params: applyUpdates(p, updates), opt: next as object }
  }
const startOf = (optimizer: Optimizer): Run => ({ params, opt: optimizer.init(params) as object })
const repeat = (step: (run: Run) => Run, run: Run, times: number): Run =>
  times === 0 ? run : repeat(step, step(run), times - 1)

const typesOf = (tree: unknown): readonly string[] =>
  flattenTree(tree).leaves.map(({ dtype, shape }) => `${dtype}[${shape}]`)
const sameTree = (a: unknown, b: unknown): void => {
  expect(sameStructure(flattenTree(a).structure, flattenTree(b).structure)).toBeUndefined()
  expect(typesOf(b)).toEqual(typesOf(a))
}

/** Trees of one structure as one, each leaf and constant with an axis of them all in front. */
const together = (trees: readonly unknown[]): unknown => {
  const [first, ...others] = trees.map((tree) => flattenValues(tree))
  if (first === undefined) throw new Error('no tree')
  const columns = first.leaves.map((leaf, i) => [leaf, ...others.map(({ leaves }) => leaves[i])])
  return unflattenTree(
    first.structure,
    columns.map((column) => stack(column as AnyTensor[])), // no key among them
  )
}

const falling = exponentialDecay({ initValue: 0.1, transitionSteps: 2, decayRate: 0.5 })

for (const [name, { make }] of Object.entries(optimizers))
  for (const [how, rate] of Object.entries({
    number: 0.1,
    tensor: scalar(0.1),
    schedule: falling,
  })) {
    const optimizer = make(rate)
    const step = stepOf(optimizer)
    const start = startOf(optimizer)

    test(`${name} (rate: a ${how}) keeps structure and types, and leaves what it was given alone`, () => {
      const before = digest(start.opt)
      const next = step(start)
      sameTree(start, next)
      sameTree(params, optimizer.update(grad(loss)(params), start.opt, params)[0])
      expect(digest(start.opt)).toBe(before)
      expect(next.params.fixed).toBe(params.fixed)
      expect(next.params.body[1]).toBe(params.body[1])
      expect(eq.equals(next.params.body[0], params.body[0])).toBe(false)
      expect(Object.isFrozen(next.params.body)).toBe(true)
    })

    test(`${name} (rate: a ${how}) is the same eager, jitted and scanned, and is traced once`, () => {
      let calls = 0
      const jitted = jit((run: Run) => {
        calls++
        return step(run)
      })
      const eager = repeat(step, start, 4)
      expect(digest(repeat(jitted, start, 4))).toBe(digest(eager))
      expect(calls).toBe(1)
      const [last] = scan((run: Run) => [step(run), null] as const)(start, zeros([4]))
      expect(digest(last)).toBe(digest(eager))
    })

    test(`${name} (rate: a ${how}) on a batch of runs is the loop over them`, () => {
      const other = applyUpdates(params, params)
      const runs = [start, { params: other, opt: optimizer.init(other) as object }]
      const batched = vmap((run: Run) => repeat(step, run, 2))(together(runs) as never)
      expect(digest(batched)).toBe(digest(together(runs.map((run) => repeat(step, run, 2)))))
    })

    test(`${name} (rate: a ${how}) steps a part, and the other part is bit-equal after it`, () => {
      const [free, kept] = partition((path) => !path.startsWith('body.0.weight'))(params)
      const partial = (part: typeof free): Tensor<[]> => loss(combine(part, kept))
      let run = { part: free, opt: optimizer.init(free) as object }
      for (let i = 0; i < 3; i++) {
        const [updates, opt] = optimizer.update(grad(partial)(run.part), run.opt, run.part)
        run = { part: applyUpdates(run.part, updates), opt: opt as object }
      }
      const after = combine(run.part, kept)
      expect(after.body[0].weight).toBe(params.body[0].weight)
      expect(eq.equals(after.body[0].bias, params.body[0].bias)).toBe(false)
    })
  }

test('a rate that is a tensor is an operand: another one needs no new trace', () => {
  let calls = 0
  const step = jit((run: Run, rate: Tensor<[]>) => {
    calls++
    return stepOf(sgd({ learningRate: rate }))(run)
  })
  const [slow, fast] = [0.1, 0.5].map((rate) => {
    const start = startOf(sgd({ learningRate: rate }))
    expect(digest(step(start, scalar(rate)))).toBe(
      digest(stepOf(sgd({ learningRate: scalar(rate) }))(start)),
    )
    return digest(step(start, scalar(rate)))
  })
  expect(slow).not.toBe(fast)
  expect(calls).toBe(1)
})

test('a derivative passes through steps: by the rate, it is what differences say', () => {
  const target = tensor([1, -2, 0.5], { dtype: 'f64' })
  const bowl = (x: Tensor<[3], 'f64'>): Tensor<[], 'f64'> => {
    const far = sub(x, target)
    return sum(mul(mul(far, far), tensor([0.5, 2, 1], { dtype: 'f64' })))
  }
  for (const [name, { make, quadratic }] of Object.entries(optimizers)) {
    const after = (rate: Tensor<[], 'f64'>): Tensor<[], 'f64'> => {
      const optimizer = make(rate)
      let x = tensor([3, 1, -1.5], { dtype: 'f64' })
      let state = optimizer.init(x)
      for (let i = 0; i < 3; i++) {
        const [updates, next] = optimizer.update(grad(bowl)(x), state, x)
        x = applyUpdates(x, updates)
        state = next
      }
      return bowl(x)
    }
    const at = (rate: number): number => item(after(scalar(rate, { dtype: 'f64' })))
    const slope = item(grad(after)(scalar(quadratic, { dtype: 'f64' })))
    const wanted = (at(quadratic + 1e-6) - at(quadratic - 1e-6)) / 2e-6
    expect(Math.abs(slope - wanted), name).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(wanted)))
  }
})

test('a shared leaf is stepped once, by the sum of the gradients over its uses', () => {
  for (const { make } of Object.values(optimizers)) {
    const optimizer = make(0.1)
    const w = tensor([1, -2])
    const tied = { a: w, b: refTo('a') }
    const alone = { a: w }
    const gradient = { a: tensor([0.5, 3]) }
    const [once] = optimizer.update(gradient, optimizer.init(alone), alone)
    const [shared] = optimizer.update({ ...gradient, b: tied.b }, optimizer.init(tied), tied)
    expect([...shared.a]).toEqual([...once.a])
    expect(shared.b).toBe(tied.b)
  }
})

test('decay is by role where the mask says so: weights shrink, biases and embeddings stay', () => {
  const net = sequential(linear(2, 3), named('words', embedding(4, 3)), linear(3, 1))
  const p = init(net)(key(0))
  const still = map((leaf) => mul(leaf, 0))(p)
  const optimizer = adamw({
    learningRate: 0.5,
    weightDecay: 0.25,
    mask: matching(net, role('weight')),
  })
  const [updates] = optimizer.update(still, optimizer.init(p), p)
  const after = applyUpdates(p, updates)
  for (const [path, leaf] of entries(p)) {
    const by = path.endsWith('.weight') && !path.startsWith('words') ? 1 - 0.5 * 0.25 : 1
    expect([...(lookup(path)(after) as { value: AnyTensor }).value], path).toEqual([
      ...mul(leaf, by),
    ])
  }
})

test('every optimizer of the room is in the table', () => {
  const others = [
    'applyUpdates',
    'chain', // of which most entries are made
    'globalNorm',
    'leafwise',
    'scaleByLearningRate',
    ...Object.keys(optim).filter((name) => /Schedules?$|^exponentialDecay$/.test(name)),
  ]
  const tried = new Set(Object.keys(optimizers).map((name) => name.split(/[ ,]/)[0]))
  const made = Object.keys(optim).filter((name) => !others.includes(name))
  expect(made.filter((name) => !tried.has(name))).toEqual([])
  expect(made.length).toBeGreaterThanOrEqual(13)
})
