// What was made for a text, remembered for the most recent ones.

/** How many are kept. */
const KEPT = 256

/** What is kept for a text, made where there is none. */
export type Recall<T> = (key: string, make: () => T) => T

export const recalling = <T>(): Recall<T> => {
  const kept = new Map<string, T>()
  return (key, make) => {
    const found = kept.get(key) ?? make()
    kept.delete(key)
    kept.set(key, found)
    const [oldest] = kept.keys()
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
    return found
  }
}
