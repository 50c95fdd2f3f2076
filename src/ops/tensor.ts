// Tensors from numbers: nested rows, or a flat list under a shape.
import { openTrace, type Value } from '../language/level/index.ts'
import { constant } from '../language/primitives/index.ts'
import { fail, fill, isPlain, shown } from '../prelude/index.ts'
import {
  checkedShape,
  type DType,
  type ElementType,
  isFloat,
  type Sizes,
  sameShape,
  showShape,
  size,
} from '../shape/index.ts'
import { allocate, Handle, type Tensor } from '../tensor/index.ts'
import { isScalar, mustBeElement, type Scalar } from './constant.ts'
import { mustMake } from './domain.ts'
import {
  booleans,
  bottomless,
  type DtypeIn,
  type DtypeOption,
  dtypeOf,
  type LiteralDtype,
  type LiteralShape,
  mixed,
  nested,
  type Rows,
  ragged,
  type TypedArray,
  uneven,
} from './literal.ts'
import { type Checked, type ShapeOr, typed } from './value.ts'

/** An array of these elements, row-major: an equation where a program is being traced, else the data themselves. */
export const literal = (shape: Sizes, dtype: ElementType, values: ArrayLike<number>): Value => {
  if (openTrace() !== undefined) return constant({ shape, dtype, values: Array.from(values) })
  const data = allocate(dtype, size(shape))
  data.set(values)
  return new Handle(shape, dtype, data)
}

const isTypedArray = (x: unknown): x is TypedArray =>
  ArrayBuffer.isView(x) && !(x instanceof DataView) && !/^Big/.test(x.constructor.name)

const ownDtype = (values: TypedArray): DType =>
  values instanceof Float64Array
    ? 'f64'
    : values instanceof Int32Array
      ? 'i32'
      : values instanceof Uint32Array
        ? 'u32'
        : 'f32'

/** Rows may be nested so deep. */
const deepest = 1000

/** The shape of nested rows; fails where rows differ. */
const shapeOf = (rows: unknown, depth = 0): Sizes => {
  if (!Array.isArray(rows)) return []
  if (depth > deepest) fail(bottomless)
  if (rows.length === 0) return [0]
  const shape = shapeOf(rows[0], depth + 1)
  for (const row of rows) {
    const other = shapeOf(row, depth + 1)
    if (!sameShape(shape, other)) fail(fill(ragged, { a: showShape(shape), b: showShape(other) }))
  }
  return [rows.length, ...shape]
}

/** What is in rows of some shape, one after the other; a missing element is there too, as undefined. */
const leavesOf = (rows: unknown): readonly Scalar[] =>
  Array.isArray(rows) ? Array.from(rows).flatMap(leavesOf) : [rows as Scalar] // mustHold looks at each

/** Elements must be all of one kind, and such as the dtype holds: a float any number, rounded; a bool also 0 and 1. */
const mustHold = (op: string, dtype: DType, elements: readonly Scalar[] | TypedArray): void => {
  if (isTypedArray(elements) && isFloat(dtype)) return
  for (const x of elements) {
    if (dtype === 'bool' && (x === 0 || x === 1)) continue
    if (dtype !== 'bool' && typeof x === 'boolean') fail(fill(booleans, { op, dtype }))
    mustBeElement(op, dtype, x)
  }
}

/** The dtype of elements that say none. */
const kindOf = (elements: readonly Scalar[]): 'bool' | 'f32' => {
  const count = elements.filter((x) => typeof x === 'boolean').length
  if (count > 0 && count < elements.length) fail(mixed)
  return count > 0 ? 'bool' : 'f32'
}

const fromFlat = (
  elements: readonly Scalar[] | TypedArray,
  shape: Sizes,
  wanted: DType | undefined,
): Value => {
  const own = isTypedArray(elements) ? ownDtype(elements) : kindOf(elements)
  const dtype = mustMake('tensor', 'ordered', wanted === undefined ? own : wanted)
  mustHold('tensor', dtype, elements)
  return literal(shape, dtype, isTypedArray(elements) ? elements : elements.map(Number))
}

const fromRows = (rows: Rows, dtype: DType | undefined): Value => {
  const shape = shapeOf(rows)
  return fromFlat(leavesOf(rows), shape, dtype)
}

const underShape = (values: Rows | TypedArray, shape: Sizes, dtype: DType | undefined): Value => {
  const elements = isTypedArray(values) ? values : Array.isArray(values) ? values : [values]
  if (!isTypedArray(elements) && elements.some(Array.isArray)) {
    shapeOf(elements)
    kindOf(leavesOf(elements))
    fail(nested)
  }
  checkedShape('tensor', shape)
  if (elements.length !== size(shape))
    fail(fill(uneven, { size: size(shape), shape: showShape(shape), count: elements.length }))
  return fromFlat(isTypedArray(elements) ? elements : leavesOf(elements), shape, dtype)
}

/** A tensor of nested rows, or of a flat list or typed array under a shape, copied. Booleans make a bool tensor; numbers f32,
 *  typed arrays of 32-bit integers or of doubles their own dtype, unless another is given.  Fails on rows of different lengths, on
 *  elements that do not fill the shape, and on those that the dtype cannot hold.
 *  @example tensor([[1, 2], [3, 4]]).shape // => [2, 2]
 *  @example tensor([1, 2, 3, 4], [2, 2], { dtype: 'i32' }) // => tensor([[1, 2], [3, 4]], { dtype: 'i32' }) */
export const tensor = <
  const V extends Rows | TypedArray,
  const A extends Sizes | DtypeOption | undefined = undefined,
  const O extends DtypeOption = Record<never, never>,
>(
  values: Checked<LiteralShape<V, A, O>, V>,
  shape?: A,
  options?: O,
): Tensor<ShapeOr<LiteralShape<V, A, O>>, LiteralDtype<V, A, O>> => {
  const given = values as Rows | TypedArray // where the call compiles
  if (!isTypedArray(given) && !Array.isArray(given) && !isScalar(given))
    fail(fill(noElements, { x: shown(given) }))
  const wanted = dtypeOf('tensor', options)
  if (isSizes(shape)) return typed(underShape(given, shape, wanted))
  if (shape !== undefined && !isPlain(shape)) fail(fill(noSizes, { x: shown(shape) }))
  const dtype = wanted === undefined ? dtypeOf('tensor', shape) : wanted
  return typed(
    isTypedArray(given) ? fromFlat(given, [given.length], dtype) : fromRows(given, dtype),
  )
}

const noElements = {
  where: 'tensor',
  must: 'elements must be numbers, booleans, rows of them, or a typed array',
  was: '{x}',
  do: 'write tensor([1, 2, 3])',
} as const

const noSizes = {
  where: 'tensor',
  must: 'shape must be an array of sizes, or options in its place',
  was: '{x}',
  do: 'write it in brackets, options in braces',
} as const

const isSizes = (x: unknown): x is Sizes => Array.isArray(x)

/** A tensor of rank 0: f32, or bool for a boolean, unless another dtype is given.
 *  @example scalar(0.1, { dtype: 'f64' }) // => tensor(0.1, { dtype: 'f64' }) */
export const scalar = <X extends Scalar, const O extends DtypeOption = Record<never, never>>(
  x: X,
  options?: O,
): Tensor<[], DtypeIn<O, X extends boolean ? 'bool' : 'f32'>> => {
  const own = typeof x === 'boolean' ? 'bool' : 'f32'
  const dtype = mustMake('scalar', 'ordered', dtypeOf('scalar', options, own))
  mustHold('scalar', dtype, [x])
  return typed(literal([], dtype, [Number(x)]))
}
