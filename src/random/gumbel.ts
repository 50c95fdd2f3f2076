// Gumbel numbers: added to logits, they make the largest one a draw.
import type { Value } from '../language/level/index.ts'
import { add, compare, full, log, log1p, neg, select } from '../language/primitives/index.ts'
import type { Float, Sizes } from '../shape/index.ts'
import { type Draw, draw } from './draw.ts'
import { tiny } from './float.ts'
import { coarseAndFine, type Mode, modes } from './mode.ts'
import { between } from './uniform.ts'

/** −ln(−ln u). */
export const noise = (key: Value, shape: Sizes, dtype: Float): Value =>
  neg(log(neg(log(between(key, shape, dtype, { min: tiny[dtype], max: 1 })))))

/** −ln(−ln(1 − x)), which is large where x is small: x below ½ is drawn in finer steps. */
const fineNoise = (key: Value, shape: Sizes, dtype: Float): Value => {
  const [coarse, fine] = coarseAndFine(key, shape, dtype)
  const sum = add(add(coarse, fine), full(fine, tiny[dtype]))
  const x = select(compare(coarse, full(coarse, 0.5), 'ge'), coarse, sum)
  return neg(log(neg(log1p(neg(x)))))
}

/** Gumbel numbers of location 0 and scale 1. Mode `high` draws the large ones in finer steps, at twice the cost.
 *  @example random.gumbel(random.key(42), []) // => scalar(0.3340933918952942) */
export const gumbel: Draw<'gumbel', { readonly mode?: Mode }> = draw<
  'gumbel',
  { readonly mode?: Mode }
>(
  'gumbel',
  (key, shape, dtype, { mode }) => (mode === 'high' ? fineNoise : noise)(key, shape, dtype),
  { mode: modes },
)
