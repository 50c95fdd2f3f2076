// The arithmetic of floats: IEEE 754, each operation rounded once, to nearest, ties to even.
// In f32 an operation of doubles rounded again is that of f32: 53 ≥ 2 · 24 + 2 bits (Figueroa, 1995).
import type { Float } from '../../shape/index.ts'
import type { FloatArithmetic } from './arithmetic.ts'
import { erfF32, erfF64 } from './erf.ts'
import { erfInvF32, erfInvF64 } from './erf-inv.ts'
import { expF32, expF64, expm1F32, expm1F64 } from './exp.ts'
import { log1pF32, log1pF64, logF32, logF64 } from './log.ts'
import { powF32, powF64 } from './power.ts'
import { tanhF32, tanhF64 } from './tanh.ts'
import { cosF32, cosF64, sinF32, sinF64 } from './trigonometry.ts'

const f32 = Math.fround

// rsqrt is two operations, √ and ÷, each correctly rounded
const single: FloatArithmetic = {
  add: (x, y) => f32(x + y),
  sub: (x, y) => f32(x - y),
  mul: (x, y) => f32(x * y),
  div: (x, y) => f32(x / y),
  rem: (x, y) => x % y,
  pow: powF32,
  max: (x, y) => Math.max(x, y),
  min: (x, y) => Math.min(x, y),
  neg: (x) => -x,
  abs: (x) => Math.abs(x),
  sign: (x) => Math.sign(x),
  floor: (x) => Math.floor(x),
  sqrt: (x) => f32(Math.sqrt(x)),
  rsqrt: (x) => f32(1 / f32(Math.sqrt(x))),
  exp: expF32,
  expm1: expm1F32,
  log: logF32,
  log1p: log1pF32,
  sin: sinF32,
  cos: cosF32,
  tanh: tanhF32,
  erf: erfF32,
  erfInv: erfInvF32,
}

const double: FloatArithmetic = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
  rem: (x, y) => x % y,
  pow: powF64,
  max: (x, y) => Math.max(x, y),
  min: (x, y) => Math.min(x, y),
  neg: (x) => -x,
  abs: (x) => Math.abs(x),
  sign: (x) => Math.sign(x),
  floor: (x) => Math.floor(x),
  sqrt: (x) => Math.sqrt(x),
  rsqrt: (x) => 1 / Math.sqrt(x),
  exp: expF64,
  expm1: expm1F64,
  log: logF64,
  log1p: log1pF64,
  sin: sinF64,
  cos: cosF64,
  tanh: tanhF64,
  erf: erfF64,
  erfInv: erfInvF64,
}

export const float: Readonly<Record<Float, FloatArithmetic>> = { f32: single, f64: double }
