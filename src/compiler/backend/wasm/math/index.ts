// The elementary functions as vector code: bit for bit those of language/scalar, for every x.
import type { Float } from '../../../../shape/index.ts'
import type { Expr, Local } from '../assembler/index.ts'
import type { Site } from '../library.ts'
import { exp, expm1 } from './exp.ts'
import { type Lanes, lanes } from './lanes.ts'
import { log, log1p } from './log.ts'
import { tanh } from './tanh.ts'

export type Transcendental = 'exp' | 'expm1' | 'log' | 'log1p' | 'tanh'

/** Code at a site: a vector of f32x4 or f64x2, from as many as the function has operands. */
export type Kernel = (site: Site, ...x: readonly Expr[]) => Expr

const inline =
  (dtype: Float, write: (to: Lanes, x: Local) => Expr) =>
  ({ pen }: Site, x: Expr): Expr =>
    write(lanes(pen, dtype), pen.keep(x))

const of = (dtype: Float): Readonly<Record<Transcendental, Kernel>> => ({
  exp: inline(dtype, exp),
  expm1: inline(dtype, expm1),
  log: inline(dtype, log),
  log1p: inline(dtype, log1p),
  tanh: inline(dtype, tanh),
})

export const math: Readonly<Record<Float, Readonly<Record<Transcendental, Kernel>>>> = {
  f32: of('f32'),
  f64: of('f64'),
}
