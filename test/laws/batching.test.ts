// vmap is a loop: each lane of a batch has the bits that it has alone.

import { check, evaluate } from '../../src/language/evaluate/index.ts'
import type { Op } from '../../src/language/ir/index.ts'
import type { Mask, Value } from '../../src/language/level/index.ts'
import type { Body } from '../../src/language/trace/index.ts'
import { trace } from '../../src/language/trace/index.ts'
import { interpreters, vmap } from '../../src/language/transform/index.ts'
import { allocate, dataOf, Handle } from '../../src/tensor/index.ts'
import { stack, typeOf } from '../language/arrays.ts'
import type { Sample } from '../language/samples.ts'
import { applying, law, masks, ops, runs, same, type Values } from './law.ts'

/** The same elements begun elsewhere, so that lanes differ; a single number is changed. */
const lane = (x: Value, i: number): Value => {
  const from = dataOf(x)
  const data = allocate(x.dtype, from.length / (x.dtype === 'key' ? 2 : 1))
  for (let j = 0; j < data.length; j++) data[j] = from[(j + i) % data.length] ?? 0
  if (x.shape.length === 0 && i > 0)
    data[0] = x.dtype === 'bool' ? 1 - (from[0] ?? 0) : (from[0] ?? 0) + i
  return new Handle(x.shape, x.dtype, data)
}

/** f on each lane alone. */
const looped = (f: Body, operands: Values, batched: Mask, size: number): Values => {
  const runs = Array.from({ length: size }, (_, i) =>
    f(...operands.map((x, j) => (batched[j] ? lane(x, i) : x))),
  )
  return f(...operands).map((y, k) =>
    stack(
      runs.flatMap((ys) => ys.slice(k, k + 1)),
      y,
    ),
  )
}
const stacked = (x: Value, size: number): Value =>
  stack(
    Array.from({ length: size }, (_, i) => lane(x, i)),
    x,
  )

/** What has operands that could be batched. */
const batchable = ops.filter((op) => runs(op) && op !== 'constant' && op !== 'iota')

law(
  'vmap gives the bits of a loop, for every choice of batched operands',
  { of: batchable, floor: 13_000 },
  <P extends Op>(op: P, { operands, params }: Sample<P>) => {
    const f = applying(op, params)
    let cases = 0
    for (const batched of masks(operands.map(() => true)))
      for (const size of [1, 3, 0]) {
        const inputs = operands.map((x, i) => (batched[i] ? stacked(x, size) : x))
        const results = vmap(f, inputs, { batched, size })
        same(results, looped(f, operands, batched, size))
        const { program } = trace('f', f, operands.map(typeOf))
        same(evaluate(check(interpreters.batch(program, batched, size)), inputs), results)
        cases++
      }
    return cases
  },
)

law(
  'vmap of vmap gives the bits of a loop of vmap',
  { of: batchable, floor: 3000 },
  <P extends Op>(op: P, { operands, params }: Sample<P>) => {
    const f = applying(op, params)
    const all = operands.map(() => true)
    const odd = operands.map((_, i) => i % 2 === 1)
    const even = odd.map((holds) => !holds)
    const choices = [
      [all, all],
      [even, odd],
      [odd, all],
    ] as const
    let cases = 0
    for (const [outer, inner] of choices) {
      if (!outer.some(Boolean) || !inner.some(Boolean)) continue
      const batch: Body = (...xs) => vmap(f, xs, { batched: inner, size: 3 })
      const lanes = operands.map((x, i) => (inner[i] ? stacked(x, 3) : x))
      const inputs = lanes.map((x, i) => (outer[i] ? stacked(x, 2) : x))
      same(vmap(batch, inputs, { batched: outer, size: 2 }), looped(batch, lanes, outer, 2))
      cases++
    }
    return cases
  },
)
