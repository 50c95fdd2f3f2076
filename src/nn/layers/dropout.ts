// Dropping units at random while training.

import { div, where, zerosLike } from '../../ops/index.ts'
import {
  demandNumber,
  type Examples,
  type Fill,
  type Numbers,
  type outside,
} from '../../prelude/index.ts'
import { bernoulli } from '../../random/index.ts'
import { pure, spec } from '../meaning.ts'
import type { Arg, Kids, None, Out, Par, Rnd, Spec, Sta, Takes } from '../spec.ts'

export interface Dropout extends Spec {
  readonly kind: 'dropout'
  readonly p: number
  readonly [Out]: Arg<this>
  readonly [Par]: None
  readonly [Sta]: None
  readonly [Rnd]: true
  readonly [Takes]: 'float'
  readonly [Kids]: None
}

type Outside<P> = Fill<
  typeof outside,
  { where: 'dropout'; name: 'p'; what: Numbers['share']; x: P; advice: Examples['share'] }
>

/** The probability, or the sentence of a number that is none. */
type Chance<P extends number> = number extends P
  ? P
  : `${P}` extends '0' | '1' | `0.${string}` | `${string}e-${string}`
    ? `${P}` extends `-${string}`
      ? Outside<P>
      : P
    : Outside<P>

/** While training: each unit is 0 with probability p, else x / (1 − p), drawn from the key of the path of this use. Otherwise x.
 *  Srivastava et al., 2014.
 *  @example dropout(0.5).p // => 0.5 */
export const dropout = <const P extends number>(p: Chance<P>): Dropout => {
  const chance = demandNumber('dropout', 'p', p, 'share')
  return spec<Dropout>(
    { kind: 'dropout', p: chance },
    {
      ...pure({
        label: `dropout(${chance})`,
        takes: 'float',
        out: (x) => x,
        forward: (x, { key, ledger }) => {
          if (key === undefined || !ledger.training) return x
          if (chance === 1) return zerosLike(x)
          return where(bernoulli(key, 1 - chance, x.shape), div(x, 1 - chance), 0)
        },
      }),
      random: true,
    },
  )
}
