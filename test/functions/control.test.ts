import { expect, test } from 'vitest'
import { cond, fold, grad, jit, scan, vmap, whileLoop } from '../../src/functions/index.ts'
import {
  add,
  exp,
  full,
  gt,
  lt,
  mul,
  neg,
  ones,
  scalar,
  sub,
  sum,
  tanh,
  tensor,
  zeros,
} from '../../src/ops/index.ts'
import { item, sameBits, type Tensor } from '../../src/tensor/index.ts'

type S = Tensor<[]>
const running = scan((total: S, x: S) => [add(total, x), mul(total, x)])

test('scan folds a step over the leading axis, and stacks what it gives', () =>
  expect(running(scalar(0), tensor([1, 2, 3]))).toEqual([scalar(6), tensor([0, 2, 9])]))

test('scan in reverse starts at the last, and outputs keep their places', () =>
  expect(
    scan((total: S, x: S) => [add(total, x), total], { reverse: true })(
      scalar(0),
      tensor([1, 2, 3]),
    ),
  ).toEqual([scalar(6), tensor([5, 3, 0])]))

test('scan of no steps gives the start and no outputs', () =>
  expect(running(scalar(7), tensor([], [0]))).toEqual([scalar(7), tensor([], [0])]))

test('scan without inputs is told its length', () =>
  expect(scan((n: S, _: null) => [mul(n, 2), null], { length: 5 })(scalar(1), null)).toEqual([
    scalar(32),
    null,
  ]))

test('a scan of trees keeps their structure', () =>
  expect(
    scan((c: { a: S; b: readonly [S] }, x: { v: S }) => [
      { a: add(c.a, x.v), b: [c.a] as const },
      { out: x.v },
    ])({ a: scalar(1), b: [scalar(0)] }, { v: tensor([1, 2]) }),
  ).toEqual([{ a: scalar(4), b: [scalar(2)] }, { out: tensor([1, 2]) }]))

test('the gradient of a scan is that of the unrolled loop', () => {
  const looped = (w: S): S =>
    scan((h: S, x: S) => [tanh(mul(add(h, x), w)), null])(scalar(0.1), tensor([1, 2, 3]))[0]
  const unrolled = (w: S): S => [1, 2, 3].reduce((h: S, x) => tanh(mul(add(h, x), w)), scalar(0.1))
  expect(sameBits(looped(scalar(0.3)), unrolled(scalar(0.3)))).toBe(true)
  expect(sameBits(grad(looped)(scalar(0.3)), grad(unrolled)(scalar(0.3)))).toBe(true)
})

const loose = scan as unknown as (
  step: (c: never, x: never) => unknown,
) => (c: unknown, xs: unknown) => unknown

test('a carry that changes its type is refused', () =>
  expect(() => loose((c: S) => [tensor([1, 2]), c])(scalar(0), tensor([1]))).toThrow(
    'scan: carry must stay f32[] (was f32[2] after a step); return it unchanged in shape and dtype',
  ))

test('leading axes that differ are refused', () =>
  expect(() => loose((c: S) => [c, c])(scalar(0), [tensor([1]), tensor([1, 2])])).toThrow(
    'scan: leading axes must be equal (was 1 and 2); cut the longer',
  ))

test('a scalar among the scanned is refused', () =>
  expect(() => loose((c: S) => [c, c])(scalar(0), scalar(1))).toThrow(
    'scan: inputs must have a leading axis (was f32[]); stack them',
  ))

test('a scan that cannot know its length is refused', () =>
  expect(() => loose((c: S) => [c, c])(scalar(0), null)).toThrow(
    'scan: must be told its length (was no input); give length among the options',
  ))

test('a step that gives no pair is refused', () =>
  expect(() => loose((c: S) => c)(scalar(0), tensor([1]))).toThrow(
    'scan: step must give a pair [carry, y] (was f32[]); return null as y where there is none',
  ))

const magnitude = cond(
  (x: S) => x,
  (x: S) => neg(x),
)

test('cond takes the branch that the predicate names, and its derivative', () => {
  expect(magnitude(gt(scalar(-2), 0), scalar(-2))).toEqual(scalar(2))
  expect(grad((x: S) => magnitude(gt(x, 0), x))(scalar(-2))).toEqual(scalar(-1))
})

test('each lane of a vmapped cond takes its own branch', () =>
  expect(vmap(grad((x: S) => magnitude(gt(x, 0), x)))(tensor([-2, 3]))).toEqual(tensor([-1, 1])))

test('branches that give different structures are refused', () =>
  expect(() =>
    (
      cond as unknown as (
        t: (x: S) => unknown,
        f: (x: S) => unknown,
      ) => (p: unknown, x: S) => unknown
    )(
      (x) => ({ a: x }),
      (x) => x,
    )(gt(scalar(1), 0), scalar(1)),
  ).toThrow('cond: branches must give the same (was a tree and f32[]); make them agree'))

test('a predicate that is no bool is refused', () =>
  expect(() => magnitude(scalar(1) as never, scalar(1))).toThrow(
    'cond: predicate must be bool[] (was f32[]); compare tensors, or use if on a plain value',
  ))

const doubled = whileLoop(
  (n: S) => lt(n, 100),
  (n) => mul(n, 2),
  { limit: 20 },
)

test('whileLoop applies the body as long as the test holds', () => {
  expect(doubled(scalar(3))).toEqual(scalar(192))
  expect(doubled(scalar(300))).toEqual(scalar(300))
})

test('whileLoop stops at its limit', () =>
  expect(
    whileLoop(
      (n: S) => lt(n, 100),
      (n) => add(n, 1),
      { limit: 3 },
    )(scalar(0)),
  ).toEqual(scalar(3)))

test('a bounded whileLoop is differentiable in reverse, an unbounded one is not', () => {
  expect(grad(doubled)(scalar(3))).toEqual(scalar(64))
  const unbounded = whileLoop(
    (n: S) => lt(n, 100),
    (n) => mul(n, 2),
  )
  expect(() => grad(unbounded)(scalar(3))).toThrow(
    'whileLoop: must have a limit where it is differentiated in reverse (was none); give { limit }, or use jvp',
  )
})

test('lanes of a vmapped whileLoop stop one by one', () =>
  expect(vmap(doubled)(tensor([3, 60, 500]))).toEqual(tensor([192, 120, 500])))

const step = (w: S, x: S): readonly [S, S] => [sub(w, mul(0.1, mul(w, x))), mul(w, x)]

test('fold gives what scan gives, to the bit, in chunks of any size', () => {
  const xs = [1, 2, 3, 4, 5]
  const [last, outputs] = jit(scan(step))(scalar(1), tensor(xs) as Tensor<[5]>)
  for (const every of [1, 2, 5, 9]) {
    const [end, stacked] = fold(step, { every })(
      scalar(1),
      xs.map((x) => scalar(x)),
    )
    expect(sameBits(end, last) && sameBits(stacked, outputs)).toBe(true)
  }
})

test('fold over an async iterable is a promise of the same', async () => {
  async function* batches(): AsyncGenerator<S> {
    for (const x of [1, 2, 3]) yield scalar(x)
  }
  const plain = fold(step)(
    scalar(1),
    [1, 2, 3].map((x) => scalar(x)),
  )
  expect(await fold(step)(scalar(1), batches())).toEqual(plain)
})

test('fold reports after each chunk, with the outputs of the chunk', () => {
  const seen: unknown[] = []
  fold(step, { every: 2, report: ({ steps, outputs }) => seen.push([steps, outputs.shape]) })(
    scalar(1),
    [1, 2, 3].map((x) => scalar(x)),
  )
  expect(seen).toEqual([
    [2, [2]],
    [3, [1]],
  ])
})

test('fold over no batch is refused', () =>
  expect(() => fold(step)(scalar(1), [])).toThrow(
    'fold: must be given a batch (was none); check the source of the batches',
  ))

test('a chunk of no steps is refused', () =>
  expect(() => fold(step, { every: 0 })(scalar(1), [scalar(1)])).toThrow(
    'fold: every must be a positive integer (was 0); leave it out for one chunk',
  ))

test('fold gives the same where batches run its own step, differ in size, or end early', () => {
  const step = jit((run: Tensor<[100]>, x: Tensor<[number]>) => {
    const next = add(run, sum(x))
    return [next, next]
  })
  const sizes = [3, 3, 5, 3]
  const plain = sizes.reduce((run: Tensor<[100]>, n) => step(run, ones([n]))[0], zeros([100]))
  function* batches(): Generator<Tensor<[number]>> {
    for (const n of sizes) {
      step(ones([100]), ones([n])) // takes the places where the state lies
      yield ones([n])
    }
  }
  const [end, outputs] = fold(step)(zeros([100]), batches())
  expect(end).toEqual(plain)
  expect(sum(outputs, [1])).toEqual(tensor([300, 600, 1100, 1400]))
})

test('fold keeps a state that a step gives back, and gives out too', () => {
  const step = (run: { a: Tensor<[100]>; b: Tensor<[100]> }, x: Tensor<[]>) =>
    [{ a: run.b, b: add(run.b, x) }, run.b] as const
  const [end, outputs] = fold(step)(
    { a: zeros([100]), b: zeros([100]) },
    [1, 2, 3].map((x) => scalar(x)),
  )
  expect([end.a, end.b].map((x) => item(sum(x)))).toEqual([300, 600])
  expect(sum(outputs, [1])).toEqual(tensor([0, 100, 300]))
})

test('fold gives out a state that is the next one too, at any length and in any chunks', () => {
  const step = (run: Tensor<number[]>, x: Tensor<number[]>) => {
    const next = mul(run, x)
    return [next, { next, again: mul(run, x) }] as const
  }
  for (const n of [64, 65, 1000])
    for (const every of [1, 2, 5]) {
      const twos = full([n], 2)
      const [end, { next, again }] = fold(step, { every })(ones([n]), [twos, twos, twos])
      expect(end).toEqual(full([n], 8))
      expect([sum(next, [1]), sum(again, [1])]).toEqual(
        Array(2).fill(tensor([2 * n, 4 * n, 8 * n])),
      )
    }
})

test('a scan that stands in no program has the bits of one that does', () => {
  const step = (c: Tensor<[3]>, x: Tensor<[3]>) => [mul(add(c, x), 1.1), exp(c)] as const
  const xs = tensor([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [2, 3])
  const run = (c: Tensor<[3]>) => scan(step)(c, xs)
  expect(run(ones([3]))).toEqual(jit(run)(ones([3])))
  expect(grad((c: Tensor<[3]>) => sum(run(c)[0]))(ones([3]))).toEqual(
    jit(grad((c: Tensor<[3]>) => sum(run(c)[0])))(ones([3])),
  )
})
