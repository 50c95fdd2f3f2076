// Rows of a table, by index.
import { take } from '../../ops/index.ts'
import { anything, fail, optionsOf } from '../../prelude/index.ts'
import { type DType, isInteger } from '../../shape/index.ts'
import type { AnyTensor, Tensor } from '../../tensor/index.ts'
import { placeOf } from '../dims.ts'
import type { Initializer, InitializerLike } from '../initializer.ts'
import { normal } from '../initializers/normal.ts'
import { branch } from '../layout.ts'
import { pure, spec } from '../meaning.ts'
import { fansOf, fieldsOf, given, leaf } from '../parts.ts'
import { demandSizes, type SizeArg } from '../sizes.ts'
import type { Arg, Dt, Out, Par, Pure, Takes } from '../spec.ts'

export interface EmbeddingParams<N extends number, M extends number, D = 'f32'> {
  readonly weight: Tensor<[N, M], D>
}

export interface Embedding<N extends number, M extends number> extends Pure {
  readonly kind: 'embedding'
  readonly count: N
  readonly size: M
  readonly weight?: Initializer
  readonly [Out]: Arg<this> extends infer S extends readonly unknown[] ? [...S, M] : number[]
  readonly [Par]: EmbeddingParams<N, M, this[typeof Dt]>
  readonly [Takes]: 'integer'
}

export interface EmbeddingOptions<W extends InitializerLike = InitializerLike> {
  /** What the table begins as: N(0, 1) unless given. */
  readonly weight?: W
}

/** The rows of a table of so many vectors of this size, by their indices: i32[…] → [..., size]; weight [count, size], N(0, 1).
 *  An index outside of the table gives NaN.
 *  @example embedding(1000, 64) // => { kind: 'embedding', count: 1000, size: 64 } */
export const embedding = <
  N extends number,
  M extends number,
  W extends InitializerLike = InitializerLike,
>(
  rows: SizeArg<'embedding', 'count', N, W>,
  columns: SizeArg<'embedding', 'size', M, W>,
  options: EmbeddingOptions<W> = {},
): Embedding<N, M> => {
  const [count, size] = [rows as N & number, columns as M & number] // where it compiles
  demandSizes('embedding', { count, size })
  const named = optionsOf<EmbeddingOptions>('embedding', { weight: anything }, options)
  const weight = given('embedding', 'weight', named.weight)
  const shape = [count, size]
  const label = `embedding(${count}, ${size})`
  const table = leaf('embedding', 'weight', shape, fansOf(shape), weight ?? normal(), 'embedding')
  return spec<Embedding<N, M>>(
    fieldsOf({ kind: 'embedding', count, size, weight }) as Embedding<N, M>,
    pure({
      label,
      plan: branch([table]),
      takes: 'integer',
      out: (x) => [...x, size],
      forward: (x, site) => {
        if (!isInteger(x.dtype as DType))
          fail({
            where: placeOf(site),
            must: `input of ${label} must be i32 or u32`,
            was: `${x.dtype}`,
            do: 'use convert',
          })
        return take(site.params.weight as AnyTensor, x)
      },
    }),
  )
}
