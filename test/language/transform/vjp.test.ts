import { expect, test } from 'vitest'
import { full, mul, sum } from '../../../src/language/primitives/index.ts'
import { vjp } from '../../../src/language/transform/index.ts'
import { Handle } from '../../../src/tensor/index.ts'

const f64 = (shape: readonly number[], ...values: readonly number[]): Handle =>
  new Handle(shape, 'f64', Float64Array.from(values))
type Map = (x: Handle) => Handle
const grad =
  (f: Map): Map =>
  (x) => {
    const [[y], pullback] = vjp((a = x) => [f(a)], [x], [true])
    const [dx] = pullback([full(y ?? x, 1)])
    return dx ?? full(x, 0)
  }

test('the gradient of a sum of squares is twice the point', () =>
  expect(grad((x) => sum(mul(x, x), [0]))(f64([3], 1, 2, 3))).toEqual(f64([3], 2, 4, 6)))
