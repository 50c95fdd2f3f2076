import { expect, test } from 'vitest'
import { grad, hessian, jacobian, valueAndGrad } from '../../src/functions/index.ts'
import { random, type Tensor } from '../../src/index.ts'
import { add, convert, exp, mul, scalar, sum, tensor, zeros } from '../../src/ops/index.ts'
import { item } from '../../src/tensor/index.ts'
import { Constant, refTo, resolveAll } from '../../src/tree/index.ts'
import { messageOf } from '../tree/message.ts'

const square = (x: Tensor<[3]>): Tensor<[]> => sum(mul(x, x))

test('the gradient of a sum of squares is twice the point', () =>
  expect(grad(square)(tensor([1, 2, 3]))).toEqual(tensor([2, 4, 6])))

test('a gradient is a tree of the parameters’ own structure', () => {
  const p = { w: tensor([1, 2]), b: [scalar(3), scalar(4)] as const }
  const loss = (q: typeof p): Tensor<[]> => add(sum(mul(q.w, q.b[0])), q.b[1])
  expect(grad(loss)(p)).toEqual({ w: tensor([3, 3]), b: [scalar(3), scalar(1)] })
})

test('a leaf that no derivative reaches gets +0', () =>
  expect(
    grad((p: { a: Tensor<[]>; b: Tensor<[2]> }) => p.a)({ a: scalar(1), b: tensor([5, 6]) }),
  ).toEqual({
    a: scalar(1),
    b: zeros([2]),
  }))

test('a reference is structure: its gradient is the sum over its uses', () => {
  const p = { a: tensor([2, 3]), b: refTo('a'), c: new Constant(tensor([10, 10])) }
  const loss = (q: typeof p): Tensor<[]> => {
    const { a, b, c } = resolveAll(q) as unknown as Record<'a' | 'b' | 'c', Tensor<[2]>>
    return sum(mul(add(a, mul(b, b)), c))
  }
  expect(grad(loss)(p)).toEqual({ a: tensor([50, 70]), b: refTo('a'), c: p.c })
})

test('plain if and while on tensor values differentiate as they are written', () => {
  const halved = (x: Tensor<[]>): Tensor<[]> => {
    let y = mul(x, x)
    while (item(y) > 1) y = mul(y, 0.5)
    return item(x) > 0 ? y : mul(y, -1)
  }
  expect(grad(halved)(scalar(3))).toEqual(scalar(6 / 16))
  expect(grad(halved)(scalar(-3))).toEqual(scalar(6 / 16))
})

test('valueAndGrad gives the loss beside its gradient, and what else the loss gives', () => {
  expect(valueAndGrad(square)(tensor([1, 2, 3]))).toEqual([scalar(14), tensor([2, 4, 6])])
  const withAux = (x: Tensor<[3]>) => [square(x), { doubled: mul(x, 2), name: 'aux' }] as const
  expect(valueAndGrad(withAux)(tensor([1, 2, 3]))).toEqual([
    [scalar(14), { doubled: tensor([2, 4, 6]), name: 'aux' }],
    tensor([2, 4, 6]),
  ])
})

test('further arguments are not differentiated', () =>
  expect(
    grad((x: Tensor<[]>, y: Tensor<[]>, n: number) => mul(mul(x, y), n))(scalar(2), scalar(3), 4),
  ).toEqual(scalar(12)))

test('a gradient of a gradient is a second derivative', () =>
  expect(grad(grad((x: Tensor<[]>) => mul(mul(x, x), x)))(scalar(2))).toEqual(scalar(12)))

test('the jacobian has the axes of the result before those of the argument', () => {
  expect(jacobian((x: Tensor<[2]>) => mul(x, x))(tensor([1, 2]))).toEqual(
    tensor([
      [2, 0],
      [0, 4],
    ]),
  )
  expect(
    jacobian((p: { a: Tensor<[2]>; b: Tensor<[]> }) => mul(p.a, p.b))({
      a: tensor([1, 2]),
      b: scalar(3),
    }),
  ).toEqual({
    a: tensor([
      [3, 0],
      [0, 3],
    ]),
    b: tensor([1, 2]),
  })
})

test('the hessian of a form is its matrix', () =>
  expect(hessian((x: Tensor<[2]>) => mul(sum(x), sum(x)))(tensor([1, 2]))).toEqual(
    tensor([
      [2, 2],
      [2, 2],
    ]),
  ))

test('reading a primal within a jacobian works: only cotangents are batched', () =>
  expect(
    jacobian((x: Tensor<[2]>) => (item(sum(x)) > 0 ? mul(x, x) : exp(x)))(tensor([1, 2])),
  ).toEqual(
    tensor([
      [2, 0],
      [0, 4],
    ]),
  ))

const untyped = grad as unknown as (f: (p: never) => unknown) => (p: unknown) => unknown

test('a loss that is no scalar is refused', () =>
  expect(() => untyped((x: Tensor<[3]>) => x)(tensor([1, 2, 3]))).toThrow(
    'grad: loss must be a scalar (was f32[3]); reduce it with mean or sum',
  ))

test('a loss of whole numbers is refused', () =>
  expect(() => untyped((x: Tensor<[]>) => convert(x, 'i32'))(scalar(1))).toThrow(
    'grad: loss must be f32 or f64 (was i32[]); use convert',
  ))

test.each<readonly [unknown, string]>([
  [3, '3'],
  [undefined, 'nothing'],
  ['loss', '"loss"'],
  [{ loss: scalar(1) }, 'a tree'],
  [[scalar(1), 2], 'an array of 2'],
  [random.key(0), 'key[]'],
])('a loss that is no tensor is shown: case %#', (loss, given) =>
  expect(messageOf(() => untyped(() => loss)(scalar(1)))).toBe(
    `grad: loss must be a scalar tensor (was ${given}); return it alone, or use valueAndGrad`,
  ),
)

test('integer leaves and keys are refused by path', () => {
  expect(() =>
    untyped((p: { w: Tensor<[]> }) => p.w)({
      w: scalar(1),
      steps: { 0: convert(scalar(1), 'i32') },
    }),
  ).toThrow('grad: steps.0 must be f32 or f64 (was i32); keep integers out of the parameters')
  expect(() => untyped((p: { w: Tensor<[]> }) => p.w)({ w: scalar(1), k: random.key(0) })).toThrow(
    'grad: k must be f32 or f64 (was key); keep keys out of the parameters',
  )
})
