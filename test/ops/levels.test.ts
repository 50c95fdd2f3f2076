// Every golden case again, as part of a program and lane by lane: an operation means the same wherever it takes place.
import { expect, test } from 'vitest'
import { evaluate } from '../../src/language/evaluate/index.ts'
import { trace } from '../../src/language/trace/index.ts'
import { vmap } from '../../src/language/transform/index.ts'
import { row, stack, tensor } from '../../src/ops/index.ts'
import { type Handle, sameBits, type Tensor } from '../../src/tensor/index.ts'
import { type OpCase, read, type Stored } from '../golden/read.ts'
import { operations } from './golden.ts'

const { cases } = read<{ readonly cases: readonly OpCase[] }>('ops.json')
const names = [...new Set(cases.map(({ op }) => op))]

const handleOf = ({ shape, dtype, data }: Stored): Handle => tensor(data, shape, { dtype })
/** One lane of what a batch gave; keys and tensors alike have rows. */
const lane = (ys: Handle, i: number): Handle => row(ys as Tensor<number[]>, i)
/** The same type, other elements. */
const turned = (one: Stored): Handle => handleOf({ ...one, data: [...one.data].reverse() })
const placeOf = ({ op, args, params }: OpCase): string =>
  `${op}(${args.map(({ dtype, shape }) => `${dtype}[${shape}]`).join(', ')}) ${JSON.stringify(params)}`

const each = (
  op: string,
  check: (one: OpCase, f: (...xs: readonly Handle[]) => Handle) => void,
) => {
  for (const one of cases.filter((other) => other.op === op)) {
    const f = operations[op]?.(one.params)
    if (f === undefined) return expect.fail(op)
    check(one, f)
  }
}

for (const op of names)
  test(`${op} gives the same bits in a program`, () =>
    each(op, (one, f) => {
      const args = one.args.map(handleOf)
      const { program, captured } = trace(op, (...xs) => [f(...xs)], args)
      const [y] = evaluate(program, [...captured, ...args])
      expect(y !== undefined && sameBits(y, f(...args)), placeOf(one)).toBe(true)
    }))

for (const op of names.filter((name) => name !== 'iota'))
  test(`${op} gives the same bits in lanes`, () =>
    each(op, (one, f) => {
      const lanes = [one.args.map(handleOf), one.args.map(turned)]
      const batched = one.args.map((_, i) => stack(lanes.map((args) => args[i] ?? tensor(0))))
      const whole = one.args.map(() => true)
      const [ys] = vmap((...xs) => [f(...xs)], batched, { batched: whole, size: 2 })
      for (const [i, args] of lanes.entries())
        expect(ys !== undefined && sameBits(lane(ys, i), f(...args)), placeOf(one)).toBe(true)
      // the first operand alone in lanes
      const [x, ...rest] = batched
      const [, ...others] = lanes[0] ?? []
      if (rest.length === 0 || x === undefined) return
      const [zs] = vmap((a) => [f(a ?? x, ...others)], [x], { batched: [true], size: 2 })
      for (const [i, [first = x]] of lanes.entries())
        expect(zs !== undefined && sameBits(lane(zs, i), f(first, ...others))).toBe(true)
    }))
