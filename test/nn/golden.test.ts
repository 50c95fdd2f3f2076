// Every layer against PyTorch: its output, its gradients by input and parameters, its state after training.
import { expect, test } from 'vitest'
import { vjp } from '../../src/functions/index.ts'
import { type AnySpec, apply, train } from '../../src/nn/index.ts'
import { type AnyTensor, isTensor } from '../../src/tensor/index.ts'
import { flat } from '../../src/tree/index.ts'
import { read, type Stored } from '../golden/read.ts'
import { distance, kinds, specOf, tensorOf, treeOf } from './golden.ts'

type Record_ = Readonly<Record<string, Stored>>
interface Case {
  readonly layer: string
  readonly options: Readonly<Record<string, unknown>>
  readonly input: Stored
  readonly params: Record_
  readonly out: Stored
  readonly weights: Stored
  readonly grads: { readonly input: Stored | null; readonly params: Record_ }
  readonly training?: boolean
  readonly state?: Record_
  readonly newState?: Record_
}

const { cases } = read<{ cases: readonly Case[] }>('layers.json')
const tensors = (record: Record_): Readonly<Record<string, AnyTensor>> =>
  Object.fromEntries(Object.entries(record).map(([name, stored]) => [name, tensorOf(stored)]))

let compared = 0
const close = (actual: unknown, expected: Stored, what: string, scale = 0): void => {
  expect(isTensor(actual) && actual.shape, what).toEqual(expected.shape)
  expect(distance(actual as AnyTensor, expected, scale), what).toBeLessThanOrEqual(1)
  compared += expected.data.length
}

/** The gradient that is expected: PyTorch's, but for the slope of leakyRelu at 0, which is JAX's 1. */
const byInputOf = ({ layer, input, weights, grads }: Case): Stored | null =>
  layer === 'leakyRelu' && grads.input !== null
    ? {
        ...grads.input,
        data: grads.input.data.map((dx, i) => (input.data[i] === 0 ? (weights.data[i] ?? 0) : dx)),
      }
    : grads.input

/** PyTorch's f32 derivative of sigmoid is y(1 − y), off by an ulp of 1 where y is near it. */
const scaleOf = ({ layer, weights }: Case): number =>
  layer === 'sigmoid' ? Math.max(...weights.data.map(Math.abs)) : 0

for (const [i, one] of cases.entries())
  test(`case ${i}: ${one.layer} ${JSON.stringify(one.options)} ${one.input.dtype} is PyTorch's`, () => {
    const spec: AnySpec = specOf(one)
    const params = treeOf(tensors(one.params))
    const x = tensorOf(one.input)
    const context = one.state === undefined ? undefined : { state: treeOf(tensors(one.state)) }
    const run = (p: typeof params, input: AnyTensor): readonly [AnyTensor, unknown] => {
      const call = (one.training === true ? train : apply)(spec) as (
        ...args: readonly unknown[]
      ) => unknown // whether there is a context, the case says
      const answer = context === undefined ? call(p, input) : call(p, input, context)
      return (one.training === true ? answer : [answer, undefined]) as readonly [AnyTensor, unknown]
    }
    const [y, after] = run(params, x)
    close(y, one.out, 'out')
    for (const [name, stored] of Object.entries((one.training && one.newState) || {}))
      close(flat(after as object)[name], stored, `new ${name}`)

    const byInput = byInputOf(one)
    const [, pullback] = vjp((p: typeof params, input: AnyTensor | null) => run(p, input ?? x)[0])(
      params,
      byInput === null ? null : x,
    )
    const [dp, dx] = pullback(tensorOf(one.weights))
    if (byInput !== null) close(dx, byInput, 'gradient of input', scaleOf(one))
    for (const [name, stored] of Object.entries(one.grads.params))
      close(flat(dp)[name], stored, `gradient of ${name}`)
  })

test('every layer of the fixture is among the specs, and every number was compared', () => {
  console.log(`layers.json: ${cases.length} cases, ${compared} numbers`)
  expect(new Set(cases.map(({ layer }) => layer))).toEqual(new Set(kinds))
  expect(compared).toBeGreaterThan(2500)
})
