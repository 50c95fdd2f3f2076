// Scaled dot-product attention.  Vaswani et al., Attention Is All You Need, 2017, eq. 1.
import type { Value } from '../language/level/index.ts'
import * as language from '../language/primitives/index.ts'
import { aBoolean, anything, type Domains, optionsOf } from '../prelude/index.ts'
import {
  type AttentionShape,
  attentionShape,
  type BroadcastToShape,
  broadcastToShape,
  type Shape,
  type Sizes,
} from '../shape/index.ts'
import type { Tensor } from '../tensor/index.ts'
import { type MeetDtype, mustShareDtype, type OutsideOf, type SecondFault } from './domain.ts'
import { softmax } from './softmax.ts'
import { type Of, operandOf } from './unary.ts'
import { type Checked, type ShapeOr, stretched, typed, type Unless } from './value.ts'

export interface AttentionOptions<M extends Shape = Shape, B = 'bool'> {
  /** Whether a query at place t sees the keys up to place t alone: false unless given. */
  readonly causal?: boolean
  /** Which keys each query sees: [..., t, s], broadcast; all unless given. A query that sees none gives NaN. */
  readonly mask?: Tensor<M, B>
}

const domains: Domains<AttentionOptions> = { causal: aBoolean, mask: anything }

/** The shape of the weights: queries by keys. */
type Weights<Q, K> = Q extends readonly [...infer B, infer T, unknown]
  ? K extends readonly [...unknown[], infer S, unknown]
    ? [...B, T, S]
    : number[]
  : number[]

type MaskFault<Q, K, M extends Shape, B> = Unless<
  OutsideOf<'attention', 'boolean', M, B, 'mask'>,
  BroadcastToShape<'attention', M, Weights<Q, K>> extends infer R
    ? R extends string
      ? R
      : null
    : never
>

/** softmax(q kᵀ / √d) v: queries [..., t, d], keys [..., s, d], values [..., s, e] → [..., t, e]; leading axes are one each.
 *  @example attention(ones([2, 5, 8]), ones([2, 7, 8]), ones([2, 7, 3])).shape // => [2, 5, 3]
 *  @example attention(tensor([[1], [1]]), tensor([[1], [1]]), tensor([[2], [4]]), { causal: true }) // => tensor([[2], [3]]) */
export const attention = <
  Q extends Shape,
  D,
  K extends Shape,
  E,
  V extends Shape,
  F,
  M extends Shape = Shape,
  B = 'bool',
>(
  queries: Of<'attention', 'float', Q, D>,
  keys: Checked<SecondFault<'attention', 'float', Q, D, K, E>, Tensor<K, E>>,
  values: Checked<
    Unless<SecondFault<'attention', 'float', Q, D, V, F>, AttentionShape<Q, K, V>>,
    Tensor<V, F>
  >,
  options?: Checked<MaskFault<Q, K, M, B>, AttentionOptions<M, B>>,
): Tensor<ShapeOr<AttentionShape<Q, K, V>>, MeetDtype<D, E>> => {
  const [q, k, v] = [queries, keys, values].map((x) => operandOf('attention', 'float', x)) as [
    Value,
    Value,
    Value,
  ] // as many as there were
  mustShareDtype('attention', q, k)
  mustShareDtype('attention', q, v)
  attentionShape(q.shape, k.shape, v.shape)
  return typed(attended(q, k, v, optionsOf<AttentionOptions>('attention', domains, options)))
}

const attended = (q: Value, k: Value, v: Value, { causal, mask }: AttentionOptions): Value => {
  const last = q.shape.length - 1
  const lead = q.shape.slice(0, last - 1).map((_, axis) => axis)
  const batch = [lead, lead] as const
  const scaled = language.mul(q, language.full(q, 1 / Math.sqrt(q.shape[last] ?? 1)))
  const scores = language.dot(scaled, k, { contract: [[last], [last]], batch })
  const masks = [
    ...(causal === true ? [upTo(scores.shape)] : []),
    ...(mask === undefined ? [] : [seen(mask, scores.shape)]),
  ]
  const masked = masks.reduce(
    (x, sees) => language.select(sees, x, language.full(x, -Infinity)),
    scores,
  )
  const weights: Value = softmax(typed<Tensor<number[]>>(masked), -1)
  return language.dot(weights, v, { contract: [[last], [last - 1]], batch })
}

/** Where a key stands no later than the query. */
const upTo = (shape: Sizes): Value => {
  const [query, key] = [shape.length - 2, shape.length - 1]
  return language.compare(
    language.iota(shape, key, 'i32'),
    language.iota(shape, query, 'i32'),
    'le',
  )
}

const seen = (mask: unknown, shape: Sizes): Value => {
  const value = operandOf('attention', 'boolean', mask, 'mask')
  return stretched(value, broadcastToShape('attention', value.shape, shape))
}
