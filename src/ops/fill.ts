// Tensors of one number, and those that count.
import { openTrace, type Value } from '../language/level/index.ts'
import * as language from '../language/primitives/index.ts'
import {
  type ArrayType,
  checkedShape,
  type Sizes,
  size,
  type WrittenShape,
} from '../shape/index.ts'
import { allocate, Handle, type Tensor } from '../tensor/index.ts'
import { mustBeElement, type Scalar } from './constant.ts'
import { mustMake } from './domain.ts'
import { type DtypeIn, type DtypeOption, dtypeOf } from './literal.ts'
import { type Unary, unary } from './unary.ts'
import { type Checked, type ShapeOr, typed } from './value.ts'

type None = Record<never, never>

/** An array whose elements all are the number; an equation where a program is being traced. */
const filled = ({ shape, dtype }: ArrayType, value: number): Value =>
  openTrace() === undefined
    ? new Handle(shape, dtype, allocate(dtype, size(shape)).fill(value))
    : language.full({ shape, dtype }, value)

/** A tensor whose elements all are x: f32, or bool for a boolean, unless another dtype is given.
 *  @example full([2, 2], 7) // => tensor([[7, 7], [7, 7]]) */
export const full = <const S extends Sizes, X extends Scalar, const O extends DtypeOption = None>(
  shape: Checked<WrittenShape<'full', S>, S>,
  x: X,
  options?: O,
): Tensor<ShapeOr<WrittenShape<'full', S>>, DtypeIn<O, X extends boolean ? 'bool' : 'f32'>> => {
  const dtype = mustMake(
    'full',
    'ordered',
    dtypeOf('full', options, typeof x === 'boolean' ? 'bool' : 'f32'),
  )
  mustBeElement('full', dtype, x)
  return typed(filled({ shape: checkedShape('full', shape as Sizes), dtype }, Number(x)))
}

const made = (op: string, shape: unknown, options: DtypeOption | undefined, x: number): Value =>
  filled(
    {
      shape: checkedShape(op, shape as Sizes), // where the call compiles
      dtype: mustMake(op, 'ordered', dtypeOf(op, options, 'f32')),
    },
    x,
  )

/** A tensor of zeros (of false, for bool).
 *  @example zeros([2, 3]).shape // => [2, 3] */
export const zeros = <const S extends Sizes, const O extends DtypeOption = None>(
  shape: Checked<WrittenShape<'zeros', S>, S>,
  options?: O,
): Tensor<ShapeOr<WrittenShape<'zeros', S>>, DtypeIn<O, 'f32'>> =>
  typed(made('zeros', shape, options, 0))

/** A tensor of ones (of true, for bool).
 *  @example ones([3], { dtype: 'i32' }) // => tensor([1, 1, 1], { dtype: 'i32' }) */
export const ones = <const S extends Sizes, const O extends DtypeOption = None>(
  shape: Checked<WrittenShape<'ones', S>, S>,
  options?: O,
): Tensor<ShapeOr<WrittenShape<'ones', S>>, DtypeIn<O, 'f32'>> =>
  typed(made('ones', shape, options, 1))

/** Zeros of the shape and dtype of x.  @example zerosLike(tensor([1, 2])) // => tensor([0, 0]) */
export const zerosLike: Unary<'zerosLike', 'ordered'> = unary('zerosLike', 'ordered', (x) =>
  filled(x, 0),
)

/** Ones of the shape and dtype of x.  @example onesLike(tensor([1, 2])) // => tensor([1, 1]) */
export const onesLike: Unary<'onesLike', 'ordered'> = unary('onesLike', 'ordered', (x) =>
  filled(x, 1),
)
