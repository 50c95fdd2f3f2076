// Options as specs keep them: a copy, frozen throughout, so that nothing that the caller does later reaches a spec.
import { fail, isPlain } from '../prelude/index.ts'

/** Options nested deeper are refused, as are those that hold themselves. */
const deepest = 64

/** A frozen copy of plain records and lists. What has a meaning of its own (a layer, an initializer, a tensor) stays itself. */
export const frozen = <T>(where: string, x: T, depth = 0): T => {
  if (depth > deepest)
    fail({
      where,
      must: `options must be at most ${deepest} levels deep`,
      was: 'more',
      do: 'flatten them, and let them not hold themselves',
    })
  const copy = (child: unknown): unknown => frozen(where, child, depth + 1)
  if (Array.isArray(x)) return Object.freeze(x.map(copy)) as T // with the same items
  if (!isPlain(x) || Object.getOwnPropertySymbols(x).length > 0) return x
  return Object.freeze(
    Object.fromEntries(Object.entries(x).map(([name, child]) => [name, copy(child)])),
  ) as T // with the same fields
}
