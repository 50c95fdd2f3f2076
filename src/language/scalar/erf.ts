// erf x. Up to 27/32, x + x P(x²); above, one minus the complement:
//   f32: erfc x = exp (L(x)), L a polynomial;  f64: erfc x = exp (−x²) P(1 / (x + 3)), P a polynomial.
// All minimax for the relative error of erf (bench/numerics/minimax.py).
import type { Float } from '../../shape/index.ts'
import { withSign } from './bits.ts'
import { expF32, expF64 } from './exp.ts'

const f32 = Math.fround
const CUT = 0.84375
// from these on it is 1
const LIMIT_F32 = 4
const LIMIT = 6

const P0_F32: number = f32(0.128379166)
const P1_F32: number = f32(-0.376125932)
const P2_F32: number = f32(0.112829119)
const P3_F32: number = f32(-0.0268095359)
const P4_F32: number = f32(0.00506188162)
const P5_F32: number = f32(-0.000637496414)

const L0_F32: number = f32(-9.7827804e-5)
const L1_F32: number = f32(-1.12809014)
const L2_F32: number = f32(-0.636467397)
const L3_F32: number = f32(-0.104573324)
const L4_F32: number = f32(0.0225429405)
const L5_F32: number = f32(-0.00312410644)
const L6_F32: number = f32(0.000204338343)

const P0 = 0.1283791670955126
const P1 = -0.3761263890318375
const P2 = 0.11283791670954721
const P3 = -0.026866170645026027
const P4 = 0.0052239776240253655
const P5 = -0.0008548326910649013
const P6 = 0.00012055327275077102
const P7 = -1.4925459756354615e-5
const P8 = 1.64578503987205e-6
const P9 = -1.6302428893707568e-7
const P10 = 1.4201671291849525e-8
const P11 = -8.869720200251623e-10

const U0 = 4.3113834605360854e-5
const U1 = 0.5617277104396218
const U2 = 1.7561797383676085
const U3 = 3.8177953215158347
const U4 = 22.555427327551627
const U5 = -36.57593204488778
const U6 = 375.62489582317573
const U7 = -721.3710668750167
const U8 = 855.9269901648364
const U9 = 4290.696708037629
const U10 = -17558.61602807207
const U11 = 23609.731031055013
const U12 = -11449.14180545276

interface Erf {
  readonly cut: number
  readonly limit: number
  /** P near 0 and, beyond the cut, L in f32 and the other P in f64, the highest power first. */
  readonly near: readonly number[]
  readonly far: readonly number[]
}

/** The numbers of erf, for those who write it as code. */
export const erf: Readonly<Record<Float, Erf>> = {
  f32: {
    cut: CUT,
    limit: LIMIT_F32,
    near: [P5_F32, P4_F32, P3_F32, P2_F32, P1_F32, P0_F32],
    far: [L6_F32, L5_F32, L4_F32, L3_F32, L2_F32, L1_F32, L0_F32],
  },
  f64: {
    cut: CUT,
    limit: LIMIT,
    near: [P11, P10, P9, P8, P7, P6, P5, P4, P3, P2, P1, P0],
    far: [U12, U11, U10, U9, U8, U7, U6, U5, U4, U3, U2, U1, U0],
  },
}

/** The error function in f32. */
export const erfF32 = (x: number): number => {
  const a = Math.abs(x)
  if (a < CUT) {
    const z = f32(x * x)
    const upper = f32(P3_F32 + f32(z * f32(P4_F32 + f32(z * P5_F32))))
    const P = f32(P0_F32 + f32(z * f32(P1_F32 + f32(z * f32(P2_F32 + f32(z * upper))))))
    return f32(x + f32(x * P))
  }
  const b = Math.min(a, LIMIT_F32)
  const upper = f32(L4_F32 + f32(b * f32(L5_F32 + f32(b * L6_F32))))
  const lower = f32(L1_F32 + f32(b * f32(L2_F32 + f32(b * f32(L3_F32 + f32(b * upper))))))
  return withSign(f32(1 - expF32(f32(L0_F32 + f32(b * lower)))), x)
}

/** The error function in f64. */
export const erfF64 = (x: number): number => {
  const a = Math.abs(x)
  if (a < CUT) {
    const z = x * x
    const upper = P6 + z * (P7 + z * (P8 + z * (P9 + z * (P10 + z * P11))))
    return x + x * (P0 + z * (P1 + z * (P2 + z * (P3 + z * (P4 + z * (P5 + z * upper))))))
  }
  const b = Math.min(a, LIMIT)
  const u = 1 / (b + 3)
  const upper = U6 + u * (U7 + u * (U8 + u * (U9 + u * (U10 + u * (U11 + u * U12)))))
  const P = U0 + u * (U1 + u * (U2 + u * (U3 + u * (U4 + u * (U5 + u * upper)))))
  return withSign(1 - expF64(-b * b) * P, x)
}
