// How the losses of single elements become one number.

import { mean, sum } from '../ops/index.ts'
import type { Others } from '../prelude/index.ts'
import type { AnyTensor, Tensor } from '../tensor/index.ts'

/** `mean` and `sum` give a scalar, `none` the loss of each element. */
export type Reduction = 'mean' | 'sum' | 'none'

export interface Reducing<R extends Reduction = Reduction> {
  /** The mean, unless another is asked for. */
  readonly reduction?: R
}

export const aReduction: Others = {
  what: "'mean', 'sum' or 'none'",
  holds: (x) => x === 'mean' || x === 'sum' || x === 'none',
  do: 'choose one of them',
}

/** The type of a loss whose elements have shape S. */
export type Reduced<R, S extends readonly unknown[], D> = [R] extends ['none']
  ? Tensor<S, D>
  : [R] extends ['mean' | 'sum']
    ? Tensor<[], D>
    : Tensor<number[], D>

/** The losses of single elements, reduced. */
export const reduced = (losses: AnyTensor, reduction: Reduction = 'mean'): AnyTensor => {
  switch (reduction) {
    case 'mean':
      return mean(losses)
    case 'sum':
      return sum(losses)
    case 'none':
      return losses
  }
}
