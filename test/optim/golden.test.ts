// Ten steps of every optimizer, single updates and schedules, against optax's numbers; sgd against PyTorch's.
import { expect, test } from 'vitest'
import { jit, valueAndGrad } from '../../src/functions/index.ts'
import { add, div, mul, pow, scalar, square, sub, sum } from '../../src/ops/index.ts'
import { applyUpdates } from '../../src/optim/index.ts'
import { item, type Tensor } from '../../src/tensor/index.ts'
import { mustBeNear, tensorOf } from '../golden/near.ts'
import { read, type Stored } from '../golden/read.ts'
import { optimizerOf, scheduleOf, type Written } from './golden.ts'

interface Leaves<T = Stored> {
  readonly weight: T
  readonly bias: T
}
interface Step {
  readonly loss: number
  readonly grads: Leaves
  readonly updates?: Leaves
  readonly params: Leaves
}
interface Golden {
  readonly meta: {
    readonly problem: { readonly a: Stored; readonly c: Stored; readonly start: Leaves }
  }
  readonly trajectories: readonly {
    readonly transformations: readonly Written[]
    readonly steps: readonly Step[]
    readonly slots: Readonly<Record<string, Leaves>>
  }[]
  readonly updates: readonly {
    readonly note: string
    readonly transformations: readonly Written[]
    readonly grads: Leaves
    readonly params: Leaves
    readonly updates: Leaves
  }[]
  readonly schedules: readonly (Written & { readonly values: readonly number[] })[]
}

const { meta, trajectories, updates, schedules } = read<Golden>('optim.json')

interface Params {
  readonly weight: Tensor<[2, 3], 'f64'>
  readonly bias: Tensor<[3], 'f64'>
}
const treeOf = ({ weight, bias }: Leaves): Params => ({
  weight: tensorOf(weight) as Params['weight'], // as the fixture says
  bias: tensorOf(bias) as Params['bias'],
})
const a = tensorOf(meta.problem.a) as Params['weight']
const c = tensorOf(meta.problem.c) as Params['weight']

/** meta.problem.formula */
const loss = ({ weight, bias }: Params): Tensor<[], 'f64'> => {
  const far = div(sum(mul(a, square(sub(weight, c)))), 2)
  const steep = div(sum(pow(bias, 4)), 4)
  const tied = div(sum(square(sub(mul(bias, sum(weight, 0)), 1))), 2)
  return add(add(far, steep), tied)
}

let compared = 0
const near = (got: Params, wanted: Leaves, place: string): void => {
  compared += mustBeNear(got.weight, wanted.weight, `${place} weight`)
  compared += mustBeNear(got.bias, wanted.bias, `${place} bias`)
}
const nameOf = (parts: readonly Written[]): string =>
  parts.map(({ kind, options }) => `${kind} ${JSON.stringify(options)}`).join(', ')

/** Every tree of that name among the states. */
const slotsOf = (state: unknown, name: string): readonly Params[] =>
  Array.isArray(state)
    ? state.flatMap((part) => slotsOf(part, name))
    : typeof state === 'object' && state !== null && name in state
      ? [(state as Readonly<Record<string, Params>>)[name] as Params]
      : []

for (const { transformations, steps, slots } of trajectories)
  test(`ten steps: ${nameOf(transformations)}`, () => {
    const optimizer = optimizerOf(transformations)
    const step = jit((params: Params, state: object) => {
      const [value, grads] = valueAndGrad(loss)(params)
      const [changes, next] = optimizer.update(grads, state, params)
      return { value, grads, changes, params: applyUpdates(params, changes), next }
    })
    let params = treeOf(meta.problem.start)
    let state = optimizer.init(params) as object
    for (const [i, wanted] of steps.entries()) {
      const got = step(params, state)
      const scale = Math.max(1, Math.abs(wanted.loss))
      expect(Math.abs(item(got.value) - wanted.loss)).toBeLessThanOrEqual(1e-12 * scale)
      compared += 1
      near(got.grads, wanted.grads, `gradients of step ${i}`)
      if (wanted.updates !== undefined) near(got.changes, wanted.updates, `updates of step ${i}`)
      near(got.params, wanted.params, `parameters after step ${i}`)
      params = got.params
      state = got.next as object
    }
    for (const [name, wanted] of Object.entries(slots)) {
      const found = slotsOf(state, name)
      expect(found).toHaveLength(1)
      for (const slot of found) near(slot, wanted, name)
    }
  })

for (const { note, transformations, grads, params, updates: wanted } of updates)
  test(`one update: ${note}, ${nameOf(transformations)}`, () => {
    const optimizer = optimizerOf(transformations)
    const tree = treeOf(params)
    const [got] = optimizer.update(treeOf(grads), optimizer.init(tree), tree)
    near(got, wanted, note)
  })

for (const { values, ...written } of schedules)
  test(`schedule: ${nameOf([written])}`, () => {
    const schedule = scheduleOf(written)
    for (const [step, wanted] of values.entries()) {
      const got = item(schedule(scalar(step, { dtype: 'i32' })))
      expect(Math.abs(got - wanted), `step ${step}`).toBeLessThanOrEqual(
        1e-12 * Math.max(1, wanted),
      )
      compared += 1
    }
  })

test('every number was compared', () => {
  console.log(
    `optim.json: ${compared} numbers of ${trajectories.length} trajectories, ${updates.length} updates and ${schedules.length} schedules`,
  )
  expect(compared).toBeGreaterThan(7000)
})
