// The inverse of erf: x P(w) with w = −log (1 − x²), P by pieces.
// M. Giles, Approximating the erfinv function, 2010. In f32 his coefficients and JAX's steps, without fused arithmetic,
// so that normal draws agree; in f64 his pieces with more terms, minimax (bench/numerics/minimax.py).
import type { Float } from '../../shape/index.ts'
import { log1pF32, logF64 } from './log.ts'

const f32 = Math.fround

// the highest power first
const CENTRE_8_F32: number = f32(2.81022636e-8)
const CENTRE_7_F32: number = f32(3.43273939e-7)
const CENTRE_6_F32: number = f32(-3.5233877e-6)
const CENTRE_5_F32: number = f32(-4.39150654e-6)
const CENTRE_4_F32: number = f32(2.1858087e-4)
const CENTRE_3_F32: number = f32(-1.25372503e-3)
const CENTRE_2_F32: number = f32(-4.17768164e-3)
const CENTRE_1_F32: number = f32(2.46640727e-1)
const CENTRE_0_F32: number = f32(1.50140941)

const TAIL_8_F32: number = f32(-2.00214257e-4)
const TAIL_7_F32: number = f32(1.00950558e-4)
const TAIL_6_F32: number = f32(1.34934322e-3)
const TAIL_5_F32: number = f32(-3.67342844e-3)
const TAIL_4_F32: number = f32(5.73950773e-3)
const TAIL_3_F32: number = f32(-7.6224613e-3)
const TAIL_2_F32: number = f32(9.43887047e-3)
const TAIL_1_F32: number = f32(1.00167406)
const TAIL_0_F32: number = f32(2.83297682)

/** c + p v, each step rounded: one step of Horner's rule. */
const step = (p: number, v: number, c: number): number => f32(c + f32(p * v))

/** P(w) for w < 5, v = w − 2.5. */
const centreF32 = (v: number): number => {
  let p = step(CENTRE_8_F32, v, CENTRE_7_F32)
  p = step(p, v, CENTRE_6_F32)
  p = step(p, v, CENTRE_5_F32)
  p = step(p, v, CENTRE_4_F32)
  p = step(p, v, CENTRE_3_F32)
  p = step(p, v, CENTRE_2_F32)
  p = step(p, v, CENTRE_1_F32)
  p = step(p, v, CENTRE_0_F32)
  return p
}

/** P(w) for w ≥ 5, v = √w − 3. */
const tailF32 = (v: number): number => {
  let p = step(TAIL_8_F32, v, TAIL_7_F32)
  p = step(p, v, TAIL_6_F32)
  p = step(p, v, TAIL_5_F32)
  p = step(p, v, TAIL_4_F32)
  p = step(p, v, TAIL_3_F32)
  p = step(p, v, TAIL_2_F32)
  p = step(p, v, TAIL_1_F32)
  p = step(p, v, TAIL_0_F32)
  return p
}

const CENTRE: readonly number[] = [
  -3.0015695631824244e-22, 3.219363270011779e-21, 1.6539023413558997e-20, -3.4876452976648703e-19,
  6.95673351808551e-19, 1.5545191570375514e-17, -1.2344888903876704e-16, -3.987789975961451e-17,
  6.533343681378406e-15, -4.001589838723297e-14, -8.079292872855641e-14, 2.6305034569830213e-12,
  -1.2978504129096176e-11, -5.4142946262385523e-11, 1.051222566833495e-9, -4.112660642870249e-9,
  -2.907038989552769e-8, 4.234788171204458e-7, -1.365469177264025e-6, -1.3882523394197252e-5,
  0.00018673420802052944, -0.0007407025341545543, -0.006033670871426996, 0.24015818242558834,
  1.6536545626831027,
]
const MIDDLE: readonly number[] = [
  -1.6187391293389684e-8, 6.343778362725914e-10, 1.3394217567246827e-7, -2.7118687547515004e-7,
  -3.0265832023395084e-8, 1.498546292819548e-6, -3.984077306464885e-6, 2.925823981889751e-6,
  1.2464433134274657e-5, -4.731901551484091e-5, 6.828724879973002e-5, 2.4031263121961903e-5,
  -0.0003550378308282612, 0.0009532893630764235, -0.0016882755342517285, 0.002491442097018259,
  -0.003751208508262949, 0.005370914553570911, 1.0052589676941657, 3.0838856104922208,
]
const TAIL: readonly number[] = [
  -2.0722613560021053e-11, 4.290736081348153e-11, 7.116114831590989e-11, -4.3760199944140636e-10,
  1.3128279786739155e-9, -3.4714898056061177e-9, 7.824806718864183e-9, -1.5254703847731794e-8,
  2.9016562109389405e-8, -6.755649319065604e-8, 2.290535774313474e-7, -9.930292712241104e-7,
  4.526052370219826e-6, -1.96817707204851e-5, 7.599527811286033e-5, -0.00021503011982638783,
  -0.00013871931838078713, 1.0103004648645453, 4.849906401408584,
]

// where the pieces end, in w, and what is taken from w (for the first) or √w
const CENTRE_END_F32 = 5
const CENTRE_ORIGIN_F32 = 2.5
const TAIL_ORIGIN_F32 = 3
const CENTRE_END = 6.25
const MIDDLE_END = 16
const CENTRE_ORIGIN = 3.125
const MIDDLE_ORIGIN = 3.25
const TAIL_ORIGIN = 5

interface Piece {
  readonly end: number
  readonly origin: number
  /** The highest power first. */
  readonly p: readonly number[]
}

/** The pieces of erfInv, for those who write it as code: the first of w, the others of √w. */
export const erfInv: Readonly<Record<Float, readonly [Piece, ...Piece[]]>> = {
  f32: [
    {
      end: CENTRE_END_F32,
      origin: CENTRE_ORIGIN_F32,
      p: [
        CENTRE_8_F32,
        CENTRE_7_F32,
        CENTRE_6_F32,
        CENTRE_5_F32,
        CENTRE_4_F32,
        CENTRE_3_F32,
        CENTRE_2_F32,
        CENTRE_1_F32,
        CENTRE_0_F32,
      ],
    },
    {
      end: Infinity,
      origin: TAIL_ORIGIN_F32,
      p: [
        TAIL_8_F32,
        TAIL_7_F32,
        TAIL_6_F32,
        TAIL_5_F32,
        TAIL_4_F32,
        TAIL_3_F32,
        TAIL_2_F32,
        TAIL_1_F32,
        TAIL_0_F32,
      ],
    },
  ],
  f64: [
    { end: CENTRE_END, origin: CENTRE_ORIGIN, p: CENTRE },
    { end: MIDDLE_END, origin: MIDDLE_ORIGIN, p: MIDDLE },
    { end: Infinity, origin: TAIL_ORIGIN, p: TAIL },
  ],
}

/** The inverse error function in f32; ±∞ at ±1, NaN beyond. */
export const erfInvF32 = (x: number): number => {
  if (Math.abs(x) === 1) return x * Infinity
  const w = -log1pF32(-f32(x * x))
  const p =
    w < CENTRE_END_F32
      ? centreF32(f32(w - CENTRE_ORIGIN_F32))
      : tailF32(f32(f32(Math.sqrt(w)) - TAIL_ORIGIN_F32))
  return f32(p * x)
}

/** The polynomial with these coefficients, the highest power first. */
const polynomial = (coefficients: readonly number[], v: number): number => {
  let p = 0
  for (let i = 0; i < coefficients.length; i++) p = (coefficients[i] ?? 0) + p * v
  return p
}

/** The inverse error function in f64; ±∞ at ±1, NaN beyond. */
export const erfInvF64 = (x: number): number => {
  if (Math.abs(x) === 1) return x * Infinity
  const w = -logF64((1 - x) * (1 + x))
  if (w < CENTRE_END) return x * polynomial(CENTRE, w - CENTRE_ORIGIN)
  const root = Math.sqrt(w)
  return (
    x *
    (w < MIDDLE_END
      ? polynomial(MIDDLE, root - MIDDLE_ORIGIN)
      : polynomial(TAIL, root - TAIL_ORIGIN))
  )
}
