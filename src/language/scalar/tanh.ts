// tanh x. Near 0 an odd polynomial (f32) or e²ˣ − 1 (f64); else 1 − 2 / (e²ˣ + 1), which rounds to 1 by itself.
import type { Float } from '../../shape/index.ts'
import { withSign } from './bits.ts'
import { expF32, expm1F64 } from './exp.ts'

const f32 = Math.fround

const CUT_F32 = 0.625
const CUT_F64 = 0.5

// (tanh x / x − 1) / x² as a polynomial in x², minimax on [0, 0.625] (bench/numerics/minimax.py)
const T1_F32: number = f32(-0.333332837)
const T2_F32: number = f32(0.133314833)
const T3_F32: number = f32(-0.0537427738)
const T4_F32: number = f32(0.0206480622)
const T5_F32: number = f32(-0.00571406353)

/** The numbers of tanh, for those who write it as code: where its halves meet, and the polynomial, the highest power first. */
export const tanh: Readonly<
  Record<Float, { readonly cut: number; readonly t: readonly number[] }>
> = {
  f32: { cut: CUT_F32, t: [T5_F32, T4_F32, T3_F32, T2_F32, T1_F32] },
  f64: { cut: CUT_F64, t: [] },
}

/** The hyperbolic tangent in f32. */
export const tanhF32 = (x: number): number => {
  const a = Math.abs(x)
  if (a < CUT_F32) {
    const z = f32(x * x)
    const T = f32(
      T1_F32 + f32(z * f32(T2_F32 + f32(z * f32(T3_F32 + f32(z * f32(T4_F32 + f32(z * T5_F32))))))),
    )
    return x === 0 ? x : f32(x + f32(f32(x * z) * T))
  }
  return withSign(f32(1 - f32(2 / f32(expF32(f32(2 * a)) + 1))), x)
}

/** The hyperbolic tangent in f64. */
export const tanhF64 = (x: number): number => {
  const a = Math.abs(x)
  const t = expm1F64(2 * a)
  return withSign(a < CUT_F64 ? t / (t + 2) : 1 - 2 / (t + 2), x)
}
