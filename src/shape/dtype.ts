// The kinds of numbers an array can hold.

export type Float = 'f32' | 'f64'

/** The kinds a tensor can have. */
export type DType = Float | 'i32' | 'u32' | 'bool'

/** The kinds the language knows: those of tensors, and keys, which are pairs of u32. */
export type ElementType = DType | 'key'

export const isFloat = (dtype: ElementType): dtype is Float => dtype === 'f32' || dtype === 'f64'

export const isInteger = (dtype: ElementType): dtype is 'i32' | 'u32' =>
  dtype === 'i32' || dtype === 'u32'

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
