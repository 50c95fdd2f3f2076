// One operand: what an operation takes, and what it gives.
import type { Value } from '../language/level/index.ts'
import type { Shape } from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { type Domain, mustBeOf, type Within } from './domain.ts'
import { arrayBeside, arrayFrom, typed } from './value.ts'

/** The type of an operand of a domain: the tensor itself, or the sentence of its dtype. */
export type Of<Op, K extends Domain, S extends Shape, D> = Within<Op, K, S, D, Tensor<S, D>>

/** The operand, where its dtype is of the domain. */
export const operandOf = (op: string, domain: Domain, x: unknown, name?: string): Value => {
  const value = arrayFrom(op, x, name)
  mustBeOf(op, domain, value, name)
  return value
}

/** The same for an operand that might have been a number. */
export const operandBeside = (op: string, domain: Domain, x: unknown, name?: string): Value => {
  const value = arrayBeside(op, x, name)
  mustBeOf(op, domain, value, name)
  return value
}

/** An operation on each element alone. */
export type Unary<Op extends string, K extends Domain> = <S extends Shape, D>(
  x: Of<Op, K, S, D>,
) => Tensor<S, D>

export const unary =
  <Op extends string, K extends Domain>(
    op: Op,
    domain: K,
    apply: (x: Value) => Value,
  ): Unary<Op, K> =>
  (x) =>
    typed(apply(operandOf(op, domain, x)))

/** A question about each element. */
export type Question<Op extends string, K extends Domain> = <S extends Shape, D>(
  x: Of<Op, K, S, D>,
) => Tensor<S, 'bool'>

export const question =
  <Op extends string, K extends Domain>(
    op: Op,
    domain: K,
    apply: (x: Value) => Value,
  ): Question<Op, K> =>
  (x) =>
    typed(apply(operandOf(op, domain, x)))
