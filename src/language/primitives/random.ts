// Random bits: threefry, one key and one 64-bit counter an element.
// Salmon et al., Parallel Random Numbers: As Easy as 1, 2, 3, 2011; as JAX uses it, partitionable.
import { fail } from '../../prelude/index.ts'
import { showType, size } from '../../shape/index.ts'
import { allocate } from '../../tensor/index.ts'
import { bind, type Primitives, type Value } from '../level/index.ts'
import { threefry2x32 } from '../scalar/index.ts'
import { lead } from './axes.ts'
import { facts, firstOrder, ofDtype } from './declare.ts'

/** threefry2x32 of each key at the counter (high, low): a key. */
export const threefry = (key: Value, high: Value, low: Value): Value =>
  bind(random.threefry, {}, key, high, low)[0]

export const random: Primitives<'threefry'> = {
  threefry: firstOrder({
    op: 'threefry',
    facts: facts({ elementwise: true, costly: true }),
    type: ([key, high, low]) => {
      const counter = showType(ofDtype(key, 'u32'))
      if (key.dtype !== 'key' || showType(high) !== counter || showType(low) !== counter)
        fail({
          where: 'threefry',
          must: 'operands must be a key and two u32 of its shape',
          was: `${showType(key)}, ${showType(high)} and ${showType(low)}`,
          do: 'broadcast the words to the shape of the key',
        })
      return [key]
    },
    evaluate: ([key, high, low], _none, [y]) => {
      const words = allocate('key', size(y.shape)) as Uint32Array // so allocate stores keys
      for (let i = 0; i < high.data.length; i++)
        threefry2x32(
          key.data[2 * i] ?? 0,
          key.data[2 * i + 1] ?? 0,
          high.data[i] ?? 0,
          low.data[i] ?? 0,
          words,
          2 * i,
        )
      return [words]
    },
    jvp: 'zero',
    transpose: null,
    batch: ({ operands: [key, high, low], batched: [bk, bh, bl], size: n }) => [
      threefry(bk ? key : lead(key, n), bh ? high : lead(high, n), bl ? low : lead(low, n)),
    ],
  }),
}
