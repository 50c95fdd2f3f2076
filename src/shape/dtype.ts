// The kinds of numbers an array can hold.
import { fail, fill, shown } from '../prelude/index.ts'

export type Float = 'f32' | 'f64'

/** The kinds a tensor can have. */
export type DType = Float | 'i32' | 'u32' | 'bool'

/** The kinds the language knows: those of tensors, and keys, which are pairs of u32. */
export type ElementType = DType | 'key'

export const isFloat = (dtype: ElementType): dtype is Float => dtype === 'f32' || dtype === 'f64'

export const isInteger = (dtype: ElementType): dtype is 'i32' | 'u32' =>
  dtype === 'i32' || dtype === 'u32'

/** The sentence of a dtype that cannot be made. */
export const unmade = {
  where: '{op}',
  must: 'dtype must be {dtypes}',
  was: '{dtype}',
  do: "write '{instead}'",
} as const

const kinds: readonly unknown[] = ['f32', 'f64', 'i32', 'u32', 'bool', 'key']

/** The dtypes by the names that other libraries give them. */
const elsewhere: Readonly<Record<string, DType>> = {
  float: 'f32',
  float32: 'f32',
  double: 'f64',
  float64: 'f64',
  int: 'i32',
  int32: 'i32',
  int64: 'i32',
  long: 'i32',
  uint32: 'u32',
  boolean: 'bool',
}

/** The one of the dtypes that was meant, as far as its name tells; else the first. */
const instead = (dtypes: readonly DType[], dtype: unknown): string => {
  const meant = typeof dtype === 'string' && Object.hasOwn(elsewhere, dtype) && elsewhere[dtype]
  return (dtypes.find((one) => one === meant) ?? dtypes[0]) as DType // there is one
}

/** The dtype.  Fails for all but these. */
export const demandDtype = <D extends DType>(
  op: string,
  dtypes: readonly D[],
  dtype: unknown,
): D => {
  const found = dtypes.find((one) => one === dtype)
  if (found !== undefined) return found
  const spoken = `${dtypes.slice(0, -1).join(', ')}${dtypes.length > 1 ? ' or ' : ''}${dtypes.at(-1)}`
  const given = kinds.includes(dtype) ? String(dtype) : shown(dtype)
  return fail(fill(unmade, { op, dtypes: spoken, dtype: given, instead: instead(dtypes, dtype) }))
}

const widths: Readonly<Record<ElementType, number>> = {
  f32: 4,
  f64: 8,
  i32: 4,
  u32: 4,
  bool: 1,
  key: 8,
}

/** How many bytes one element takes. */
export const byteWidth = (dtype: ElementType): number => widths[dtype]
