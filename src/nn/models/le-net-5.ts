// LeCun et al., Gradient-Based Learning Applied to Document Recognition, 1998, as it is written today: relu, and the largest
// of each window.
import type { Sequential } from '../containers/sequential.ts'
import { sequential } from '../containers/sequential.ts'
import { type Relu, relu } from '../layers/activations.ts'
import { type Conv2d, conv2d } from '../layers/conv.ts'
import { type Linear, linear } from '../layers/linear.ts'
import { type MaxPool, maxPool } from '../layers/pool.ts'
import { type Flatten, flatten } from '../layers/shapes.ts'
import type { NoOptions } from '../layers/sliding.ts'

type Halved = MaxPool<[2, 2], NoOptions>

export type LeNet5<C extends number, N extends number> = Sequential<
  readonly [
    Conv2d<C, 6, [5, 5], { readonly padding: 2 }>,
    Relu,
    Halved,
    Conv2d<6, 16, [5, 5], NoOptions>,
    Relu,
    Halved,
    Flatten,
    Linear<400, 120>,
    Relu,
    Linear<120, 84>,
    Relu,
    Linear<84, N>,
  ]
>

/** Pictures of so many channels to so many classes: [n, channels, 28, 28] → [n, classes].
 *  @example leNet5(1, 10).children.length // => 12 */
export const leNet5 = <C extends number, N extends number>(channels: C, classes: N): LeNet5<C, N> =>
  sequential(
    conv2d(channels, 6, 5, { padding: 2 }),
    relu,
    maxPool([2, 2]),
    conv2d(6, 16, 5),
    relu,
    maxPool([2, 2]),
    flatten,
    linear(400, 120),
    relu,
    linear(120, 84),
    relu,
    linear(84, classes),
  ) as never // these layers, of these sizes
