// Real numbers to many bits, as an integer times a power of two, and how far a float is from one in ulps.

/** m · 2ᵉ. */
export interface Real {
  readonly m: bigint
  readonly e: number
}

const view = new DataView(new ArrayBuffer(8))

/** A finite f64, exactly. */
export const exactly = (x: number): Real => {
  view.setFloat64(0, x)
  const high = view.getUint32(0)
  const exponent = (high >> 20) & 0x7ff
  const fraction = (BigInt(high & 0xfffff) << 32n) | BigInt(view.getUint32(4))
  const m = exponent === 0 ? fraction : fraction | (1n << 52n)
  return { m: high >>> 31 ? -m : m, e: Math.max(exponent, 1) - 1075 }
}

const magnitude = (m: bigint): bigint => (m < 0n ? -m : m)

/** The number of bits of |m|. */
export const bitLength = (m: bigint): number => {
  const hex = magnitude(m).toString(16)
  return m === 0n ? 0 : 4 * hex.length - Math.clz32(Number.parseInt(hex[0] ?? '0', 16)) + 28
}

/** m · 2ᵏ, rounded down where k < 0. */
export const shifted = (m: bigint, k: number): bigint => (k >= 0 ? m << BigInt(k) : m >> BigInt(-k))

/** The nearest f64 but for a rounding or two: for what need not be exact. */
export const approximately = ({ m, e }: Real): number => {
  const extra = bitLength(m) - 60
  return extra > 0 ? Number(shifted(m, -extra)) * power(e + extra) : Number(m) * power(e)
}

/** 2ᵏ, 0 or ∞ beyond the range. */
const power = (k: number): number => {
  let result = 1
  const factor = k < 0 ? 0.5 : 2
  for (let i = Math.min(Math.abs(k), 2200); i > 0; i--) result *= factor
  return result
}

export const minus = (a: Real, b: Real): Real => {
  const e = Math.min(a.e, b.e)
  return { m: shifted(a.m, a.e - e) - shifted(b.m, b.e - e), e }
}

/** A floating format: p bits, the exponents of its smallest number and of the first power of two that is too large. */
export interface Format {
  readonly precision: number
  readonly least: number
  readonly beyond: number
}

export const formats: Readonly<Record<'f32' | 'f64', Format>> = {
  f32: { precision: 24, least: -149, beyond: 128 },
  f64: { precision: 53, least: -1074, beyond: 1024 },
}

/** |got − wanted| in units of the last place of `wanted`; ∞ counts as the first number too large for the format. */
export const ulps = (got: number, wanted: Real, { precision, least, beyond }: Format): number => {
  if (Number.isNaN(got)) return Number.POSITIVE_INFINITY
  const top = bitLength(wanted.m) + wanted.e
  const sign = wanted.m < 0n ? -1n : 1n
  const bounded = top > beyond ? { m: sign, e: beyond } : wanted
  const exact = Number.isFinite(got) ? exactly(got) : { m: got > 0 ? 1n : -1n, e: beyond }
  const unit = Math.max(Math.min(top, beyond) - precision, least)
  const { m, e } = minus(exact, bounded)
  return Math.abs(approximately({ m, e: e - unit }))
}

/** A real number shifted by an f64. */
export const plus = (x: number, by: Real): Real => minus(by, exactly(-x))
