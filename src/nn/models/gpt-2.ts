// Radford et al., Language Models are Unsupervised Multitask Learners, 2019: blocks that normalise first, learned positions.
import { aBoolean, optionsOf } from '../../prelude/index.ts'
import type { Mul } from '../../shape/index.ts'
import { type Named, named } from '../children.ts'
import { type Repeat, repeat } from '../containers/repeat.ts'
import { type Residual, residual } from '../containers/residual.ts'
import { type Sequential, sequential } from '../containers/sequential.ts'
import { type Tied, tie } from '../containers/tie.ts'
import { type Gelu, gelu } from '../layers/activations.ts'
import { type Embedding, embedding } from '../layers/embedding.ts'
import { type LayerNorm, layerNorm } from '../layers/layer-norm.ts'
import { type Linear, type LinearNoBias, linear } from '../layers/linear.ts'
import { type MultiHeadAttention, multiHeadAttention } from '../layers/multi-head-attention.ts'
import { type Positions, positions } from '../layers/positions.ts'

type Norm<E extends number> = LayerNorm<[E], true, true>

/** x + attn(ln1(x)), then x + proj(gelu(fc(ln2(x)))). */
export type Gpt2Block<E extends number, H extends number> = Sequential<
  readonly [
    Residual<
      Sequential<
        readonly [
          Named<'ln1', Norm<E>>,
          Named<'attn', MultiHeadAttention<E, H, { readonly causal: true }>>,
        ]
      >
    >,
    Residual<
      Sequential<
        readonly [
          Named<'ln2', Norm<E>>,
          Named<'fc', Linear<E, Mul<4, E> & number>>,
          Gelu,
          Named<'proj', Linear<Mul<4, E> & number, E>>,
        ]
      >
    >,
  ]
>

export type Gpt2<
  V extends number,
  T extends number,
  E extends number,
  H extends number,
  N extends number,
> = Sequential<
  readonly [
    Named<'wte', Embedding<V, E>>,
    Named<'wpe', Positions<T, E>>,
    Named<'h', Repeat<N, Gpt2Block<E, H>>>,
    Named<'lnF', Norm<E>>,
    Named<'lmHead', LinearNoBias<E, V>>,
  ]
>

/** Ties the last layer to the table of tokens. */
type Tying = { readonly 'lmHead.weight': 'wte.weight' }

export interface Gpt2Sizes<
  V extends number,
  T extends number,
  E extends number,
  H extends number,
  N extends number,
> {
  /** How many tokens there are. */
  readonly vocabulary: V
  /** How many places a sequence may have. */
  readonly context: T
  readonly size: E
  readonly heads: H
  /** How many blocks there are. */
  readonly depth: N
}

export interface Gpt2Options<B extends boolean> {
  /** Whether the last layer is the table of tokens itself, as published: true unless given. */
  readonly tied?: B
  /** How gelu is computed: by the tanh formula, as published, unless given. */
  readonly approximate?: 'none' | 'tanh'
}

const sizeDomains = {
  vocabulary: 'count',
  context: 'count',
  size: 'count',
  heads: 'count',
  depth: 'count',
} as const

/** Tokens to the logits of the next: i32[..., time] → [..., time, vocabulary]. The leaves begin as their layers' do; `reinit`
 *  makes them others.
 *  @example gpt2({ vocabulary: 65, context: 64, size: 128, heads: 4, depth: 2 }).kind // => 'tied' */
export const gpt2 = <
  V extends number,
  T extends number,
  E extends number,
  H extends number,
  N extends number,
  B extends boolean = true,
>(
  sizes: Gpt2Sizes<V, T, E, H, N>,
  options?: Gpt2Options<B>,
): [B] extends [false] ? Gpt2<V, T, E, H, N> : Tied<Gpt2<V, T, E, H, N>, Tying> => {
  const { vocabulary, context, size, heads, depth } = optionsOf<
    Gpt2Sizes<number, number, number, number, number>
  >('gpt2', sizeDomains, sizes, ['vocabulary', 'context', 'size', 'heads', 'depth'])
  const { tied = true, approximate = 'tanh' } = optionsOf<Gpt2Options<boolean>>(
    'gpt2',
    { tied: aBoolean, approximate: ['none', 'tanh'] },
    options,
  )
  const wide: number = 4 * size
  const attn = multiHeadAttention(size, heads, { causal: true })
  const block = sequential(
    residual(sequential(named('ln1', layerNorm(size)), named('attn', attn))),
    residual(
      sequential(
        named('ln2', layerNorm(size)),
        named('fc', linear(size, wide)),
        gelu({ approximate }),
        named('proj', linear(wide, size)),
      ),
    ),
  )
  const net = sequential(
    named('wte', embedding(vocabulary, size)),
    named('wpe', positions(context, size)),
    named('h', repeat(depth, block)),
    named('lnF', layerNorm(size)),
    named('lmHead', linear(size, vocabulary, { bias: false })),
  )
  return (tied ? tie(net as never, { 'lmHead.weight': 'wte.weight' } as never) : net) as never // these layers, of these sizes
}
