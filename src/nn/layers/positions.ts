// Learned positions: a vector for each place of a sequence, added to what stands there.  Gehring et al., 2017; GPT-2's wpe.
import { add, slice } from '../../ops/index.ts'
import { anything, type Fill, fail, fill, optionsOf } from '../../prelude/index.ts'
import type { DimEq, IsOpen, Lt, ShowDim, ShowShape } from '../../shape/index.ts'
import type { AnyTensor } from '../../tensor/index.ts'
import { dimEq, isOpen, placeOf, showDims } from '../dims.ts'
import type { Initializer, InitializerLike } from '../initializer.ts'
import { normal } from '../initializers/normal.ts'
import { branch } from '../layout.ts'
import { pure, spec } from '../meaning.ts'
import { fansOf, fieldsOf, given, leaf } from '../parts.ts'
import { demandSizes } from '../sizes.ts'
import type { Arg, Dt, Out, Par, Pure, Takes } from '../spec.ts'
import type { EmbeddingParams } from './embedding.ts'

const unlike = {
  where: '{place}',
  must: 'input of positions({count}, {size}) must be [..., time, {size}], time at most {count}',
  was: '{shape}',
  do: 'change one of them',
} as const

type Unlike<S, N, M> = Fill<
  typeof unlike,
  { place: ''; count: ShowDim<N, S>; size: ShowDim<M, S>; shape: ShowShape<S> }
>

/** Whether a sequence is certainly longer than there are positions. */
type Longer<T, N> = number extends T | N ? false : Lt<N & number, T & number>

type Placed<S, N, M> = S extends readonly [...infer B, infer L]
  ? DimEq<L, M, S> extends false
    ? Unlike<S, N, M>
    : Timed<S, B, N, M>
  : IsOpen<S> extends true
    ? S
    : Unlike<S, N, M>

type Timed<S, B, N, M> = B extends readonly [...unknown[], infer T]
  ? Longer<T, N> extends true
    ? Unlike<S, N, M>
    : S
  : IsOpen<B> extends true
    ? S
    : Unlike<S, N, M>

export interface Positions<N extends number, M extends number> extends Pure {
  readonly kind: 'positions'
  readonly count: N
  readonly size: M
  readonly weight?: Initializer
  readonly [Out]: Placed<Arg<this>, N, M>
  readonly [Par]: EmbeddingParams<N, M, this[typeof Dt]>
  readonly [Takes]: 'float'
}

export interface PositionsOptions {
  /** What the table begins as: N(0, 1) unless given. */
  readonly weight?: InitializerLike
}

/** x plus the vector of each place, of which there are `count`: [..., time, size]; weight [count, size], N(0, 1) as embedding's.
 *  @example positions(64, 128) // => { kind: 'positions', count: 64, size: 128 } */
export const positions = <N extends number, M extends number>(
  count: N,
  size: M,
  options: PositionsOptions = {},
): Positions<N, M> => {
  demandSizes('positions', { count, size })
  const named = optionsOf<PositionsOptions>('positions', { weight: anything }, options)
  const weight = given('positions', 'weight', named.weight)
  const shape = [count, size]
  return spec<Positions<N, M>>(
    fieldsOf({ kind: 'positions', count, size, weight }) as Positions<N, M>,
    pure({
      label: `positions(${count}, ${size})`,
      plan: branch([
        leaf('positions', 'weight', shape, fansOf(shape), weight ?? normal(), 'embedding'),
      ]),
      takes: 'float',
      out: (x, place) => {
        const [time, last] = [x.at(-2), x.at(-1)]
        const isFitting =
          (last === '...' || (last !== undefined && dimEq(last, size))) &&
          (time === undefined ? isOpen(x) : typeof time !== 'number' || time <= count)
        const words = { place: placeOf(place), count, size, shape: showDims(x) }
        return isFitting ? x : fail(fill(unlike, words))
      },
      forward: (x, { params }) =>
        add(x, slice(params.weight as AnyTensor, [[0, x.shape.at(-2) ?? 0]])), // a tensor, as was checked
    }),
  )
}
