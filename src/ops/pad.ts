// Borders around an array, and between its elements.
import type { Value } from '../language/level/index.ts'
import * as language from '../language/primitives/index.ts'
import { anything, type Fill, fail, fill, optionsOf } from '../prelude/index.ts'
import {
  type Border,
  type MayBe,
  type PadShape,
  padShape,
  type Shape,
  type ShowType,
  showType,
} from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { constantLike, isScalar, type Scalar, type Unheld } from './constant.ts'
import { type Different, mustShareDtype } from './domain.ts'
import type { Operand } from './pair.ts'
import { type Of, operandBeside, operandOf } from './unary.ts'
import { type Checked, type ShapeOr, typed, type Unless } from './value.ts'

/** What the borders are filled with: a number or a scalar tensor; 0 (false) unless given. */
export interface Filler<V extends Operand = Operand> {
  readonly value?: V
}

const wide = {
  where: 'pad',
  must: 'filler must be a scalar',
  was: '{type}',
  do: 'index or reduce it',
} as const

type FillerFault<V, S, D> = Operand extends V
  ? null
  : V extends Tensor<infer T, infer E>
    ? Unless<
        Different<'pad', S, D, T, E>,
        MayBe<T, []> extends true ? null : Fill<typeof wide, { type: ShowType<T, E> }>
      >
    : V extends Scalar
      ? Unheld<'pad', V, S, D>
      : null

const fillers = { value: anything } as const

const fillerOf = (x: Value, filler: unknown): Value => {
  if (isScalar(filler)) return constantLike('pad', filler, x, [])
  const value = operandBeside('pad', 'ordered', filler, 'filler')
  mustShareDtype('pad', x, value)
  return value.shape.length === 0 ? value : fail(fill(wide, { type: showType(value) }))
}

/** x with borders: for each axis how many fillers stand before, after and between its elements; a negative border cuts.
 *  @example pad(tensor([1, 2]), [[1, 0]]) // => tensor([0, 1, 2])
 *  @example pad(tensor([1, 2]), [[0, 1, 1]], { value: 9 }) // => tensor([1, 9, 2, 9]) */
export const pad = <
  S extends Shape,
  D,
  const B extends readonly Border[],
  const V extends Operand = Operand,
>(
  x: Of<'pad', 'ordered', S, D>,
  borders: Checked<PadShape<S, B>, B>,
  filler?: Checked<FillerFault<V, S, D>, Filler<V>>,
): Tensor<ShapeOr<PadShape<S, B>>, D> => {
  const operand = operandOf('pad', 'ordered', x)
  const given = borders as readonly Border[] // where the call compiles, here and below
  padShape(operand.shape, given)
  const { value = operand.dtype === 'bool' ? false : 0 } = optionsOf<Filler>('pad', fillers, filler)
  return typed(
    language.pad(operand, fillerOf(operand, value), {
      low: given.map(([low]) => low),
      high: given.map(([, high]) => high),
      interior: given.map(([, , interior = 0]) => interior),
    }),
  )
}
