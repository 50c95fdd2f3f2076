// The vocabulary in which families declare their primitives.
import { fail } from '../../prelude/index.ts'
import {
  type ArrayType,
  type ElementType,
  type Sizes,
  sameType,
  showType,
} from '../../shape/index.ts'
import type { FirstOrderOp } from '../ir/index.ts'
import type { Facts, FirstOrder } from '../level/index.ts'

export const firstOrder = <P extends FirstOrderOp>(
  rules: Omit<FirstOrder<P>, 'kind'>,
): FirstOrder<P> => ({ kind: 'firstOrder', ...rules })

const plain: Facts = { cheap: false, costly: false, elementwise: false, commutative: false }
/** The facts that hold; the others do not. */
export const facts = (holding: Partial<Facts> = {}): Facts => ({ ...plain, ...holding })

/** Which dtypes an operation takes, as messages call them. */
export type Domain = 'float' | 'number' | 'integer' | 'logical' | 'ordered' | 'any'
const domains: Readonly<Record<Domain, readonly ElementType[]>> = {
  float: ['f32', 'f64'],
  number: ['f32', 'f64', 'i32', 'u32'],
  integer: ['i32', 'u32'],
  logical: ['i32', 'u32', 'bool'],
  ordered: ['f32', 'f64', 'i32', 'u32', 'bool'],
  any: ['f32', 'f64', 'i32', 'u32', 'bool', 'key'],
}

const spoken = (dtypes: readonly string[]): string =>
  dtypes.length === 1 ? `${dtypes[0]}` : `${dtypes.slice(0, -1).join(', ')} or ${dtypes.at(-1)}`

/** Fails unless the operand's dtype is of the domain. */
export const mustBeOf = (where: string, domain: Domain, x: ArrayType): void => {
  if (domains[domain].includes(x.dtype)) return
  fail({
    where,
    must: `operand must be ${spoken(domains[domain])}`,
    was: showType(x),
    do: x.dtype === 'key' ? 'draw numbers from a key with random' : 'use convert',
  })
}

/** Fails unless the two operands have one type. */
export const mustAgree = (where: string, x: ArrayType, y: ArrayType): void => {
  if (sameType(x, y)) return
  fail({
    where,
    must: 'operands must have one type',
    was: `${showType(x)} and ${showType(y)}`,
    do: x.dtype === y.dtype ? 'broadcast one of them' : 'use convert',
  })
}

/** Fails unless every axis is one of the operand's, in ascending order. */
export const mustBeAxes = (where: string, axes: Sizes, rank: number): void => {
  const ascending = axes.every(
    (axis, i) =>
      Number.isInteger(axis) && axis >= 0 && axis < rank && (i === 0 || axis > (axes[i - 1] ?? -1)),
  )
  if (!ascending)
    fail({
      where,
      must: `axes must be ascending and below the rank ${rank}`,
      was: `[${axes.join(', ')}]`,
      do: 'sort them, each once, counted from 0',
    })
}

export const ofDtype = (x: ArrayType, dtype: ElementType): ArrayType => ({ shape: x.shape, dtype })
export const ofShape = (x: ArrayType, shape: Sizes): ArrayType => ({ shape, dtype: x.dtype })
/** The type of an array of so many of these. */
export const stacked = (x: ArrayType, length: number): ArrayType => ofShape(x, [length, ...x.shape])
