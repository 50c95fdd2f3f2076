// The word that was meant: names written in another library's way, or misspelt.

/** Words to choose from. */
export type Words = readonly [string, ...string[]]

/** The one of the words that a value is nearest to, but for case and underscores; the first where it is no word.
 *  @example nearest('fan_in', ['fanOut', 'fanIn']) // => 'fanIn' */
export const nearest = (x: unknown, [first, ...rest]: Words): string => {
  if (typeof x !== 'string' || x.length > longest) return first
  const from = (word: string): number => distance(plain(x), plain(word))
  return rest.reduce((best, word) => (from(word) < from(best) ? word : best), first)
}

/** No word that is known is as long. */
const longest = 80

const plain = (word: string): string => word.toLowerCase().replaceAll(/[_-]/g, '')

/** How many letters must be added, left out or replaced to make one of the other.  Wagner & Fischer, 1974. */
const distance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, j) => j)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
