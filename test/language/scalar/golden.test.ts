// Every elementwise case of the golden numbers that JAX gives, exactly where the arithmetic is exact.
import { expect, test } from 'vitest'
import {
  arithmetic,
  bitwise,
  compare,
  convert,
  float,
  integer,
} from '../../../src/language/scalar/index.ts'
import { type OpCase, read, type Stored } from '../../golden/read.ts'

type Operation = (...elements: number[]) => number
const operationsOf: Readonly<Record<Stored['dtype'], object>> = {
  f32: { ...float.f32, ...compare },
  f64: { ...float.f64, ...compare },
  i32: { ...integer.i32, ...compare },
  u32: { ...integer.u32, ...compare },
  bool: { ...bitwise.bool, ...compare },
}
const renamed = new Map([
  ['maximum', 'max'],
  ['minimum', 'min'],
])

const operationOf = ({ op, args: [first], params }: OpCase): Operation | undefined => {
  if (first === undefined) return undefined
  if (op === 'convert') return convert[first.dtype][params.dtype as Stored['dtype']]
  const operations = new Map<string, Operation>(Object.entries(operationsOf[first.dtype]))
  return operations.get(renamed.get(op) ?? op)
}

const kernels = new Set([
  'exp',
  'expm1',
  'log',
  'log1p',
  'sin',
  'cos',
  'tanh',
  'erf',
  'erfInv',
  'rsqrt',
  'pow',
])

const { cases } = read<{ readonly cases: readonly OpCase[] }>('ops.json')
const elementwise = cases.flatMap((one) => {
  const operation = operationOf(one)
  const shapes = new Set([...one.args, one.out].map(({ shape }) => shape.join()))
  return operation === undefined || shapes.size > 1 || one.args.length !== operation.length
    ? []
    : [{ ...one, operation }]
})

test('elements are computed as JAX computes them', () => {
  let compared = 0
  const ops = new Set<string>()
  for (const { op, args, out, operation } of elementwise) {
    ops.add(op)
    for (const [i, wanted] of out.data.entries()) {
      const elements = args.map(({ data }) => data[i] ?? Number.NaN)
      const got = operation(...elements)
      const place = `${op}(${elements.join()}) in ${args[0]?.dtype}`
      const close = out.dtype === 'f32' ? 2e-6 : op === 'erfInv' ? 1e-13 : 4e-15
      if (kernels.has(op) && Number.isFinite(wanted))
        expect(Math.abs(got - wanted), place).toBeLessThanOrEqual(close * Math.abs(wanted))
      else expect(got, place).toBe(wanted)
      compared++
    }
  }
  console.log(`ops.json: ${compared} numbers of ${ops.size} operations`)
  expect(compared).toBeGreaterThan(1500)
  expect(ops.size).toBe(37)
})

test('the arithmetic of every dtype is that of floats or of whole numbers', () => {
  expect(arithmetic).toEqual({ ...float, ...integer })
})
