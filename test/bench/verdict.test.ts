import { expect, test } from 'vitest'
import { demands } from '../../bench/race/demand.ts'
import { isReached, judged } from '../../bench/race/verdict.ts'

const result = (contestant: string, task: string, median: number, best = median) => ({
  heat: task,
  contestant,
  task,
  times: { median, best },
})
const demand = {
  says: '',
  mode: 'wide',
  tasks: ['lenet5'],
  rivals: [{ name: 'JAX' }, { name: 'PyTorch' }],
  atLeast: 1.5,
  perThread: false,
} as const
const [own, jax, torch] = [
  result('Espalier', 'lenet5', 2, 1),
  result('JAX', 'lenet5', 4),
  result('PyTorch', 'lenet5', 3),
]

test('the ratio is the time of the fastest rival over the own', () =>
  expect(judged(demand, 'Espalier', [own, jax, torch], [])).toEqual({
    contestant: 'Espalier',
    demand,
    ratio: 1.5,
    best: 3,
    against: ['PyTorch'],
  }))
test('a demand is reached by the median', () => {
  const of = (atLeast: number) =>
    isReached(judged({ ...demand, atLeast }, 'Espalier', [own, torch], []))
  expect([of(1.5), of(1.6)]).toEqual([true, false])
})
test('without a rival nothing is reached', () => {
  const verdict = judged(demand, 'Espalier', [own], [])
  expect([verdict.ratio, isReached(verdict)]).toEqual([undefined, false])
})
test('several tasks are one geometric mean, and none where one is missing', () => {
  const both = { ...demand, tasks: ['a', 'b'] }
  const results = [result('Espalier', 'a', 1), result('JAX', 'a', 4), result('Espalier', 'b', 2)]
  const ratio = (more: readonly (typeof own)[]) =>
    judged(both, 'Espalier', [...results, ...more], []).ratio
  expect([ratio([result('JAX', 'b', 2)]), ratio([])]).toEqual([2, undefined])
})
test('by thread, two threads have twice the cost of their time', () => {
  const ran = [
    { name: 'Espalier', threads: 1 },
    { name: 'JAX', threads: 2 },
  ]
  expect(judged({ ...demand, perThread: true }, 'Espalier', [own, jax], ran).ratio).toBe(4)
})
test('a rival may be the contestant itself at another task', () => {
  const call = { ...demand, tasks: ['call'], rivals: [{ name: 'itself', task: 'lenet5' }] } as const
  expect(judged(call, 'Espalier', [own, result('Espalier', 'call', 2.5)], []).ratio).toBe(0.8)
})
test('full-width units change what the products and the first row are held to', () => {
  const says = (wide: 'full' | 'halved') =>
    demands({ wide })
      .filter((one) => one.mode === 'wide' && /784_256_10:|products/.test(one.says))
      .map((one) => one.says)
  expect([says('full'), says('halved')]).toEqual([
    [
      'mlp_784_256_10: ≥ 0.95 × JAX',
      'products, geometric mean: ≥ 0.85 of OpenBLAS per thread, held to 256 bits',
    ],
    [
      'mlp_784_256_10: ≥ 1.1 × the faster of PyTorch and JAX',
      'products, geometric mean: ≥ 0.85 of OpenBLAS per thread',
    ],
  ])
})
