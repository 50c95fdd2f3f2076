// The oracle by which bench/ulp.ts measures is itself held to mpmath: neither knows the other.
import { expect, test } from 'vitest'
import { oracle } from '../../../bench/numerics/oracle.ts'
import {
  approximately,
  bitLength,
  exactly,
  formats,
  minus,
  plus,
  type Real,
  ulps,
} from '../../../bench/numerics/real.ts'
import { read, type Stored } from '../../golden/read.ts'

interface Case {
  readonly op: string
  readonly args: readonly Stored[]
  readonly out: readonly string[]
}

const parse = (text: string): Real => {
  const [, sign = '', digits = '', exponent = ''] = /^(-?)(0x[0-9a-f]+)p(-?\d+)$/.exec(text) ?? []
  return { m: BigInt(digits) * (sign === '-' ? -1n : 1n), e: Number(exponent) }
}

const { cases } = read<{ readonly cases: readonly Case[] }>('kernels.json')
const truth = oracle(192)

/** What the oracle says of a function; of erfInv, from a number near by. */
const answer = (op: string, [x = 0, y = 0]: readonly number[], wanted: Real): Real => {
  if (op === 'pow') return truth.pow(x, y)
  if (op === 'erfInv') {
    const near = approximately(wanted)
    return plus(near, truth.erfInvError(x, near))
  }
  return truth[op as Exclude<keyof typeof truth, 'pow' | 'erfInvError'>](x)
}

/** log₂ |a / b − 1| */
const agreement = (a: Real, b: Real): number => {
  const difference = minus(a, b)
  return bitLength(difference.m) + difference.e - (bitLength(b.m) + b.e)
}

test('the oracle agrees with mpmath to 90 bits and more', () => {
  let compared = 0
  for (const { op, args, out } of cases)
    for (const [i, text] of out.entries()) {
      const wanted = parse(text)
      const elements = args.map(({ data }) => data[i] ?? Number.NaN)
      expect(
        agreement(answer(op, elements, wanted), wanted),
        `${op}(${elements.join()})`,
      ).toBeLessThan(-90)
      compared++
    }
  expect(compared).toBe(2400)
})

test('ulps counts units of the last place of the wanted number', () => {
  expect(ulps(1, exactly(1), formats.f64)).toBe(0)
  expect(ulps(1 + 2 ** -52, exactly(1), formats.f64)).toBe(1)
  expect(ulps(1 - 2 ** -53, exactly(1), formats.f64)).toBe(0.5)
  expect(ulps(1, { m: 3n, e: -2 }, formats.f32)).toBe(2 ** 22)
  expect(ulps(-3 * 2 ** -149, exactly(2 ** -149), formats.f32)).toBe(4)
  expect(ulps(5e-324, { m: 1n, e: -1075 }, formats.f64)).toBe(0.5)
  expect(ulps(0, exactly(0), formats.f64)).toBe(0)
})

test('ulps counts ∞ as the first number too large, and NaN as no answer', () => {
  const { POSITIVE_INFINITY: INF, MAX_VALUE, NaN: NAN } = Number
  expect(ulps(INF, { m: 1n, e: 2000 }, formats.f64)).toBe(0)
  expect(ulps(INF, exactly(MAX_VALUE), formats.f64)).toBe(1)
  expect(ulps(MAX_VALUE, { m: 1n, e: 1024 }, formats.f64)).toBe(1)
  expect(ulps(NAN, exactly(1), formats.f64)).toBe(INF)
})
