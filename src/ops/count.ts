// Tensors that count: along an axis, over a range, between two numbers; and the unit matrix.
import type { Value } from '../language/level/index.ts'
import * as language from '../language/primitives/index.ts'
import { anything, demandNumber, fail, optionsOf } from '../prelude/index.ts'
import {
  type AxisOf,
  axisOf,
  type CheckedShape,
  checkedShape,
  type IsSize,
  type Sizes,
  type WrittenShape,
  type WrittenSize,
} from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { mustBeElement } from './constant.ts'
import { mustMake, type Unmade } from './domain.ts'
import { type DtypeIn, type DtypeOption, dtypeOf } from './literal.ts'
import { type Checked, type ShapeOr, typed } from './value.ts'

type None = Record<never, never>

type Iota<S, A extends number> =
  WrittenShape<'iota', S> extends infer Valid
    ? Valid extends string
      ? Valid
      : AxisOf<'iota', S, A> extends infer Found
        ? Found extends string
          ? Found
          : Valid
        : never
    : never

/** For each element its index along the axis: i32 unless another dtype is given.
 *  @example iota([2, 3], 1) // => tensor([[0, 1, 2], [0, 1, 2]], { dtype: 'i32' }) */
export const iota = <
  const S extends Sizes,
  const A extends number,
  const O extends DtypeOption = None,
>(
  shape: S,
  axis: Checked<Iota<S, A>, A>,
  options?: Checked<Unmade<'iota', 'number', O>, O>,
): Tensor<ShapeOr<Iota<S, A>>, DtypeIn<O, 'i32'>> => {
  const sizes = checkedShape('iota', shape)
  const along = axisOf('iota', sizes, axis as number) // where the call compiles, here and below
  const dtype = dtypeOf('iota', options, 'i32')
  return typed(language.iota(sizes, along, mustMake('iota', 'number', dtype)))
}

/** Where a range begins and how far apart its numbers are: 0 and 1 unless given. */
export interface RangeOptions extends DtypeOption {
  readonly start?: number
  readonly step?: number
}

/** The length of a range: what the types can count. */
type Length<N, O> = keyof O & ('start' | 'step') extends never
  ? IsSize<N> extends false
    ? number
    : N
  : number

const still = {
  where: 'arange',
  must: 'step must not be 0',
  was: '0',
  do: 'write -1 to count down, or leave it out',
} as const

const rangeDomains = { start: anything, step: anything, dtype: anything } as const

/** The numbers from `start` up to `stop`, which is left out, by `step`: i32 unless another dtype is given.
 *  @example arange(4) // => tensor([0, 1, 2, 3], { dtype: 'i32' })
 *  @example arange(1, { step: 0.25, dtype: 'f32' }) // => tensor([0, 0.25, 0.5, 0.75]) */
export const arange = <const N extends number, const O extends RangeOptions = None>(
  stop: N,
  options?: Checked<Unmade<'arange', 'number', O>, O>,
): Tensor<[Length<N, O>], DtypeIn<O, 'i32'>> => {
  const given = optionsOf<RangeOptions>('arange', rangeDomains, options)
  const { start = 0, step = 1 } = given
  const dtype = mustMake('arange', 'number', given.dtype === undefined ? 'i32' : given.dtype)
  if (step === 0) fail(still)
  for (const x of [start, stop, step]) mustBeElement('arange', dtype, x)
  const length = Math.max(0, Math.ceil((stop - start) / step))
  const index = language.iota(checkedShape('arange', [length]), 0, dtype)
  return typed(
    shiftedBy(start, step === 1 ? index : language.mul(index, language.full(index, step))),
  )
}

const shiftedBy = (start: number, x: Value): Value =>
  start === 0 ? x : language.add(x, language.full(x, start))

/** n numbers from `start` to `stop`, both among them, evenly apart: start + i · (stop − start) / (n − 1), the last one exactly.
 *  @example linspace(0, 1, 5) // => tensor([0, 0.25, 0.5, 0.75, 1]) */
export const linspace = <const N extends number, const O extends DtypeOption = None>(
  start: number,
  stop: number,
  n: WrittenSize<N, O, CheckedShape<'linspace', [N]>>,
  options?: Checked<Unmade<'linspace', 'float', O>, O>,
): Tensor<[N], DtypeIn<O, 'f32'>> => {
  const [length = 0] = checkedShape('linspace', [n as number]) // where the call compiles, here and below
  demandNumber('linspace', 'start', start, 'number')
  demandNumber('linspace', 'stop', stop, 'number')
  const dtype = mustMake('linspace', 'float', dtypeOf('linspace', options, 'f32'))
  const index = language.iota([length], 0, dtype)
  const step = (stop - start) / Math.max(1, length - 1)
  const numbers = shiftedBy(start, language.mul(index, language.full(index, step)))
  const isLast = language.compare(index, language.full(index, Math.max(1, length - 1)), 'eq')
  return typed(language.select(isLast, language.full(index, stop), numbers))
}

/** The unit matrix: n by n, or by m, 1 where row and column agree.
 *  @example eye(2) // => tensor([[1, 0], [0, 1]]) */
export const eye = <
  const N extends number,
  const M extends number = N,
  const O extends DtypeOption = None,
>(
  n: WrittenSize<N, O, CheckedShape<'eye', [N]>>,
  m?: WrittenSize<M, O, CheckedShape<'eye', [M]>>,
  options?: O,
): Tensor<[N, M], DtypeIn<O, 'f32'>> => {
  const [rows, columns] = [n as number, (m === undefined ? n : m) as number] // where the call compiles
  const shape = [...checkedShape('eye', [rows]), ...checkedShape('eye', [columns])]
  const equal = language.compare(
    language.iota(shape, 0, 'i32'),
    language.iota(shape, 1, 'i32'),
    'eq',
  )
  const dtype = mustMake('eye', 'ordered', dtypeOf('eye', options, 'f32'))
  return typed(language.convert(equal, dtype))
}
