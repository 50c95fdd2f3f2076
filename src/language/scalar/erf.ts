// erf x. Up to 27/32, x + x P(x²); above, one minus the complement:
//   f32: erfc x = exp (L(x)), L a polynomial;  f64: erfc x = exp (−x²) P(1 / (x + 3)), P a polynomial.
// All minimax for the relative error of erf (bench/minimax.py).
import { withSign } from './bits.ts'
import { expF32, expF64 } from './exp.ts'

const f32 = Math.fround
const CUT = 0.84375

const P0_F32: number = f32(0.1283791661)
const P1_F32: number = f32(-0.3761259317)
const P2_F32: number = f32(0.112829119)
const P3_F32: number = f32(-0.02680953592)
const P4_F32: number = f32(0.005061881617)
const P5_F32: number = f32(-0.0006374963559)

const L0_F32: number = f32(-9.782682173e-5)
const L1_F32: number = f32(-1.128090143)
const L2_F32: number = f32(-0.6364674568)
const L3_F32: number = f32(-0.1045731604)
const L4_F32: number = f32(0.02254276723)
const L5_F32: number = f32(-0.003124018665)
const L6_F32: number = f32(0.0002043197164)

const P0 = 0.1283791670955126
const P1 = -0.37612638903184165
const P2 = 0.11283791670977801
const P3 = -0.026866170650007605
const P4 = 0.005223977679288727
const P5 = -0.0008548330493227072
const P6 = 0.00012055472261041248
const P7 = -1.4929232129106109e-5
const P8 = 1.6520960339371165e-6
const P9 = -1.6958522209832632e-7
const P10 = 1.8058715917040645e-8
const P11 = -1.8666858710013053e-9

const U0 = 4.3113954119912566e-5
const U1 = 0.5617277037267862
const U2 = 1.7561799104838454
const U3 = 3.8177926573553465
const U4 = 22.555455058325954
const U5 = -36.57613655208874
const U6 = 375.6259916293612
const U7 = -721.3753657769606
const U8 = 855.9392458462559
const U9 = 4290.671944189689
const U10 = -17558.58236165715
const U11 = 23609.703379836796
const U12 = -11449.131428700855

/** The error function in f32. */
export const erfF32 = (x: number): number => {
  const a = Math.abs(x)
  if (a < CUT) {
    const z = f32(x * x)
    const upper = f32(P3_F32 + f32(z * f32(P4_F32 + f32(z * P5_F32))))
    const P = f32(P0_F32 + f32(z * f32(P1_F32 + f32(z * f32(P2_F32 + f32(z * upper))))))
    return f32(x + f32(x * P))
  }
  const b = Math.min(a, 4) // from 4 on it is 1
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
  const b = Math.min(a, 6) // from 6 on it is 1
  const u = 1 / (b + 3)
  const upper = U6 + u * (U7 + u * (U8 + u * (U9 + u * (U10 + u * (U11 + u * U12)))))
  const P = U0 + u * (U1 + u * (U2 + u * (U3 + u * (U4 + u * (U5 + u * upper)))))
  return withSign(1 - expF64(-b * b) * P, x)
}
