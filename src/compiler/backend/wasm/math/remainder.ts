// The remainder of division towards zero, of floats, exactly: x % y of the language.
// Quotients of moderate size by one division, two lanes at a time; the others one at a time by long division.
import type { Float } from '../../../../shape/index.ts'
import {
  type Callee,
  call,
  choose,
  type Expr,
  f64,
  i32,
  i64,
  type Local,
  lane,
  op,
  type Pen,
} from '../assembler/index.ts'
import type { Library, Site } from '../library.ts'
import { factor, productError } from './double-double.ts'
import { demoted, promoted } from './halves.ts'
import { type Lanes, lanes } from './lanes.ts'

const SIGNIFICAND = 52
/** A remainder of 53 bits may be shifted by so much in a word of 64. */
const STEP = 11

/** The integer m and the exponent e ≥ 1 of |x| = m 2^(e − 1075), by the bits of |x|. */
const parts = ({ keep }: Pen, bits: Local): { readonly m: Expr; readonly e: Local } => {
  const biased = keep(op('i32.wrap_i64', op('i64.shr_u', bits, i64(SIGNIFICAND))))
  const normal = op('i32.ne', biased, i32(0))
  const implicit = op('i64.shl', op('i64.extend_i32_u', normal), i64(SIGNIFICAND))
  return {
    m: op('i64.or', op('i64.and', bits, i64(-1, 0xfffff)), implicit),
    e: keep(op('i32.add', biased, op('i32.eqz', biased))),
  }
}

/** x % y for any x and y. */
const longDivision = (library: Library): Callee =>
  library.use('remainder', ['f64', 'f64'], ['f64'], (pen) => {
    const { keep, set, when } = pen
    const [x = f64(0), y = f64(0)] = pen.params
    const a = keep(op('f64.abs', x))
    const b = keep(op('f64.abs', y))
    const result = keep(f64(Number.NaN))
    // neither NaN nor ∞ % y nor x % 0
    const defined = op('i32.and', op('f64.lt', a, f64(Infinity)), op('f64.gt', b, f64(0)))
    when(defined, () => {
      set(result, x)
      when(op('f64.ge', a, b), () => {
        const { m: dividend, e: from } = parts(pen, keep(op('i64.reinterpret_f64', a)))
        const { m, e: to } = parts(pen, keep(op('i64.reinterpret_f64', b)))
        const divisor = keep(m)
        const rest = keep(op('i64.rem_u', dividend, divisor))
        const left = keep(op('i32.sub', from, to))
        when(op('i32.gt_s', left, i32(0)), () =>
          pen.loop(() => {
            const step = keep(choose(op('i32.lt_s', left, i32(STEP)), left, i32(STEP)))
            const shifted = op('i64.shl', rest, op('i64.extend_i32_u', step))
            set(rest, op('i64.rem_u', shifted, divisor))
            set(left, op('i32.sub', left, step))
            return op('i32.gt_s', left, i32(0))
          }),
        )
        // times 2^(e − 1075): its bits, where it is normal and where it is not
        const unit = choose(
          op('i32.gt_s', to, i32(SIGNIFICAND)),
          op(
            'i64.shl',
            op('i64.extend_i32_s', op('i32.sub', to, i32(SIGNIFICAND))),
            i64(SIGNIFICAND),
          ),
          op('i64.shl', i64(1), op('i64.extend_i32_s', op('i32.sub', to, i32(1)))),
        )
        const magnitude = op(
          'f64.mul',
          op('f64.convert_i64_u', rest),
          op('f64.reinterpret_i64', unit),
        )
        set(result, op('f64.copysign', magnitude, x))
      })
    })
    pen.give(result)
  })

/** Where a quotient and its product with y are exact in one f64, or in two. */
const bounds: Readonly<Record<Float, { quotient: number; least: number; largest: number }>> = {
  f32: { quotient: 536870912, least: 0, largest: Infinity },
  // 2⁵⁰, and 2 to the powers of ∓900
  f64: {
    quotient: 1125899906842624,
    least: 1.1830521861667747e-271,
    largest: 8.452712498170644e270,
  },
}

interface Short {
  readonly remainder: Local
  /** Where it is right. */
  readonly right: Expr
}

/** a − ⌊a / b⌋ b, the magnitudes given as f64x2. */
const shortDivision = (to: Lanes, dtype: Float, a: Local, b: Local): Short => {
  const { number, keep, add, sub, mul, and, lt } = to
  const { quotient, least, largest } = bounds[dtype]
  const ratio = keep(to.div(a, b))
  const q = keep(to.floor(ratio))
  const p = keep(mul(q, b))
  const high = sub(a, p)
  const rest = keep(
    dtype === 'f32' ? high : sub(high, productError(to, factor(to, q), factor(to, b), p)),
  )
  const inRange = and(and(to.gt(b, number(least)), lt(b, number(largest))), lt(a, number(largest)))
  return {
    // a ratio that was rounded up to an integer is one too many
    remainder: keep(add(rest, and(b, lt(rest, number(0))))),
    right: and(lt(ratio, number(quotient)), inRange),
  }
}

/** Pairs of f64 to their remainders, with the sign of x. */
const ofPair = (site: Site, dtype: Float, x: Local, y: Local): Local => {
  const { pen, library } = site
  const to = lanes(site, 'f64')
  const { remainder, right } = shortDivision(to, dtype, pen.keep(to.abs(x)), pen.keep(to.abs(y)))
  const result = pen.keep(to.withSign(remainder, x))
  const wrong = pen.keep(op('v128.not', right))
  pen.when(op('v128.any_true', wrong), () => {
    for (const i of [0, 1])
      pen.when(lane('i32x4.extract_lane', 2 * i, wrong), () => {
        const of = (x: Local): Expr => lane('f64x2.extract_lane', i, x)
        const exact = call(longDivision(library), of(x), of(y))
        pen.set(result, lane('f64x2.replace_lane', i, result, exact))
      })
  })
  return result
}

/** x % y */
export const rem = ({ site, dtype }: Lanes, x: Local, y: Local): Expr => {
  if (dtype === 'f64') return ofPair(site, dtype, x, y)
  const [x0, x1] = promoted(site.pen, x)
  const [y0, y1] = promoted(site.pen, y)
  return demoted(ofPair(site, dtype, x0, y0), ofPair(site, dtype, x1, y1))
}
