// Probabilities along an axis from their logarithms but for a constant.
import type { Value } from '../language/level/index.ts'
import * as language from '../language/primitives/index.ts'
import { type Lanewise, lanewise } from './order.ts'

const { broadcast, div, exp, log, sub, sum } = language

/** x less its largest element along the axis, which is a constant for derivatives: it cancels. */
const shifted = (x: Value, axis: number): Value => {
  const largest = language.reduceMax(language.stopGradient(x), [axis])
  return sub(x, broadcast(largest, x.shape, [axis]))
}

/** eˣ / Σ eˣ along an axis, the last unless given.
 *  @example softmax(tensor([1000, 1000])) // => tensor([0.5, 0.5]) */
export const softmax: Lanewise<'softmax', 'float'> = lanewise<'softmax', 'float', 'same'>(
  'softmax',
  'float',
  (x, axis) => {
    if (x.shape[axis] === 0) return x
    const powers = exp(shifted(x, axis))
    return div(powers, broadcast(sum(powers, [axis]), x.shape, [axis]))
  },
)

/** x − ln Σ eˣ along an axis, the last unless given: the logarithm of {@link softmax}.
 *  @example logSoftmax(tensor([0, 1000])) // => tensor([-1000, 0]) */
export const logSoftmax: Lanewise<'logSoftmax', 'float'> = lanewise<'logSoftmax', 'float', 'same'>(
  'logSoftmax',
  'float',
  (x, axis) => {
    if (x.shape[axis] === 0) return x
    const y = shifted(x, axis)
    return sub(y, broadcast(log(sum(exp(y), [axis])), x.shape, [axis]))
  },
)
