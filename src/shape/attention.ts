// Attention: queries [..., t, d] over keys [..., s, d] with values [..., s, e] give [..., t, e].
import { type Fill, fail, fill } from '../prelude/index.ts'
import { agreeOutside, type MeetOutside } from './agree.ts'
import { type Sizes, showShape } from './array-type.ts'
import type { IsOpen, Shape, ShowShape } from './dim.ts'
import type { Sub } from './integer.ts'

const flat = {
  where: 'attention',
  must: 'queries must be [..., time, size]',
  was: '{q}',
  do: 'add an axis with expandDims',
} as const

const otherKeys = {
  where: 'attention',
  must: 'keys must be as {q}, but for their time',
  was: '{k}',
  do: 'project both to one size',
} as const

const otherValues = {
  where: 'attention',
  must: 'values must be as {k}, but for their size',
  was: '{v}',
  do: 'give each key its value',
} as const

/** The queries' axes, but for the last, which is the values'. */
export const attentionShape = (q: Sizes, k: Sizes, v: Sizes): Sizes => {
  const rank = q.length
  if (rank < 2) fail(fill(flat, { q: showShape(q) }))
  if (!agreeOutside(q, k, rank - 2)) fail(fill(otherKeys, { q: showShape(q), k: showShape(k) }))
  if (!agreeOutside(k, v, rank - 1)) fail(fill(otherValues, { k: showShape(k), v: showShape(v) }))
  return [...q.slice(0, -1), ...v.slice(-1)]
}

type Valued<Q, K, V, R extends number> =
  MeetOutside<K, V, Sub<R, 1>> extends false
    ? Fill<typeof otherValues, { k: ShowShape<K>; v: ShowShape<V> }>
    : Q extends readonly [...infer B, unknown]
      ? V extends readonly [...unknown[], infer E]
        ? [...B, E]
        : number[]
      : number[]

type Keyed<Q, K, V, R extends number> =
  MeetOutside<Q, K, Sub<R, 2>> extends false
    ? Fill<typeof otherKeys, { q: ShowShape<Q>; k: ShowShape<K> }>
    : Valued<Q, K, V, R>

/** The shape of {@link attentionShape}, or a sentence of it. */
export type AttentionShape<Q extends Shape, K extends Shape, V extends Shape> =
  IsOpen<Q> extends true
    ? number[]
    : Q extends readonly [unknown, unknown, ...unknown[]]
      ? IsOpen<K> extends true
        ? number[]
        : IsOpen<V> extends true
          ? number[]
          : Keyed<Q, K, V, Q['length'] & number>
      : Fill<typeof flat, { q: ShowShape<Q> }>
