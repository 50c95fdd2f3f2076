// Quads of one dtype as quads of another: as language/scalar converts an element.
import type { DType } from '../../../../shape/index.ts'
import { type Expr, op } from '../assembler/index.ts'
import type { Site } from '../library.ts'
import { first, joined, literal, masks, narrowed, type Quad, upper } from './quad.ts'

const pair = ({ parts: [low, high] }: Quad): readonly [Expr, Expr] => {
  if (low === undefined || high === undefined) throw new RangeError('f64 are two vectors')
  return [low, high]
}

/** What is not 0: NaN too. */
const truth = (site: Site, x: Quad): Quad => {
  const zero = site.pen.constant(new Uint8Array(16))
  if (x.dtype === 'f32') return { dtype: 'bool', parts: [op('f32x4.ne', first(x), zero)] }
  if (x.dtype !== 'f64') return { dtype: 'bool', parts: [op('i32x4.ne', first(x), zero)] }
  const [low, high] = pair(x)
  return { dtype: 'bool', parts: [narrowed(op('f64x2.ne', low, zero), op('f64x2.ne', high, zero))] }
}

/** 1 where the mask is set, else 0. */
const counted = (site: Site, dtype: DType, x: Quad): Quad => {
  const ones = literal(site, dtype, 1)
  const mask = masks(dtype, first(x))
  return {
    dtype,
    parts: ones.parts.flatMap((one, i) => {
      const set = mask[i]
      return set === undefined ? [] : [op('v128.and', one, set)]
    }),
  }
}

const toF64 = (site: Site, from: DType, x: Expr): readonly Expr[] => {
  const all = site.pen.keep(x)
  if (from === 'f32')
    return [op('f64x2.promote_low_f32x4', all), op('f64x2.promote_low_f32x4', upper(all))]
  const name = from === 'i32' ? 'f64x2.convert_low_i32x4_s' : 'f64x2.convert_low_i32x4_u'
  return [op(name, all), op(name, upper(all))]
}

const fromF64 = (dtype: 'f32' | 'i32' | 'u32', x: Quad): Expr => {
  const [low, high] = pair(x)
  const name = (
    {
      f32: 'f32x4.demote_f64x2_zero',
      i32: 'i32x4.trunc_sat_f64x2_s_zero',
      u32: 'i32x4.trunc_sat_f64x2_u_zero',
    } as const
  )[dtype]
  return joined(op(name, low), op(name, high))
}

/** A quad as one of this dtype. */
export const converted = (site: Site, dtype: DType, x: Quad): Quad => {
  const from = x.dtype
  if (from === dtype) return x
  if (dtype === 'bool') return truth(site, x)
  if (from === 'bool') return counted(site, dtype, x)
  if (dtype === 'f64') return { dtype, parts: toF64(site, from, first(x)) }
  if (from === 'f64') return { dtype, parts: [fromF64(dtype, x)] }
  if (dtype === 'f32') {
    const name = from === 'i32' ? 'f32x4.convert_i32x4_s' : 'f32x4.convert_i32x4_u'
    return { dtype, parts: [op(name, first(x))] }
  }
  if (from === 'f32') {
    const name = dtype === 'i32' ? 'i32x4.trunc_sat_f32x4_s' : 'i32x4.trunc_sat_f32x4_u'
    return { dtype, parts: [op(name, first(x))] }
  }
  return { dtype, parts: x.parts } // i32 and u32 are the same bits
}
