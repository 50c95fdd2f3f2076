// The quarter turns in an angle of 2²⁰ and more, one at a time, in the steps of language/scalar/reduce.ts.
import { constants } from '../../../../language/scalar/index.ts'
import { type Callee, call, choose, type Expr, f64, i32, i64, op } from '../assembler/index.ts'
import type { Library } from '../library.ts'
import { type Arithmetic, constantFactor, factor, one, productError } from './double-double.ts'

const { digit, digits, halfPi2, kept } = constants.angle
const INVERSE_DIGIT = 1 / digit
/** The exponent of a number whose integer part is its first 24 bits. */
const EXPONENT = 1023 + 23

/** The j-th digit of 2/π, 0 for j < 0: a tree of tests, for a module has no memory of its own. */
const digitOf = (library: Library): Callee =>
  library.use('digit of 2/π', ['i32'], ['f64'], (pen) => {
    const [j = i32(0)] = pen.params
    const found = pen.local('f64')
    const find = ([first = 0, ...others]: readonly number[], from: number): void => {
      const half = (others.length + 1) >> 1
      if (half === 0) pen.set(found, f64(first))
      else
        pen.when(
          op('i32.lt_s', j, i32(from + half)),
          () => find([first, ...others.slice(0, half - 1)], from),
          () => find(others.slice(half - 1), from + half),
        )
    }
    pen.when(op('i32.ge_s', j, i32(0)), () => find(digits, 0))
    pen.give(found)
  })

/** Each digit, and what it holds above 24 bits in the next higher one. */
const carried = ({ number, keep, add, sub, mul }: Arithmetic, all: readonly Expr[]): Expr[] => {
  const above = (x: Expr): Expr => op('f64.floor', mul(x, number(INVERSE_DIGIT)))
  const result: Expr[] = []
  let over: Expr = number(0)
  for (const d of [...all].reverse()) {
    const sum = keep(add(d, over))
    over = keep(above(sum))
    // of the first digit too: that is a multiple of four quarter turns
    result.unshift(keep(sub(sum, mul(over, number(digit)))))
  }
  return result
}

/** x ≥ 2²⁰ to a word with its quarter turns in the low bits, and what is left, high part and low; NaN of ∞. */
export const reduceLarge = (library: Library): Callee => {
  const digitAt = digitOf(library)
  return library.use('quarter turns', ['f64'], ['i64', 'f64', 'f64'], (pen) => {
    const to = one(pen)
    const { number, keep, add, sub, mul } = to
    const floor = (x: Expr): Expr => op('f64.floor', x)
    const [x = f64(0)] = pen.params
    // x = 2ᵉ (m0 + m1 2⁻²⁴ + m2 2⁻⁴⁸), three digits of 24 bits
    const bits = keep(op('i64.reinterpret_f64', x))
    const exponent = op('i32.wrap_i64', op('i64.shr_u', bits, i64(52)))
    const e = keep(op('i32.sub', exponent, i32(EXPONENT)))
    const significand = op('i64.and', bits, i64(-1, 0xfffff))
    const scaled = keep(
      op('f64.reinterpret_i64', op('i64.or', significand, i64(0, EXPONENT << 20))),
    )
    const m0 = keep(floor(scaled))
    const rest = keep(mul(sub(scaled, m0), number(digit)))
    const m1 = keep(floor(rest))
    const m2 = keep(mul(sub(rest, m1), number(digit)))
    // e = 24 q + r, e ≥ −3; the digits of the product before the (q − 1)-th are multiples of four quarter turns
    const q = keep(op('i32.sub', op('i32.div_u', op('i32.add', e, i32(24)), i32(24)), i32(1)))
    const r = op('i32.sub', e, op('i32.mul', q, i32(24)))
    const shift = keep(op('f64.convert_i32_s', op('i32.shl', i32(1), r)))
    const at = (k: number): Expr => keep(call(digitAt, op('i32.add', q, i32(k - 1))))
    const product: Expr[] = []
    let second = at(-2)
    let first = at(-1)
    for (let t = 0; t < kept; t++) {
      const third = second
      second = first
      first = at(t)
      product.push(add(add(mul(m0, first), mul(m1, second)), mul(m2, third)))
    }
    const shifted = carried(to, product).map((d) => mul(d, shift))
    const [turns = f64(0), ...fraction] = carried(to, shifted)
    // from half a quarter turn on, the complement of the fraction is what is left, negative
    const up = keep(op('f64.ge', fraction[0] ?? turns, number(digit / 2)))
    const left = fraction.map((d) => keep(choose(up, sub(number(digit - 1), d), d)))
    // three pieces of 48 bits, each exact, as a sum of two doubles
    const pair = (t: number): Expr => {
      const [a = turns, b = turns] = left.slice(t, t + 2)
      return mul(add(a, mul(b, number(INVERSE_DIGIT))), number(INVERSE_DIGIT))
    }
    const twoDigits = number(INVERSE_DIGIT * INVERSE_DIGIT)
    const high = keep(pair(0))
    const middle = keep(mul(pair(2), twoDigits))
    const sum = keep(add(high, middle))
    const low = keep(add(sub(middle, sub(sum, high)), mul(mul(pair(4), twoDigits), twoDigits)))
    // times π/2
    const [piHigh, piLow] = halfPi2
    const p = keep(mul(sum, number(piHigh)))
    const error = productError(to, factor(to, sum), constantFactor(to, piHigh), p)
    const pLow = keep(add(error, add(mul(sum, number(piLow)), mul(low, number(piHigh)))))
    const angle = keep(add(p, pLow))
    const tail = keep(sub(pLow, sub(angle, p)))
    const signed = (x: Expr): Expr => choose(up, op('f64.neg', x), x)
    // an integer in the low bits of 2⁵²
    const quarters = add(add(turns, op('f64.convert_i32_s', up)), number(4503599627370496))
    const finite = op('f64.lt', x, number(Infinity))
    pen.give(
      op('i64.reinterpret_f64', quarters),
      choose(finite, signed(angle), number(Number.NaN)),
      signed(tail),
    )
  })
}
