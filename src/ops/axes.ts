// Reducing over one axis, several, or all, with the reduced axes left out or kept with size 1.
import type { Value } from '../language/level/index.ts'
import { aBoolean, type Domains, optionsOf } from '../prelude/index.ts'
import {
  type Axes,
  type KeepDimsShape,
  keepDimsShape,
  type ReduceShape,
  reducedAxes,
  type Shape,
} from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import type { Domain } from './domain.ts'
import { type Of, operandOf } from './unary.ts'
import { type Checked, reshaped, type ShapeOr, typed } from './value.ts'

export interface KeepDims<K extends boolean = boolean> {
  /** Whether reduced axes stay, with size 1. */
  readonly keepDims?: K
}

/** No options beside keepDims. */
type Nothing = Readonly<Record<never, never>>

/** The shape that is left. */
type Left<Op, S extends Shape, A, K> = K extends true
  ? KeepDimsShape<Op, S, A>
  : ReduceShape<Op, S, A>

/** The shape of a tensor reduced over axes A. */
export type Reduced<Op, S extends Shape, A, K> = ShapeOr<
  boolean extends K ? number[] : Left<Op, S, A, K>
>

/** A reduction: `sum(x)`, `sum(x, 0)`, `sum(x, [0, 1], { keepDims: true })`. */
export type Reduction<Op extends string, Dom extends Domain, More = Nothing> = <
  S extends Shape,
  D,
  const A extends Axes = undefined,
  K extends boolean = false,
>(
  x: Of<Op, Dom, S, D>,
  axes?: Checked<ReduceShape<Op, S, A>, A>,
  options?: KeepDims<K> & More,
) => Tensor<Reduced<Op, S, A, K>, D>

/** Makes a reduction from what it does over ascending axes. */
export const reduction = <Op extends string, Dom extends Domain, More = Nothing>(
  op: Op,
  domain: Dom,
  apply: (x: Value, axes: readonly number[], options: More) => Value,
  more?: NoInfer<Domains<More>>,
): Reduction<Op, Dom, More> => {
  const declared: Domains<KeepDims> = { keepDims: aBoolean, ...more }
  return (x, axes, options) => {
    const value = operandOf(op, domain, x)
    const chosen = optionsOf(op, declared, options)
    const given = axes as Axes // where the call compiles
    const y = apply(value, reducedAxes(op, value.shape, given), chosen as More) // as declared
    return typed(chosen.keepDims === true ? reshaped(y, keepDimsShape(op, value.shape, given)) : y)
  }
}
