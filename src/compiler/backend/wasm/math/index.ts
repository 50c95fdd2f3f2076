// The elementary functions as vector code: bit for bit those of language/scalar, for every x.
import type { Float } from '../../../../shape/index.ts'
import { call, type Expr, type Local, type ValueType } from '../assembler/index.ts'
import type { Site } from '../library.ts'
import { erf } from './erf.ts'
import { erfInv } from './erf-inv.ts'
import { exp, expm1 } from './exp.ts'
import { type Lanes, lanes } from './lanes.ts'
import { log, log1p } from './log.ts'
import { pow } from './power.ts'
import { rem } from './remainder.ts'
import { tanh } from './tanh.ts'
import { cos, sin } from './trigonometry.ts'

export { division, type Integer } from './integer.ts'
export { integerPower } from './integer-power.ts'
export { threefry } from './threefry.ts'

export type Transcendental =
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log1p'
  | 'sin'
  | 'cos'
  | 'tanh'
  | 'erf'
  | 'erfInv'
  | 'pow'
  | 'rem'

/** Code at a site: a vector of f32x4 or f64x2, from as many as the function has operands. */
export type Kernel = (site: Site, ...x: readonly Expr[]) => Expr

type Write = (to: Lanes, x: Local, y: Local) => Expr

/** Written where it is used. */
const inline =
  (dtype: Float, write: Write): Kernel =>
  (site: Site, x: Expr, y?: Expr) => {
    const first = site.pen.keep(x)
    return write(lanes(site, dtype), first, y === undefined ? first : site.pen.keep(y))
  }

/** Written once in a module, and called: what is long. */
const shared =
  (dtype: Float, name: string, write: Write): Kernel =>
  ({ library }: Site, ...operands) => {
    const params = operands.map((): ValueType => 'v128')
    const callee = library.use(`${name} ${dtype}`, params, ['v128'], (pen) => {
      const [x, y = x] = pen.params
      // there is an operand
      if (x !== undefined && y !== undefined) pen.give(write(lanes({ pen, library }, dtype), x, y))
    })
    return call(callee, ...operands)
  }

const of = (dtype: Float): Readonly<Record<Transcendental, Kernel>> => ({
  exp: inline(dtype, exp),
  expm1: inline(dtype, expm1),
  log: inline(dtype, log),
  log1p: inline(dtype, log1p),
  sin: inline(dtype, sin),
  cos: inline(dtype, cos),
  tanh: inline(dtype, tanh),
  erf: inline(dtype, erf),
  erfInv: dtype === 'f32' ? inline(dtype, erfInv) : shared(dtype, 'erfInv', erfInv),
  pow: shared(dtype, 'pow', pow),
  rem: inline(dtype, rem),
})

/** The functions of one vector and, for pow and rem, of two. */
export const math: Readonly<Record<Float, Readonly<Record<Transcendental, Kernel>>>> = {
  f32: of('f32'),
  f64: of('f64'),
}
