// The arithmetic of quads: what language/scalar says of one element, four at a time and with the same bits.
import type { BinaryOp, Direction, UnaryOp } from '../../../../language/ir/index.ts'
import type { DType } from '../../../../shape/index.ts'
import { type Expr, op } from '../assembler/index.ts'
import type { Site } from '../library.ts'
import { division, integerPower, math } from '../math/index.ts'
import { each, first, literal, masks, narrowed, type Quad } from './quad.ts'
import { shift } from './shift.ts'

type OnVectors = (site: Site, ...xs: readonly Expr[]) => Expr
type Both = 'f32' | 'f64'
/** The operations that a dtype has; the rules of types keep the others from it. */
type Operations<O extends string> = Readonly<Partial<Record<O, OnVectors>>>

const one = { f32: new Float32Array(4).fill(1), f64: new Float64Array(2).fill(1) } as const
const bytesOfOne = (dtype: Both): Uint8Array => new Uint8Array(one[dtype].buffer)
const signBit = (site: Site, dtype: Both): Expr => first(literal(site, dtype, -0))

/** ±1 with the sign of x, and x itself where it is ±0 or NaN. */
const sign =
  (dtype: Both): OnVectors =>
  (site, x0) => {
    const { pen } = site
    const [x, shape] = [pen.keep(x0), dtype === 'f32' ? 'f32x4' : 'f64x2'] as const
    const zero = pen.constant(new Uint8Array(16))
    const signed = op('v128.bitselect', x, pen.constant(bytesOfOne(dtype)), signBit(site, dtype))
    const nonzero = op('v128.or', op(`${shape}.lt`, x, zero), op(`${shape}.gt`, x, zero))
    return op('v128.bitselect', signed, x, nonzero)
  }

const float = (dtype: Both): Operations<UnaryOp | BinaryOp> => {
  const shape = dtype === 'f32' ? 'f32x4' : 'f64x2'
  const instruction =
    (
      name: 'add' | 'sub' | 'mul' | 'div' | 'max' | 'min' | 'neg' | 'abs' | 'floor' | 'sqrt',
    ): OnVectors =>
    (_, ...xs) =>
      op(`${shape}.${name}`, ...xs)
  return {
    add: instruction('add'),
    sub: instruction('sub'),
    mul: instruction('mul'),
    div: instruction('div'),
    max: instruction('max'),
    min: instruction('min'),
    neg: instruction('neg'),
    abs: instruction('abs'),
    floor: instruction('floor'),
    sqrt: instruction('sqrt'),
    rsqrt: ({ pen }, ...xs) =>
      op(`${shape}.div`, pen.constant(bytesOfOne(dtype)), op(`${shape}.sqrt`, ...xs)),
    sign: sign(dtype),
    ...math[dtype],
  }
}

const logic: Operations<UnaryOp | BinaryOp> = {
  and: (_, ...xs) => op('v128.and', ...xs),
  or: (_, ...xs) => op('v128.or', ...xs),
  xor: (_, ...xs) => op('v128.xor', ...xs),
  not: (_, ...xs) => op('v128.not', ...xs),
}

const integer = (dtype: 'i32' | 'u32'): Operations<UnaryOp | BinaryOp> => {
  const s = dtype === 'i32' ? 's' : 'u'
  const zero = ({ pen }: Site): Expr => pen.constant(new Uint8Array(16))
  return {
    ...logic,
    add: (_, ...xs) => op('i32x4.add', ...xs),
    sub: (_, ...xs) => op('i32x4.sub', ...xs),
    mul: (_, ...xs) => op('i32x4.mul', ...xs),
    ...division[dtype],
    pow: (site, x, y) => integerPower(dtype, site, x, y),
    max: (_, ...xs) => op(`i32x4.max_${s}`, ...xs),
    min: (_, ...xs) => op(`i32x4.min_${s}`, ...xs),
    neg: (_, ...xs) => op('i32x4.neg', ...xs),
    abs: (site, ...xs) =>
      dtype === 'i32' ? op('i32x4.abs', ...xs) : op('v128.or', ...xs, zero(site)),
    // a comparison gives −1 where it holds
    sign: (site, x0) => {
      const x = site.pen.keep(x0)
      const below = op('i32x4.lt_s', x, zero(site))
      return dtype === 'i32'
        ? op('i32x4.sub', below, op('i32x4.gt_s', x, zero(site)))
        : op('i32x4.neg', op('i32x4.ne', x, zero(site)))
    },
    shiftLeft: (site, ...xs) => shift(site, 'shiftLeft', ...xs),
    shiftRightLogical: (site, ...xs) => shift(site, 'shiftRightLogical', ...xs),
    shiftRightArithmetic: (site, ...xs) => shift(site, 'shiftRightArithmetic', ...xs),
  }
}

const operations: Readonly<Record<DType, Operations<UnaryOp | BinaryOp>>> = {
  f32: float('f32'),
  f64: float('f64'),
  i32: integer('i32'),
  u32: integer('u32'),
  bool: {
    ...logic,
    max: (_, ...xs) => op('v128.or', ...xs),
    min: (_, ...xs) => op('v128.and', ...xs),
  },
}

/** An operation on quads of one dtype. */
export const operate = (
  site: Site,
  name: UnaryOp | BinaryOp,
  dtype: DType,
  ...quads: readonly Quad[]
): Quad => {
  const operation = operations[dtype][name]
  if (operation === undefined) throw new RangeError(`${name} of ${dtype} has no instruction`)
  return each(dtype, (...xs) => operation(site, ...xs), ...quads)
}

/** x · y + z of floats, rounded once where the machine can: not the bits of two operations. */
export const multipliedAdded = (dtype: 'f32' | 'f64', x: Quad, y: Quad, z: Quad): Quad =>
  each(
    dtype,
    (...xs) => op(dtype === 'f32' ? 'f32x4.relaxed_madd' : 'f64x2.relaxed_madd', ...xs),
    x,
    y,
    z,
  )

const compared = (dtype: DType, direction: Direction, x: Expr, y: Expr): Expr => {
  if (dtype === 'f32') return op(`f32x4.${direction}`, x, y)
  if (dtype === 'f64') return op(`f64x2.${direction}`, x, y)
  if (direction === 'eq' || direction === 'ne') return op(`i32x4.${direction}`, x, y)
  // true is −1, so that masks compare as unsigned numbers
  return op(`i32x4.${direction}_${dtype === 'i32' ? 's' : 'u'}`, x, y)
}

/** The mask of a comparison. */
export const compare = (direction: Direction, x: Quad, y: Quad): Quad => {
  const { parts } = each(x.dtype, (a, b) => compared(x.dtype, direction, a, b), x, y)
  const [low, high] = parts
  if (low === undefined) throw new RangeError('a quad has a vector')
  return { dtype: 'bool', parts: [high === undefined ? low : narrowed(low, high)] }
}

/** x where the mask is set, else y. */
export const select = (test: Quad, x: Quad, y: Quad): Quad => {
  const mask = masks(x.dtype, first(test))
  return {
    dtype: x.dtype,
    parts: x.parts.flatMap((part, i) => {
      const [other, where] = [y.parts[i], mask[i]]
      return other === undefined || where === undefined
        ? []
        : [op('v128.bitselect', part, other, where)]
    }),
  }
}
