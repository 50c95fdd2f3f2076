// Quarter turns in angles and what is left of them, in the steps of language/scalar/reduce.ts and trigonometry.ts.
// Angles below 2²⁰ two at a time; the others, where a vector has any, one at a time by a shared function.

import { constants } from '../../../../language/scalar/index.ts'
import type { Float } from '../../../../shape/index.ts'
import { f64, type Local, lane, op } from '../assembler/index.ts'
import type { Site } from '../library.ts'
import { lanes } from './lanes.ts'
import { reduceLarge } from './reduce-large.ts'

export interface Reduced {
  /** Words with the quarter turns in their low bits. */
  readonly turns: Local
  /** What is left: the high part and, for f64, the low. */
  readonly high: Local
  readonly low: Local
}

const { large, rounder, twoOverPi, halfPi4 } = constants.angle

/** The angles as f64x2, 0 ≤ x < 2²⁰, to be used for that dtype. */
export const reduceSmall = (site: Site, dtype: Float, x: Local): Reduced => {
  const { number, keep, add, sub, mul } = lanes(site, 'f64')
  const shifted = number(rounder)
  const turns = keep(add(mul(x, number(twoOverPi)), shifted))
  const n = keep(sub(turns, shifted))
  if (dtype === 'f32') {
    const [first, second] = constants.sine.halfPi
    const high = keep(sub(sub(x, mul(n, number(first))), mul(n, number(second))))
    return { turns, high, low: high }
  }
  const [first, second, third, fourth] = halfPi4
  const r = keep(sub(x, mul(n, number(first))))
  // r − n second and then − n third, with what each difference loses
  const w = keep(mul(n, number(second)))
  const s = keep(sub(r, w))
  const sVirtual = keep(sub(r, s))
  const sError = add(sub(r, add(s, sVirtual)), sub(sVirtual, w))
  const v = keep(mul(n, number(third)))
  const t = keep(sub(s, v))
  const tVirtual = keep(sub(s, t))
  const tError = add(sub(s, add(t, tVirtual)), sub(tVirtual, v))
  const low = keep(sub(add(sError, tError), mul(n, number(fourth))))
  const high = keep(add(t, low))
  return { turns, high, low: keep(sub(low, sub(high, t))) }
}

/** Puts right the lanes whose angle is large. */
export const correctLarge = ({ pen, library }: Site, x: Local, reduced: Reduced): void => {
  const { turns, high, low } = reduced
  for (const i of [0, 1]) {
    const angle = pen.keep(lane('f64x2.extract_lane', i, x))
    pen.when(op('f64.ge', angle, f64(large)), () => {
      const [n = angle, first = angle, second = angle] = pen.receive(reduceLarge(library), angle)
      pen.set(turns, lane('i64x2.replace_lane', i, turns, n))
      pen.set(low, lane('f64x2.replace_lane', i, low, second))
      pen.set(high, lane('f64x2.replace_lane', i, high, first))
    })
  }
}
