// Numbers in the company of tensors: they take the tensor's dtype, where it can hold them.
import type { Value } from '../language/level/index.ts'
import { full } from '../language/primitives/index.ts'
import { type Fill, fail, fill, shown } from '../prelude/index.ts'
import {
  type ArrayType,
  type DType,
  type ElementType,
  type Float,
  type MayBe,
  type ShowType,
  type Sizes,
  showType,
} from '../shape/index.ts'
import { isHandle } from '../tensor/index.ts'

/** An element as a user writes it. */
export type Scalar = number | boolean
export const isScalar = (x: unknown): x is Scalar => typeof x === 'number' || typeof x === 'boolean'

const elements = {
  f32: { element: 'a number', advice: 'write 1 for true and 0 for false' },
  f64: { element: 'a number', advice: 'write 1 for true and 0 for false' },
  i32: {
    element: 'a whole number from -2147483648 to 2147483647',
    advice: 'convert the tensor first',
  },
  u32: { element: 'a whole number from 0 to 4294967295', advice: 'convert the tensor first' },
  bool: { element: 'true or false', advice: 'convert the tensor first' },
  key: { element: 'made by random', advice: 'draw numbers from a key with random' },
} as const
type Elements = typeof elements

const isWhole = (x: Scalar, min: number, max: number): boolean =>
  typeof x === 'number' && Number.isInteger(x) && x >= min && x <= max

/** Whether an array of the dtype can hold the element: a float any number, rounded; an integer its own range. */
export const holds = (dtype: ElementType, x: Scalar): boolean => {
  switch (dtype) {
    case 'f32':
    case 'f64':
      return typeof x === 'number'
    case 'i32':
      return isWhole(x, -2147483648, 2147483647)
    case 'u32':
      return isWhole(x, 0, 4294967295)
    case 'bool':
      return typeof x === 'boolean'
    case 'key':
      return false
  }
}

const unheld = {
  where: '{op}',
  must: 'constant beside {type} must be {element}',
  was: '{x}',
  do: '{advice}',
} as const

/** Fails unless an array like the other can hold x. */
export const mustHold = (op: string, x: Scalar, other: ArrayType): void => {
  if (!holds(other.dtype, x))
    fail(fill(unheld, { op, type: showType(other), x: shown(x), ...elements[other.dtype] }))
}

const unfit = {
  where: '{op}',
  must: 'element must be {element} to be {dtype}',
  was: '{x}',
  do: '{advice}',
} as const

const instead: Readonly<Record<DType, string>> = {
  f32: 'write a number, such as 0',
  f64: 'write a number, such as 0',
  i32: 'round it, or choose another dtype',
  u32: 'round it, or choose another dtype',
  bool: 'write true or false in its place',
}

const apart = 'join tensors with stack'

/** Fails unless an array of the dtype can hold x. */
export const mustBeElement = (op: string, dtype: DType, x: Scalar): void => {
  const { element } = elements[dtype]
  if (!holds(dtype, x))
    fail(
      fill(unfit, {
        op,
        dtype,
        element,
        x: shown(x),
        advice: isHandle(x) ? apart : instead[dtype],
      }),
    )
}

/** An array of the other's dtype, and of its shape unless another is given, whose elements all are x. */
export const constantLike = (
  op: string,
  x: Scalar,
  other: ArrayType,
  shape: Sizes = other.shape,
): Value => {
  mustHold(op, x, other)
  return full({ shape, dtype: other.dtype }, Number(x))
}

/** Whether an array of dtype D may hold X, as far as the types see. */
type Holds<D, X> = X extends boolean
  ? MayBe<D, 'bool'>
  : `${X & number}` extends `${string}.${string}`
    ? MayBe<D, Float>
    : MayBe<D, Exclude<DType, 'bool'>>

/** The sentence of {@link mustHold}, or null. */
export type Unheld<Op, X extends Scalar, S, D> =
  Holds<D, X> extends false
    ? Fill<
        typeof unheld,
        {
          op: Op
          type: ShowType<S, D>
          x: `${X}`
          element: Elements[D & keyof Elements]['element']
          advice: Elements[D & keyof Elements]['advice']
        }
      >
    : null

/** T where an array of dtype D may hold X, else that sentence: for a type parameter, of each dtype that its bound names. */
export type Held<Op, X extends Scalar, S, D, T> =
  Unheld<Op, X, S, D> extends null
    ? T
    :
        | { readonly [E in ElementType]: Holds<E, X> extends true ? T : never }[D & ElementType]
        | NoInfer<Unheld<Op, X, S, D>>
