// The losses and their gradients against PyTorch's numbers.
import { expect, test } from 'vitest'
import { vjp } from '../../src/functions/index.ts'
import {
  absolute,
  binaryCrossEntropy,
  crossEntropy,
  huber,
  meanSquaredError,
} from '../../src/loss/index.ts'
import type { AnyTensor } from '../../src/tensor/index.ts'
import { mustBeNear, tensorOf } from '../golden/near.ts'
import { read, type Stored } from '../golden/read.ts'

const losses = { absolute, binaryCrossEntropy, crossEntropy, huber, meanSquaredError }

interface Case {
  readonly loss: keyof typeof losses
  readonly options: object
  readonly args: readonly [Stored, Stored]
  readonly out: Stored
  readonly weights: Stored
  readonly grads: readonly [Stored, Stored | null]
  readonly note?: string
}
type Loss = (prediction: AnyTensor, target: AnyTensor, options: object) => AnyTensor

const { cases } = read<{ readonly cases: readonly Case[] }>('losses.json')
const placeOf = ({ loss, options, args, note = '' }: Case): string =>
  `${loss} ${JSON.stringify(options)} of ${args[0].dtype}, ${note}`

let compared = 0
for (const name of new Set(cases.map(({ loss }) => loss)))
  test(`${name} gives PyTorch's numbers`, () => {
    const loss = losses[name] as Loss // the fixture's options are the loss's own
    for (const one of cases.filter(({ loss: other }) => other === name)) {
      const [prediction, target] = [tensorOf(one.args[0]), tensorOf(one.args[1])]
      const given = (x: AnyTensor, t: AnyTensor): AnyTensor => loss(x, t, one.options)
      const [value, pullback] = vjp(given)(prediction, target)
      const gradients = pullback(tensorOf(one.weights))
      compared += mustBeNear(value, one.out, placeOf(one))
      for (const [i, wanted] of one.grads.entries())
        if (wanted !== null)
          compared += mustBeNear(gradients[i] ?? value, wanted, `gradient ${i} of ${placeOf(one)}`)
    }
  })

test('every case was compared', () => {
  console.log(`losses.json: ${compared} numbers of ${cases.length} cases`)
  expect(compared).toBeGreaterThan(1000)
})
