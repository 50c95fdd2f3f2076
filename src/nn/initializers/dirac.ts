// The identity, as a convolution.
import { and, convert, eq, iota, rem } from '../../ops/index.ts'
import { fail } from '../../prelude/index.ts'
import type { AnyTensor } from '../../tensor/index.ts'
import { type Family, family } from './options.ts'
import { demandRank } from './rank.ts'

export interface DiracOptions {
  /** Into how many groups the output channels are divided, each with an identity of its own; 1 unless given. */
  readonly groups?: number
}

/** A weight [out, in, …kernel] with 1 in the middle of the kernel where the channel out, counted in its group, is the
 *  channel in: a convolution that passes on as many channels as it can.  Fails, at init, for a weight of another rank
 *  than 3, 4 or 5, and for channels that the groups do not divide.
 *  @example dirac({ groups: 2 }).options // => { groups: 2 } */
export const dirac: Family<'dirac', DiracOptions, { groups: 'count' }> = family(
  'dirac',
  { groups: 'count' },
  ({ groups = 1 }: DiracOptions) =>
    (_key, leaf) => {
      const { shape, dtype } = leaf
      demandRank('dirac', [3, 4, 5], leaf)
      const [out = 0, , ...kernel] = shape
      if (out % groups !== 0)
        fail({
          where: 'dirac',
          must: `groups must divide the ${out} channels of '${leaf.path}'`,
          was: `${groups}`,
          do: `write 1, or another divisor of ${out}`,
        })
      const along = (axis: number): AnyTensor => iota(shape, axis)
      const channel = rem(along(0), Math.max(1, out / groups)) // without channels there is nothing to divide
      const isMiddle = kernel.map((n, i): AnyTensor => eq(along(i + 2), Math.floor(n / 2)))
      const isOne = isMiddle.reduce((all, one) => and(all, one), eq(channel, along(1)))
      return convert(isOne, dtype)
    },
)
