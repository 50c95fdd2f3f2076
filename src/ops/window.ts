// Blocks at places known only at run time. A start is moved, where it must be, so that the block lies inside, as XLA does.
import type { Value } from '../language/level/index.ts'
import * as language from '../language/primitives/index.ts'
import { demandArray, type Fill, fail, fill } from '../prelude/index.ts'
import {
  type IsOpen,
  type IsSize,
  isSize,
  type Lt,
  type Shape,
  type ShowShape,
  type Sizes,
  showShape,
} from '../shape/index.ts'
import { isHandle, type Tensor } from '../tensor/index.ts'
import { constantLike, isScalar } from './constant.ts'
import { type Different, mustShareDtype } from './domain.ts'
import { operandBeside } from './unary.ts'
import { type ArrayOf, arrayFrom, type Checked, typed, type Unless } from './value.ts'

/** Where a block starts along one axis: a number, or a scalar i32 or u32. */
export type Start = number | Tensor<[], 'i32'> | Tensor<[], 'u32'>

const misfit = {
  where: '{op}',
  must: 'block must fit {shape}',
  was: '{block}',
  do: 'choose sizes from 0 to those of its axes',
} as const

const mustFit = (op: string, shape: Sizes, block: Sizes): void => {
  demandArray(op, 'sizes', block)
  const fits = block.every((n, axis) => isSize(n) && n <= (shape[axis] ?? -1))
  if (!fits || block.length !== shape.length)
    fail(fill(misfit, { op, shape: showShape(shape), block: showShape(block) }))
}

/** The sentence of a block that does not fit, or null. */
type Misfit<Op, S extends Shape, B extends Shape> =
  IsOpen<S> extends true
    ? null
    : IsOpen<B> extends true
      ? null
      : FitsAll<S, B> extends false
        ? Fill<typeof misfit, { op: Op; shape: ShowShape<S>; block: ShowShape<B> }>
        : null

type FitsAll<S, B> = S extends readonly [infer N, ...infer Ns]
  ? B extends readonly [infer M, ...infer Ms]
    ? Fits<N, M> extends false
      ? false
      : FitsAll<Ns, Ms>
    : false
  : B extends readonly []
    ? true
    : false

type Fits<N, M> =
  IsSize<M> extends false
    ? false
    : number extends N | M
      ? true
      : Lt<N & number, M & number> extends true
        ? false
        : true

const places = {
  where: '{op}',
  must: 'starts must be one for each axis of {shape}',
  was: '{count}',
  do: 'write 0 for an axis taken from its beginning',
} as const

type StartsFault<Op, S extends Shape, T extends Shape> = number extends S['length'] | T['length']
  ? null
  : T['length'] extends S['length']
    ? null
    : Fill<typeof places, { op: Op; shape: ShowShape<S>; count: T['length'] }>

const startsOf = (op: string, shape: Sizes, starts: readonly Start[]): readonly Value[] => {
  demandArray(op, 'starts', starts)
  if (starts.length !== shape.length)
    fail(fill(places, { op, shape: showShape(shape), count: starts.length }))
  const traced = starts
    .filter(isHandle)
    .map((start) => operandBeside(op, 'integer', start, 'start'))
  const like = { shape: [], dtype: traced[0]?.dtype ?? 'i32' } as const
  return starts.map((start) =>
    isScalar(start) ? constantLike(op, start, like) : operandBeside(op, 'integer', start, 'start'),
  )
}

/** The block of these sizes that starts there.
 *  @example dynamicSlice(tensor([1, 2, 3, 4]), [scalar(1, { dtype: 'i32' })], [2]) // => tensor([2, 3]) */
export const dynamicSlice = <
  S extends Shape,
  D,
  const T extends readonly Start[],
  const B extends Sizes,
>(
  x: ArrayOf<S, D>,
  starts: Checked<StartsFault<'dynamicSlice', S, T>, T>,
  sizes: Checked<Misfit<'dynamicSlice', S, B>, B>,
): ArrayOf<{ -readonly [I in keyof B]: B[I] }, D> => {
  const whole = arrayFrom('dynamicSlice', x)
  const at = startsOf('dynamicSlice', whole.shape, starts as readonly Start[]) // where the call compiles
  const block = sizes as Sizes
  mustFit('dynamicSlice', whole.shape, block)
  return typed(language.dynamicSlice(whole, at, block))
}

/** x with the block that starts there replaced.
 *  @example dynamicUpdate(tensor([1, 2, 3]), tensor([9]), [scalar(1, { dtype: 'i32' })]) // => tensor([1, 9, 3]) */
export const dynamicUpdate = <
  S extends Shape,
  D,
  B extends Shape,
  E,
  const T extends readonly Start[],
>(
  x: Tensor<S, D>,
  block: Checked<BlockFault<S, D, B, E>, Tensor<B, E>>,
  starts: Checked<StartsFault<'dynamicUpdate', S, T>, T>,
): Tensor<S, D> => {
  const whole = arrayFrom('dynamicUpdate', x)
  const part = arrayFrom('dynamicUpdate', block)
  mustShareDtype('dynamicUpdate', whole, part)
  mustFit('dynamicUpdate', whole.shape, part.shape)
  const at = startsOf('dynamicUpdate', whole.shape, starts as readonly Start[]) // where the call compiles
  return typed(language.dynamicUpdate(whole, part, at))
}

type BlockFault<S extends Shape, D, B extends Shape, E> = Unless<
  Different<'dynamicUpdate', S, D, B, E>,
  Misfit<'dynamicUpdate', S, B>
>
