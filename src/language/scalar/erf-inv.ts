// The inverse of erf: x P(w) with w = −log (1 − x²), P by pieces.
// M. Giles, Approximating the erfinv function, 2010; f32 exactly as JAX evaluates it, without fused arithmetic.
import { log1pF32, logF64 } from './log.ts'

const f32 = Math.fround

const near = (coefficients: readonly number[]): readonly number[] => coefficients.map(f32)

const CENTRE_F32: readonly number[] = near([
  2.81022636e-8, 3.43273939e-7, -3.5233877e-6, -4.39150654e-6, 2.1858087e-4, -1.25372503e-3,
  -4.17768164e-3, 2.46640727e-1, 1.50140941,
])
const TAIL_F32: readonly number[] = near([
  -2.00214257e-4, 1.00950558e-4, 1.34934322e-3, -3.67342844e-3, 5.73950773e-3, -7.6224613e-3,
  9.43887047e-3, 1.00167406, 2.83297682,
])

const CENTRE: readonly number[] = [
  -3.64441206401782e-21, -1.6850591381820166e-19, 1.28584807152564e-18, 1.1157877678025181e-17,
  -1.333171662854621e-16, 2.0972767875968562e-17, 6.637638134358324e-15, -4.054566272975207e-14,
  -8.151934197605472e-14, 2.6335093153082323e-12, -1.2975133253453532e-11, -5.415412054294628e-11,
  1.0512122733215323e-9, -4.112633980346984e-9, -2.9070369957882005e-8, 4.2347877827932404e-7,
  -1.3654692000834679e-6, -1.3882523362786469e-5, 0.00018673420803405714, -0.000740702534166267,
  -0.006033670871430149, 0.24015818242558962, 1.6536545626831027,
]
const MIDDLE: readonly number[] = [
  2.2137376921775787e-9, 9.075656193888539e-8, -2.7517406297064545e-7, 1.8239629214389228e-8,
  1.5027403968909828e-6, -4.013867526981546e-6, 2.9234449089955446e-6, 1.2475304481671779e-5,
  -4.7318229009055734e-5, 6.828485145957318e-5, 2.4031110387097894e-5, -0.0003550375203628475,
  0.0009532893797373805, -0.0016882755560235047, 0.002491442096107851, -0.003751208507569241,
  0.005370914553590064, 1.0052589676941592, 3.0838856104922208,
]
const TAIL: readonly number[] = [
  -2.7109920616438573e-11, -2.555641816996525e-10, 1.5076572693500548e-9, -3.789465440126737e-9,
  7.61570120807834e-9, -1.496002662714924e-8, 2.914795345090108e-8, -6.771199775845234e-8,
  2.2900482228026655e-7, -9.9298272942317e-7, 4.526062597223154e-6, -1.968177810553167e-5,
  7.599527703001776e-5, -0.00021503011930044477, -0.00013871931833623122, 1.0103004648645344,
  4.849906401408584,
]

/** The inverse error function in f32; ±∞ at ±1, NaN beyond. */
export const erfInvF32 = (x: number): number => {
  if (Math.abs(x) === 1) return x * Infinity
  const w = -log1pF32(-f32(x * x))
  const centre = w < 5
  const v = centre ? f32(w - 2.5) : f32(f32(Math.sqrt(w)) - 3)
  let p = 0
  for (const c of centre ? CENTRE_F32 : TAIL_F32) p = f32(c + f32(p * v))
  return f32(p * x)
}

/** The inverse error function in f64; ±∞ at ±1, NaN beyond. */
export const erfInvF64 = (x: number): number => {
  if (Math.abs(x) === 1) return x * Infinity
  const w = -logF64((1 - x) * (1 + x))
  const v = w < 6.25 ? w - 3.125 : Math.sqrt(w) - (w < 16 ? 3.25 : 5)
  let p = 0
  for (const c of w < 6.25 ? CENTRE : w < 16 ? MIDDLE : TAIL) p = c + p * v
  return p * x
}
