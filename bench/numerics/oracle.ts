// The elementary functions to a chosen number of bits, in fixed point on big integers, by their series:
// slow, plain, and independent both of src/ and of the host's Math. test/bench/oracle.test.ts holds them to mpmath.
import { bitLength, exactly, type Real, shifted } from './real.ts'

export type Oracle = Readonly<
  Record<
    'exp' | 'expm1' | 'log' | 'log1p' | 'sin' | 'cos' | 'tanh' | 'erf' | 'rsqrt',
    (x: number) => Real
  >
> & {
  readonly pow: (x: number, y: number) => Real
  /** How far y is from the inverse of erf at x, as a real number: to first order, which is enough. */
  readonly erfInvError: (x: number, y: number) => Real
}

/** floor √n by Newton's iteration from above. */
const root = (n: bigint): bigint => {
  let x = 1n << BigInt((bitLength(n) + 2) >> 1)
  for (;;) {
    const next = (x + n / x) >> 1n
    if (next >= x) return x
    x = next
  }
}

/** arctan (1/n) in fixed point. */
const arctangent = (n: bigint, one: bigint): bigint => {
  let power = one / n
  let sum = power
  for (let k = 3n; power !== 0n; k += 2n) {
    power = -power / (n * n)
    sum += power / k
  }
  return sum
}

/** π/2 with so many bits after the point: Machin, 1706. */
const halfPi = (bits: number): bigint => {
  const one = 1n << BigInt(bits + 32)
  return (8n * arctangent(5n, one) - 2n * arctangent(239n, one)) >> 32n
}

/** π/2 with enough bits for every f64. */
const WIDE = 1400
const WIDE_HALF_PI = halfPi(WIDE)

/** Below 2⁻⁶⁰ three terms of a series are enough. */
const isTiny = (x: number): boolean => Math.abs(x) < 8.673617379884035e-19

/** The functions with so many bits after the point, at least 64 more than the format under test has. */
export const oracle = (bits: number): Oracle => {
  const P = BigInt(bits)
  const ONE = 1n << P
  const HALF_PI = halfPi(bits)
  const STEPS = 128n

  const multiply = (a: bigint, b: bigint): bigint => (a * b) >> P
  const fixed = ({ m, e }: Real): bigint => shifted(m, e + bits)
  const real = (m: bigint): Real => ({ m, e: -bits })
  /** x times a factor in fixed point. */
  const times = (x: number, factor: bigint): Real => {
    const { m, e } = exactly(x)
    return { m: m * factor, e: e - bits }
  }
  const nearest = (a: bigint, b: bigint): bigint => {
    const twice = 2n * a + b
    const q = twice / (2n * b)
    return twice < 0n && q * 2n * b !== twice ? q - 1n : q
  }

  /** Σ sⁿ/n! */
  const exponentialSeries = (s: bigint): bigint => {
    let term = ONE
    let sum = ONE
    for (let n = 1n; term !== 0n && term !== -1n; n++) {
      term = multiply(term, s) / n
      sum += term
    }
    return sum
  }
  /** 2 (s + s³/3 + …) = log ((1 + s) / (1 − s)) */
  const logarithmSeries = (s: bigint): bigint => {
    const square = multiply(s, s)
    let power = s
    let sum = s
    for (let n = 3n; power !== 0n && power !== -1n; n += 2n) {
      power = multiply(power, square)
      sum += power / n
    }
    return 2n * sum
  }
  const LN2 = logarithmSeries(ONE / 3n)

  const exponentials = new Map<bigint, bigint>()
  /** e^(i / 128) */
  const tabled = (i: bigint): bigint => {
    const known = exponentials.get(i)
    if (known !== undefined) return known
    const value = exponentialSeries((i * ONE) / STEPS)
    exponentials.set(i, value)
    return value
  }
  const logarithms = new Map<bigint, bigint>()
  /** log (1 + i / 128) */
  const tabledLog = (i: bigint): bigint => {
    const known = logarithms.get(i)
    if (known !== undefined) return known
    const value = logarithmSeries((i * ONE) / (2n * STEPS + i))
    logarithms.set(i, value)
    return value
  }

  /** e to a fixed-point number. */
  const exponential = (x: bigint): Real => {
    const k = nearest(x, LN2)
    const r = x - k * LN2
    const i = nearest(r * STEPS, ONE)
    return { m: multiply(tabled(i), exponentialSeries(r - (i * ONE) / STEPS)), e: Number(k) - bits }
  }

  /** log of a positive real number, in fixed point. */
  const logarithm = ({ m, e }: Real): bigint => {
    const length = bitLength(m)
    // v = m 2⁻ᵏ in [√½, √2)
    const upper = shifted(m, bits - length + 1)
    const high = upper * upper >= 2n * ONE * ONE
    const v = high ? shifted(m, bits - length) : upper
    const k = e + length - (high ? 0 : 1)
    const i = nearest((v - ONE) * STEPS, ONE)
    const c = ONE + (i * ONE) / STEPS
    return BigInt(k) * LN2 + tabledLog(i) + logarithmSeries(((v - c) << P) / (v + c))
  }

  /** Quarter turns and the rest, in fixed point, of a number that is not tiny. */
  const reduced = (x: number): readonly [number, bigint] => {
    const { m, e } = exactly(x)
    if (Math.abs(x) < 1048576) {
      const X = shifted(m, e + bits)
      const n = nearest(X, HALF_PI)
      return [Number(n & 3n), X - n * HALF_PI]
    }
    const X = shifted(m, e + WIDE)
    const n = nearest(X, WIDE_HALF_PI)
    return [Number(n & 3n), shifted(X - n * WIDE_HALF_PI, bits - WIDE)]
  }
  /** first − first r²/((n+1)(n+2)) + …, the terms of sine or cosine from the n-th on */
  const alternating = (first: bigint, r: bigint, n: bigint): bigint => {
    const square = multiply(r, r)
    let term = first
    let sum = first
    for (let k = n; term !== 0n && term !== -1n; k += 2n) {
      term = -multiply(term, square) / ((k + 1n) * (k + 2n))
      sum += term
    }
    return sum
  }
  const turned = ([n, r]: readonly [number, bigint], turns: number): Real => {
    const value = (n + turns) & 1 ? alternating(ONE, r, 0n) : alternating(r, r, 1n)
    return real((n + turns) & 2 ? -value : value)
  }

  const TWO_OVER_ROOT_PI = (ONE << P) / root((HALF_PI << P) / 2n)
  /** erf y / y = 2/√π e^(−y²) Σ (2y²)ⁿ / (2n + 1)!! */
  const erfFactor = (y: number): bigint => {
    const Y = fixed(exactly(y))
    const square = multiply(Y, Y)
    let term = ONE
    let sum = ONE
    for (let n = 3n; term !== 0n; n += 2n) {
      term = (2n * multiply(term, square)) / n
      sum += term
    }
    return multiply(multiply(TWO_OVER_ROOT_PI, fixed(exponential(-square))), sum)
  }
  const erf = (x: number): Real => {
    // 1 − erf 6.5 is 4e−20
    if (Math.abs(x) > 6.5) return real(x < 0 ? -ONE : ONE)
    return times(x, erfFactor(x))
  }

  return {
    exp: (x) => exponential(fixed(exactly(x))),
    expm1: (x) => {
      const X = fixed(exactly(x))
      if (isTiny(x)) return times(x, ONE + X / 2n + multiply(X, X) / 6n)
      const { m, e } = exponential(X)
      const low = Math.min(e, -bits)
      return { m: shifted(m, e - low) - shifted(1n, -low), e: low }
    },
    log: (x) => real(logarithm(exactly(x))),
    log1p: (x) => {
      const X = fixed(exactly(x))
      if (isTiny(x)) return times(x, ONE - X / 2n + multiply(X, X) / 3n)
      const { m, e } = exactly(x)
      const low = Math.min(e, 0)
      return real(logarithm({ m: shifted(m, e - low) + shifted(1n, -low), e: low }))
    },
    sin: (x) => {
      if (!isTiny(x)) return turned(reduced(x), 0)
      const X = fixed(exactly(x))
      return times(x, ONE - multiply(X, X) / 6n)
    },
    cos: (x) => {
      if (!isTiny(x)) return turned(reduced(x), 1)
      const X = fixed(exactly(x))
      return real(ONE - multiply(X, X) / 2n)
    },
    tanh: (x) => {
      // 1 − tanh 70 is 2⁻²⁰⁰
      if (Math.abs(x) > 70) return real(x < 0 ? -ONE : ONE)
      const X = fixed(exactly(x))
      if (isTiny(x)) return times(x, ONE - multiply(X, X) / 3n)
      const q = fixed(exponential(-2n * (X < 0n ? -X : X)))
      const value = ((ONE - q) << P) / (ONE + q)
      return real(X < 0n ? -value : value)
    },
    erf,
    rsqrt: (x) => {
      const { m, e } = exactly(x)
      const odd = e & 1
      // 1 / √(m 2ᵉ) = √(2^(2s) / m') 2^(−s − e'/2)
      const s = bits + 64
      return { m: root((1n << BigInt(2 * s)) / shifted(m, odd)), e: -s - (e - odd) / 2 }
    },
    pow: (x, y) => {
      const magnitude = logarithm(exactly(Math.abs(x)))
      const { m, e } = exactly(y)
      const limit = 2000n * ONE
      const product = shifted(magnitude * m, e)
      const bounded = product > limit ? limit : product < -limit ? -limit : product
      const power = exponential(bounded)
      const odd = x < 0 && Math.floor(y / 2) !== y / 2
      return odd ? { m: -power.m, e: power.e } : power
    },
    erfInvError: (x, y) => {
      const { m, e } = exactly(x)
      const got = erf(y)
      const low = Math.min(e, got.e)
      const difference = shifted(m, e - low) - shifted(got.m, got.e - low)
      const Y = fixed(exactly(y))
      const slope = multiply(TWO_OVER_ROOT_PI, fixed(exponential(-multiply(Y, Y))))
      return { m: (difference << P) / slope, e: low }
    },
  }
}
