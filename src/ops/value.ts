// Between the typed surface and the language: operands come in checked, results go out as their types say.

import type { Value } from '../language/level/index.ts'
import { broadcast, reshape } from '../language/primitives/index.ts'
import { fail, fill, shown } from '../prelude/index.ts'
import { type Box, type Shape, type Sizes, sameShape } from '../shape/index.ts'
import { demandHandle, type Handle, isHandle, type Key, type Tensor } from '../tensor/index.ts'

/** An array of this shape and dtype: keys, or a tensor. */
export type ArrayOf<S extends Shape, D> = Box<D> extends Box<'key'> ? Key<S> : Tensor<S, D>

/** The parameter's type: what was passed, or the sentence R where it is a mistake. `Says` is R under another name, of which
 *  the compiler does not conclude that it is a string: to see that it would spell out every sentence of every call. */
export type Checked<R, T, Says = R> = R extends string ? NoInfer<Says> : Passed<T, R>

/** T. That R is named in a branch keeps the compiler from taking T for granted where R has type parameters: a function
 *  generic in sizes is checked, not waived. */
type Passed<T, _R> = T

/** The fault, or what holds where there is none. */
export type Unless<Fault, R> = Fault extends string ? Fault : R

/** The shape that a rule gave; unknown where it gave a sentence, so that one mistake is said once. */
export type ShapeOr<R> = R extends string ? number[] : R extends Shape ? R : number[]

/** The value under its type. The rule that computed the shape of T computed the shape of the value by the same
 *  sentence, and the dtype follows the operands': test/shape/agreement holds types and values together. */
export const typed = <T extends Handle>(value: Value): T => value as T

/** The operand, where it is an array at all: TypeScript may have been overruled. */
export const arrayFrom = (op: string, x: unknown, name = 'operand'): Value =>
  demandHandle(op, name, x)

const neither = {
  where: '{op}',
  must: '{name} must be a tensor or a number',
  was: '{x}',
  do: 'make one with tensor or scalar',
} as const

/** The same for an operand that might have been a number. */
export const arrayBeside = (op: string, x: unknown, name = 'operand'): Value =>
  isHandle(x) ? x : fail(fill(neither, { op, name, x: shown(x) }))

/** x under a shape of as many elements. */
export const reshaped = (x: Value, shape: Sizes): Value =>
  sameShape(x.shape, shape) ? x : reshape(x, shape)

/** x repeated along the axes that the shape has and x lacks, or has with size 1. */
export const stretched = (x: Value, shape: Sizes): Value => {
  if (sameShape(x.shape, shape)) return x
  const lead = shape.length - x.shape.length
  const stays = (n: number, axis: number): boolean => axis >= lead && x.shape[axis - lead] === n
  const kept = shape.filter(stays)
  const repeated = shape.flatMap((n, axis) => (stays(n, axis) ? [] : [axis]))
  return broadcast(reshaped(x, kept), shape, repeated)
}
