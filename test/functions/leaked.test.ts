// A value kept beyond the function it was given to: the message names the user's own function.
import { expect, test } from 'vitest'
import {
  cond,
  grad,
  hessian,
  jacobian,
  jit,
  jvp,
  scan,
  type Tensor,
  toArray,
  valueAndGrad,
  vjp,
  vmap,
  whileLoop,
} from '../../src/index.ts'
import { add, gt, lt, mul, scalar, tensor } from '../../src/ops/index.ts'

type S = Tensor<[]>
const one = scalar(1)

/** What a function sees when it is called in this way, used afterwards. */
const used = (call: (myLoss: (x: S) => S) => unknown) => (): unknown => {
  let kept = one
  call(function myLoss(x) {
    kept = x
    return mul(x, x)
  })
  return add(kept, 1)
}

const ways: Readonly<Record<string, (f: (x: S) => S) => unknown>> = {
  grad: (f) => grad(f)(one),
  valueAndGrad: (f) => valueAndGrad(f)(one),
  vjp: (f) => vjp(f)(one),
  jacobian: (f) => jacobian(f)(one),
  hessian: (f) => hessian(f)(one),
  jvp: (f) => jvp(f)([one], [one]),
  vmap: (f) => vmap(f)(tensor([1, 2])),
  jit: (f) => jit(f)(one),
  cond: (f) => cond(f, f)(gt(one, 0), one),
  whileLoop: (f) => whileLoop((x: S) => lt(x, 1), f)(one),
}
for (const [way, call] of Object.entries(ways))
  test(`a value kept beyond ${way} is refused by the name of its function`, () =>
    expect(used(call)).toThrow(
      `add: must not be given a value that was made inside ${way}(myLoss) (was used after ${way}(myLoss) ended); return the value from the function`,
    ))

test('a value kept beyond scan is refused by the name of its step', () => {
  let kept = one
  scan(function step(carry: S, x: S) {
    kept = carry
    return [add(carry, x), null]
  })(one, tensor([1, 2]))
  expect(() => add(kept, 1)).toThrow(
    'add: must not be given a value that was made inside scan(step) (was used after scan(step) ended); return the value from the function',
  )
})

test('a value that is read after its trace is told to be returned', () => {
  let kept = one
  jit(function step(x: S) {
    kept = add(x, 1)
    return x
  })(one)
  expect(() => toArray(kept)).toThrow(
    'jit(step): must not read a value that is no longer traced (was a read of f32[]); return the value from the function',
  )
})
