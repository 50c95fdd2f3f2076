// What every draw is given: one key and a shape. The checks at run time and in the editor, filled from one sentence.
import type { Value } from '../language/level/index.ts'
import { broadcast } from '../language/primitives/index.ts'
import { type Fill, fail, fill, shown } from '../prelude/index.ts'
import {
  checkedShape,
  type Shape,
  type ShowType,
  type Sizes,
  showType,
  type WrittenShape,
} from '../shape/index.ts'
import { type Handle, isHandle, type Key, type Tensor } from '../tensor/index.ts'

const noKey = {
  where: '{op}',
  must: 'key must be a key',
  was: '{value}',
  do: 'make one with random.key',
} as const

const manyKeys = {
  where: '{op}',
  must: 'key must be a single key',
  was: '{type}',
  do: 'index or vmap over it',
} as const

const noShape = {
  where: '{op}',
  must: 'shape must be an array of sizes',
  was: '{value}',
  do: 'write it in brackets',
} as const

/** The type-level twin of `shown`. */
export type Shown<X> =
  X extends Tensor<infer S, infer D>
    ? ShowType<S, D>
    : X extends Key<infer S>
      ? ShowType<S, 'key'>
      : X extends string
        ? `"${X}"`
        : X extends number | boolean | null
          ? `${X}`
          : X extends undefined
            ? 'nothing'
            : X extends readonly unknown[]
              ? number extends X['length']
                ? 'an array'
                : `an array of ${X['length']}`
              : X extends (...args: never[]) => unknown
                ? 'a function'
                : 'an object'

/** The key itself.  Fails for anything but a single key. */
export const oneKey = (op: string, key: unknown): Value => {
  if (!isHandle(key) || key.dtype !== 'key') return fail(fill(noKey, { op, value: shown(key) }))
  return key.shape.length === 0 ? key : fail(fill(manyKeys, { op, type: showType(key) }))
}

/** K, or the sentence of {@link oneKey}. */
export type OneKey<Op extends string, K> =
  K extends Key<infer S>
    ? [] extends S
      ? K
      : Fill<typeof manyKeys, { op: Op; type: ShowType<S, 'key'> }>
    : Fill<typeof noKey, { op: Op; value: Shown<K> }>

/** The shape itself, where it is one. */
export const drawnShape = (op: string, shape: unknown): Sizes =>
  // an array at least: its elements are what checkedShape looks at
  Array.isArray(shape)
    ? checkedShape(op, shape as Sizes)
    : fail(fill(noShape, { op, value: shown(shape) }))

/** The shape that was written, not readonly, or the sentence of {@link drawnShape}. */
export type DrawnShape<Op extends string, S> = S extends Shape
  ? WrittenShape<Op, S>
  : Fill<typeof noShape, { op: Op; value: Shown<S> }>

/** The parameter's type: what was passed, or the sentence R where it is a mistake. T is inferred from what was passed alone. */
export type Checked<R, T> = R extends string ? NoInfer<R> : T

/** The shape that a rule gave; unknown where it gave a sentence, so that one mistake is said once. */
export type ShapeOr<R> = R extends string ? number[] : R extends Shape ? R : number[]

/** The value under its type, whose shape and dtype are those that it was drawn with. */
export const typed = <T extends Handle>(value: Value): T => value as T

/** A rank-0 value, once for each element of the shape. */
export const spread = (x: Value, shape: Sizes): Value => broadcast(x, shape, [...shape.keys()])
