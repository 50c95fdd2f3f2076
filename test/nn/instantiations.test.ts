// What a model's types cost the compiler of its user.
import { expect, test } from 'vitest'
import { instantiations } from '../../bench/instantiations.ts'
import { budget, sixty } from '../../bench/nn-types.ts'

test('a model of 60 layers with init, apply and grad is within the budget', () => {
  const costs = instantiations({ sixty }).get('sixty') ?? []
  console.log(`60 layers, init, apply, grad: ${costs.join(' and ')} instantiations`)
  expect(costs.length).toBe(2)
  for (const cost of costs) {
    expect(cost).toBeGreaterThan(5_000)
    expect(cost).toBeLessThanOrEqual(budget)
  }
}, 180_000)
