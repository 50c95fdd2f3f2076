// Whole numbers in a range, nearly all as likely: two words of bits, taken modulo the span.
import type { Value } from '../language/level/index.ts'
import { add, bitCast, full, mul, rem } from '../language/primitives/index.ts'
import { anything, fail, fill, optionsOf, shown } from '../prelude/index.ts'
import { demandDtype, type Sizes } from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { bits32 } from './bits.ts'
import { derived } from './derive.ts'
import {
  type Checked,
  type DrawnShape,
  drawnShape,
  type OneKey,
  oneKey,
  type ShapeOr,
  typed,
} from './operand.ts'
import type { Bounds } from './range.ts'

type Integer = 'i32' | 'u32'
const least: Readonly<Record<Integer, number>> = { i32: -2147483648, u32: 0 }
const largest: Readonly<Record<Integer, number>> = { i32: 2147483647, u32: 4294967295 }

/** How many numbers there are, as a u32 (0 for all 2³²), and the first. Bounds outside the dtype are taken for its own, and a max
 *  beyond the largest number includes that; a range without numbers is its min. */
const spanOf = ({ min, max }: Bounds, dtype: Integer): { span: number; first: number } => {
  const clipped = (x: number): number => Math.min(Math.max(x, least[dtype]), largest[dtype])
  const [first, last] = [clipped(min), clipped(max)]
  if (last <= first) return { span: 1, first }
  return { span: (last - first + (max > largest[dtype] ? 1 : 0)) >>> 0, first }
}

/** 2³² modulo the span, by squaring 2¹⁶ modulo it in 32 bits. The square wraps to 0 where the span is above 2¹⁶: the upper word
 *  then counts for nothing, as in JAX. */
const carryOf = (span: number): number => {
  if (span === 0) return 0
  const half = 65536 % span
  return (Math.imul(half, half) >>> 0) % span
}

/** i32 or u32 in [min, max). */
export const whole = (key: Value, shape: Sizes, dtype: Integer, bounds: Bounds): Value => {
  const { span, first } = spanOf(bounds, dtype)
  const carry = carryOf(span)
  const low = bits32(derived(key, 1), shape)
  const modulus = full(low, span)
  const upper = (): Value => mul(rem(bits32(derived(key, 0), shape), modulus), full(low, carry))
  const offset = carry === 0 ? rem(low, modulus) : rem(add(upper(), rem(low, modulus)), modulus)
  const steps = bitCast(offset, dtype)
  return first === 0 ? steps : add(full(steps, first), steps)
}

const fraction = {
  where: 'integers',
  must: '{name} must be a whole number',
  was: '{value}',
  do: 'use uniform for fractions',
} as const

const mustBeWhole = (name: keyof Bounds, value: number): void => {
  if (!Number.isInteger(value)) fail(fill(fraction, { name, value: shown(value) }))
}

interface IntegerOptions {
  readonly min?: number
  readonly max: number
  readonly dtype?: unknown
}
const declared = { min: anything, max: anything, dtype: anything } as const

/** Whole numbers in [min, max), i32 unless another dtype is given; min is 0 unless given. All are as likely where max − min is a
 *  power of two, and nearly so elsewhere. A max beyond the dtype stands for all up to its largest number; where max ≤ min, all
 *  are min.
 *  @example random.integers(random.key(42), [4], { max: 10 }) // => tensor([4, 4, 1, 9], { dtype: 'i32' }) */
export const integers = <const K, const S extends Sizes | number, D extends Integer = 'i32'>(
  key: Checked<OneKey<'integers', K>, K>,
  shape: Checked<DrawnShape<'integers', S>, S & Sizes>,
  options: { readonly min?: number; readonly max: number; readonly dtype?: D },
): Tensor<ShapeOr<DrawnShape<'integers', S>>, D> => {
  const one = oneKey('integers', key)
  const sizes = drawnShape('integers', shape)
  const given = optionsOf<IntegerOptions>('integers', declared, options, ['max'])
  const { min = 0, max, dtype = 'i32' } = given
  mustBeWhole('min', min)
  mustBeWhole('max', max)
  const integer = demandDtype('integers', ['i32', 'u32'], dtype)
  return typed(whole(one, sizes, integer, { min, max }))
}
