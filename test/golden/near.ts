// Arrays of a fixture as tensors, and numbers near to them.
import { expect } from 'vitest'
import { tensor } from '../../src/ops/index.ts'
import type { AnyTensor, Handle } from '../../src/tensor/index.ts'
import type { Stored } from './read.ts'

export const tensorOf = ({ shape, dtype, data }: Stored): AnyTensor =>
  tensor(data, shape, { dtype })

/** How far a number may be from a fixture's, by the largest of its tensor; `slack` is the f32 part of it. */
const distance = ({ dtype, data }: Stored, slack: number): number => {
  const largest = Math.max(0, ...data.filter(Number.isFinite).map(Math.abs))
  return dtype === 'f64' ? 1e-12 * Math.max(1, largest) : slack * largest
}

/** Compares type and elements, and gives how many there were. The sign of a zero is not compared. */
export const mustBeNear = (got: Handle, wanted: Stored, place: string, slack = 1e-6): number => {
  expect([got.shape, got.dtype], place).toEqual([wanted.shape, wanted.dtype])
  const near = distance(wanted, slack)
  const elements = [...got].map(Number)
  for (const [i, x] of wanted.data.entries()) {
    const y = elements[i] ?? Number.NaN
    const isNear = Number.isFinite(x) ? Math.abs(x - y) <= near : Object.is(x, y)
    if (!isNear) expect.fail(`${place}: element ${i} must be ${x} within ${near} (was ${y})`)
  }
  return wanted.data.length
}
