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
import { known } from './known.ts'

const truth = oracle(192)
const isName = (op: string): op is Exclude<keyof typeof truth, 'pow' | 'erfInvError'> => op in truth

/** What the oracle says of a function; of erfInv, from a number near by. */
const answer = (op: string, [x = 0, y = 0]: readonly number[], wanted: Real): Real => {
  if (op === 'pow') return truth.pow(x, y)
  if (op === 'erfInv') {
    const near = approximately(wanted)
    return plus(near, truth.erfInvError(x, near))
  }
  if (isName(op)) return truth[op](x)
  throw new Error(`no oracle of ${op}`)
}

/** log₂ |a / b − 1| */
const agreement = (a: Real, b: Real): number => {
  const difference = minus(a, b)
  return bitLength(difference.m) + difference.e - (bitLength(b.m) + b.e)
}

test('the oracle agrees with mpmath to 90 bits and more', () => {
  let compared = 0
  for (const { op, points } of known)
    for (const { elements, truth: wanted } of points) {
      const bits = agreement(answer(op, elements, wanted), wanted)
      expect(bits, `${op}(${elements.join()})`).toBeLessThan(-90)
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
