// Convolutions, of any rank: items and channels first, as PyTorch has them.
import * as language from '../language/primitives/index.ts'
import { anything, type Domains, optionsOf } from '../prelude/index.ts'
import {
  type ConvOptions,
  type ConvShape,
  convShape,
  type KernelFault,
  type NoOptions,
  type Shape,
  type UnknownFault,
} from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { type MeetDtype, mustShareDtype, type Second } from './domain.ts'
import { type Of, operandOf } from './unary.ts'
import { type Checked, type ShapeOr, typed, type Unless } from './value.ts'

/** What is wrong with the shape of the kernel: all that can be, where there are no options to be wrong. */
type Faulty<A, B, O> = keyof O extends never ? ConvShape<A, B, O> : KernelFault<A, B, O>

type Listed = 'strides, padding, dilation, inputDilation, groups'
const domains: Domains<ConvOptions> = {
  strides: anything,
  padding: anything,
  dilation: anything,
  inputDilation: anything,
  groups: anything,
}

/** Σ over channels and the kernel: x [items, channels, …] by kernel [features, channels / groups, …] → [items, features, …].
 *  The kernel is not turned around, as in PyTorch and JAX. Strides, dilations and groups are 1 and padding is 'valid' unless
 *  given; the zeros of padding take part, so that 0 · ∞ is NaN there. Terms are added in the order of DESIGN §6.
 *  @example conv(ones([1, 1, 3]), ones([1, 1, 2])) // => tensor([[[2, 2]]])
 *  @example conv(ones([2, 3, 32, 32]), ones([8, 3, 5, 5]), { padding: 'same', strides: 2 }).shape // => [2, 8, 16, 16] */
export const conv = <
  A extends Shape,
  D,
  B extends Shape,
  E,
  const O extends ConvOptions = NoOptions,
>(
  x: Of<'conv', 'number', A, D>,
  kernel: Second<'conv', 'number', A, D, B, E, Checked<Faulty<A, B, O>, Tensor<B, E>>>,
  options?: Checked<Unless<UnknownFault<'conv', O, Listed>, ConvShape<A, B, O>>, O>,
): Tensor<ShapeOr<ConvShape<A, B, O>>, MeetDtype<D, E>> => {
  const [left, right] = [operandOf('conv', 'number', x), operandOf('conv', 'number', kernel)]
  mustShareDtype('conv', left, right)
  const { strides, low, high, dilation, inputDilation, groups } = convShape(
    left.shape,
    right.shape,
    optionsOf('conv', domains, options),
  )
  const how = { strides, low, high, dilation, inputDilation, groups, batchGroups: 1 }
  return typed(language.conv(left, right, how))
}
