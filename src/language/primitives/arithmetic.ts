// From an operation and a dtype to what one element does.
import { fail } from '../../prelude/index.ts'
import type { ElementType } from '../../shape/index.ts'
import type { BinaryOp, UnaryOp } from '../ir/index.ts'
import {
  type arithmetic,
  type Binary,
  bitwise,
  float,
  integer,
  type Unary,
} from '../scalar/index.ts'

type Unaries = Readonly<Partial<Record<UnaryOp, Unary>>>
type Binaries = Readonly<Partial<Record<BinaryOp, Binary>>>

// the rules of types keep an operation from the dtypes that lack it
const unaries: Readonly<Record<ElementType, Unaries>> = {
  f32: float.f32,
  f64: float.f64,
  i32: integer.i32,
  u32: integer.u32,
  bool: bitwise.bool,
  key: {},
}
const binaries: Readonly<Record<ElementType, Binaries>> = {
  f32: float.f32,
  f64: float.f64,
  i32: integer.i32,
  u32: integer.u32,
  bool: { ...bitwise.bool, max: bitwise.bool.or, min: bitwise.bool.and },
  key: {},
}

const missing = (op: string, dtype: ElementType): never =>
  fail({ where: op, must: 'must be defined for the dtype', was: dtype, do: 'use convert' })

export const unary = (op: UnaryOp, dtype: ElementType): Unary =>
  unaries[dtype][op] ?? missing(op, dtype)
export const binary = (op: BinaryOp, dtype: ElementType): Binary =>
  binaries[dtype][op] ?? missing(op, dtype)

/** The dtypes that can be added. */
export type Addable = keyof typeof arithmetic
export const addable = (where: string, dtype: ElementType): Addable =>
  dtype === 'bool' || dtype === 'key' ? missing(where, dtype) : dtype

/** What an element that is out of range reads as: NaN, the least i32, the largest u32, true, as JAX fills. */
export const outsideOf = (dtype: ElementType): number => {
  switch (dtype) {
    case 'f32':
    case 'f64':
      return Number.NaN
    case 'i32':
      return -2147483648
    case 'u32':
    case 'key':
      return 4294967295
    case 'bool':
      return 1
  }
}

/** The least number of a dtype: whatever is larger is larger than it. */
export const smallestOf = (dtype: ElementType): number =>
  dtype === 'f32' || dtype === 'f64' ? -Infinity : dtype === 'i32' ? -2147483648 : 0
/** The largest number of a dtype. */
export const largestOf = (dtype: ElementType): number => {
  switch (dtype) {
    case 'f32':
    case 'f64':
      return Infinity
    case 'i32':
      return 2147483647
    case 'u32':
    case 'key':
      return 4294967295
    case 'bool':
      return 1
  }
}
