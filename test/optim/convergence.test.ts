// Every optimizer finds the minimum of a bowl, and goes down Rosenbrock's valley, whose floor is curved and almost flat.
import { expect, test } from 'vitest'
import { grad, scan } from '../../src/functions/index.ts'
import { add, mul, scalar, square, sub, sum, tensor, zeros } from '../../src/ops/index.ts'
import { applyUpdates, exponentialDecay, type Optimizer } from '../../src/optim/index.ts'
import { item, type Tensor } from '../../src/tensor/index.ts'
import { optimizers } from './table.ts'

type Point = Tensor<[2], 'f64'>
type Height = Tensor<[], 'f64'>

const bowl = (x: Point): Height =>
  sum(mul(square(sub(x, tensor([1, -2], { dtype: 'f64' }))), tensor([0.5, 2], { dtype: 'f64' })))

/** (1 − x)² + 100 (y − x²)²: Rosenbrock 1960. */
const valley = ({ x, y }: { readonly x: Height; readonly y: Height }): Height =>
  add(square(sub(1, x)), mul(square(sub(y, square(x))), 100))

/** The height after so many steps. */
const descend = <P>(f: (p: P) => Height, start: P, optimizer: Optimizer, steps: number): number => {
  const step = ({ params, opt }: { params: P; opt: object }) => {
    const [updates, next] = optimizer.update(grad(f as never)(params) as P, opt, params)
    return [{ params: applyUpdates(params, updates), opt: next as object }, null] as const
  }
  const first = { params: start, opt: optimizer.init(start) as object }
  const [last] = scan(step)(first, zeros([steps]))
  return item(f(last.params))
}

for (const [name, { make, quadratic, rosenbrock }] of Object.entries(optimizers)) {
  test(`${name} finds the minimum of a bowl`, () => {
    const fading = exponentialDecay({ initValue: quadratic, transitionSteps: 60, decayRate: 0.5 })
    const start: Point = tensor([3, 1], { dtype: 'f64' })
    expect(item(bowl(start))).toBe(20)
    expect(descend(bowl, start, make(fading), 500)).toBeLessThan(1e-3)
  })

  test(`${name} goes down Rosenbrock's valley`, () => {
    const start = { x: scalar(-1.2, { dtype: 'f64' }), y: scalar(1, { dtype: 'f64' }) }
    expect(item(valley(start))).toBeCloseTo(24.2, 10)
    expect(descend(valley, start, make(rosenbrock), 3000)).toBeLessThan(0.1)
  })
}
