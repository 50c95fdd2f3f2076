// What the tests of seed.json share: its formula as parameters, and the numbers of a model's derivatives.
import { expect } from 'vitest'
import { flat, type Tensor, tensor, valueAndGrad } from '../../src/index.ts'
import { mean, square, sub } from '../../src/ops/index.ts'
import type { Float } from '../../src/shape/index.ts'
import { type AnyTensor, item } from '../../src/tensor/index.ts'
import { unflat } from '../../src/tree/index.ts'
import { f32, f64, formula, type Ledger, type Tolerance } from './ledger.ts'

export const floats: readonly Float[] = ['f64', 'f32']
export const tolerances: Readonly<Record<Float, Tolerance>> = { f64, f32 }
export type Named = readonly (readonly [name: string, shape: readonly number[]])[]
/** The types of these models are tested in types-test. */
export type Untyped = (...args: readonly unknown[]) => never

/** A tensor of the seed's formula. */
export const seeded = (shape: readonly number[], s: number, dtype: Float): AnyTensor =>
  tensor([...formula(shape, s)], [...shape], { dtype }) as AnyTensor

/** The parameters of the seed: each by its place in PyTorch's order. */
export const filled = <P>(params: P, names: Named, dtype: Float): P => {
  const record = names.map(([name, shape], s) => [name, seeded(shape, s, dtype)] as const)
  const tree = unflat(params)({ ...flat(params), ...Object.fromEntries(record) })
  if (tree._tag === 'Left') throw new Error(JSON.stringify(tree.left))
  return tree.right
}

export const shapes = (entries: readonly (readonly [string, AnyTensor])[]): Named =>
  entries.map(([name, leaf]) => [name, [...leaf.shape]])

/** All numbers of a section were compared, but those named here. */
export const settled = (section: string, ledger: Ledger, ...left: readonly string[]): void => {
  expect(ledger.left()).toEqual(left)
  console.log(`seed.json: ${ledger.compared()} numbers of ${section} compared`)
}

export interface Case {
  readonly ledger: Ledger
  readonly dtype: Float
  readonly path: readonly string[]
  readonly params: unknown
  readonly x: AnyTensor
  readonly t: AnyTensor
}

/** The mean squared error of a prediction. */
export const squaredError =
  (predict: Untyped, t: AnyTensor) =>
  (p: unknown, x: unknown): Tensor<[]> =>
    mean(square(sub(predict(p, x), t as never))) as never

/** y, the loss and all its gradients; gives the gradients. */
export const sameDerivatives = (
  predict: Untyped,
  { ledger, dtype, path, params, x, t }: Case,
): object => {
  const [value, g] = valueAndGrad(squaredError(predict, t))(params, x as never)
  ledger.same([...path, 'y'], predict(params, x), tolerances[dtype])
  ledger.same([...path, 'loss'], item(value), tolerances[dtype])
  for (const [name, leaf] of Object.entries(flat(g)))
    ledger.same([...path, 'grads', name], leaf, tolerances[dtype])
  return g as object
}
