import { compile } from 'vega-lite'
import { expect, test } from 'vitest'
import { asked, points, speeds } from '../../bench/race/picture.ts'
import { micros, page, type Race } from '../../bench/race/table.ts'

const times = (median: number) => ({ median, best: median / 2 })
const own = 'Espalier, Node 24, wide'
const race: Race = {
  date: '2026-01-02',
  machine: { cpu: 'EPYC', cores: 2, memoryGiB: 24, wide: 'full' },
  repetitions: 3,
  seconds: 0.1,
  ran: [
    { name: own, version: '24.0.0', threads: 2 },
    { name: 'TensorFlow.js', version: '4', threads: 1 },
  ],
  absent: [{ name: 'JAX', because: 'no python3' }],
  heats: [
    { kind: 'step', name: 'lenet5', tasks: ['lenet5', 'lenet5_call'], share: 1 },
    { kind: 'sweep', name: 'sweep of exp', tasks: ['exp 1', 'exp 2'], share: 0.1 },
  ],
  results: [
    { heat: 'lenet5', contestant: own, task: 'lenet5', times: times(0.002) },
    { heat: 'lenet5', contestant: own, task: 'lenet5_call', times: times(0.004) },
    { heat: 'lenet5', contestant: 'TensorFlow.js', task: 'lenet5', times: times(0.008) },
    { heat: 'sweep of exp', contestant: own, task: 'exp 1', times: times(1e-6) },
    { heat: 'sweep of exp', contestant: own, task: 'exp 2', times: times(4e-6) },
    { heat: 'sweep of exp', contestant: 'TensorFlow.js', task: 'exp 2', times: times(3e-6) },
  ],
  failures: [{ contestant: 'TensorFlow.js', task: 'gpt2l_sgd', because: 'no kernel' }],
  verdicts: [
    {
      contestant: own,
      demand: {
        says: 'lenet5: ≥ 1.5 × the fastest',
        mode: 'wide',
        tasks: ['lenet5'],
        rivals: [],
        atLeast: 1.5,
        perThread: false,
      },
      ratio: 4,
      best: 4,
      against: ['TensorFlow.js'],
    },
  ],
}

test('microseconds have three digits', () =>
  expect([1.234e-9, 4.321e-6, 1.23456e-3].map(micros)).toEqual(['0.00123', '4.32', '1235']))

test('a race is a page that says who ran, who did not, what was reached and how long all took', () =>
  expect(page(race)).toBe(`# Espalier and its peers

2026-01-02. EPYC, 2 cores, 24 GiB, full-width 512-bit units. Median (best) of 3 interleaved repetitions of 0.1 s or more.

- Espalier, Node 24, wide 24.0.0, 2 threads
- TensorFlow.js 4, 1 thread

- JAX did not race: no python3
- TensorFlow.js did not run gpt2l_sgd: no kernel

## What a row must reach

|  | must be | is | by the best |  | against |
| --- | --- | ---: | ---: | --- | --- |
| Espalier, Node 24, wide | lenet5: ≥ 1.5 × the fastest | 4.00 | 4.00 | reached | TensorFlow.js |

## Training steps

| µs a step | Espalier, Node 24, wide | TensorFlow.js |
| --- | ---: | ---: |
| lenet5 | 2000 (1000) | 8000 (4000) |
| lenet5_call | 4000 (2000) | – |

## Sizes from 1 to 300

A cliff is a size more than 1.5 times as slow as its neighbours make expect; the highest are named. *Behind*: the sizes at which jax-js or TensorFlow.js is faster.

|  |  | µs at 1 | at 16 | at 100 | at 300 | behind | cliffs | highest |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |
| sweep of exp | Espalier, Node 24, wide | 1.00 (0.500) | – | – | – | 1 | 1 | 2 (2.0) |
| sweep of exp | TensorFlow.js | – | – | – | – | – | 0 |  |
`))

test('a point is how fast one is beside the fastest peer', () =>
  expect(points(race)).toEqual([
    { task: 'lenet5', contestant: own, speed: 4 },
    { task: 'lenet5_call', contestant: own, speed: 2 },
    { task: 'lenet5', contestant: 'TensorFlow.js', speed: 1 },
  ]))

test('what a task must reach is as far from its point as the demand from the ratio', () =>
  expect(asked(race)).toEqual([{ task: 'lenet5', speed: 1.5 }]))

test('the picture is a chart that vega draws', () => {
  const warnings: string[] = []
  const hear = (...words: readonly string[]): object => {
    warnings.push(...words)
    return logger
  }
  const ignore = (): object => logger
  const logger: object = { level: ignore, error: hear, warn: hear, info: ignore, debug: ignore }
  compile(speeds(race), { logger: logger as never })
  expect(warnings).toEqual([])
})
