// Threads change no bit: whoever does a part of a kernel's work, and whenever workers join.
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { hiring } from '../../../../src/compiler/backend/index.ts'
import { evaluate } from '../../../../src/language/evaluate/index.ts'
import type { Value } from '../../../../src/language/level/index.ts'
import {
  add,
  broadcast,
  cumulativeSum,
  dot,
  exp,
  reduceMax,
  sort,
  sub,
  sum,
  tanh,
} from '../../../../src/language/primitives/index.ts'
import { type Body, trace } from '../../../../src/language/trace/index.ts'
import { f32, typeOf } from '../../../language/arrays.ts'
import { compiledOnce, workers } from '../../../laws/compiled.ts'
import { same } from '../../../laws/law.ts'

const waves = (shape: readonly [number, number]): Value =>
  f32(
    shape,
    ...Array.from({ length: shape[0] * shape[1] }, (_, i) =>
      Math.fround(((i * 37) % 101) / 50 - 1),
    ),
  )

const rows = (x: Value): Value => broadcast(reduceMax(x, [1]), x.shape, [1])

const bodies: Readonly<Record<string, Body>> = {
  'elements and sums': (x = waves([1, 1])) => [sum(tanh(x), [0]), sum(exp(sub(x, rows(x))), [1])],
  products: (x = waves([1, 1])) => {
    const square = dot(x, x, { contract: [[1], [1]], batch: [[], []] })
    return [square, dot(square, x, { contract: [[1], [0]], batch: [[], []] })]
  },
  'totals and orders': (x = waves([1, 1])) => [cumulativeSum(x, 1, false), ...sort([add(x, x)], 1)],
}

test.each(
  Object.keys(bodies).flatMap((name) => [2, 3, 8].map((threads) => [name, threads] as const)),
)('%s have the bits of evaluate, run again and again by %i threads', async (name, threads) => {
  const f = bodies[name] ?? (() => [])
  const x = waves([67, 301])
  const { program } = trace('f', f, [typeOf(x)])
  const expected = evaluate(program, [x])
  const run = compiledOnce(program, { threads, worth: 0 })
  for (let round = 0; round < 4; round++) {
    for (let i = 0; i < 25; i++) same(run([x]), expected)
    await sleep(30) // workers start, or fall asleep
  }
  const most = 4 * (hiring()?.parallelism ?? 0)
  while (workers() < Math.min(threads - 1, most)) await sleep(10)
  for (let i = 0; i < 25; i++) same(run([x]), expected)
})

test('this host has threads', () => {
  expect(hiring()?.parallelism).toBeGreaterThan(0)
})
