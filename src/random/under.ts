// The key of a path: a chain over its segments and, within one, over its words. THIS FORMULA IS PERMANENT: every
// initial value hangs on it. The high word of its counters is 'path' in ASCII, which no split or foldIn reaches.
import type { Value } from '../language/level/index.ts'
import { number, threefry } from '../language/primitives/index.ts'
import { demandText, type Fill, fail, fill } from '../prelude/index.ts'
import type { Key } from '../tensor/index.ts'
import { type Checked, type OneKey, oneKey, typed } from './operand.ts'

const marker = 0x70617468

const emptySegment = {
  where: 'under',
  must: 'path must have no empty segment',
  was: "'{path}'",
  do: 'write names with one dot between them',
} as const

const illFormed = {
  where: 'under',
  must: 'path must be well-formed Unicode',
  was: '{path}',
  do: 'remove the lone surrogate',
} as const

const loneSurrogate = /\p{Surrogate}/u

/** The sentence of an empty segment, or P. */
type Path<P> = P extends string
  ? `.${P}.` extends `${string}..${string}`
    ? Fill<typeof emptySegment, { path: P }>
    : P
  : string

/** The key of what lies under this path: `under(k, 'a.b')` is `under(under(k, 'a'), 'b')`. An index is its decimal text.
 *  @example random.keyData(random.under(random.key(0), '2')) // => tensor([4117314973, 1234762069], [2], { dtype: 'u32' }) */
export const under = <const K, const P extends string>(
  key: Checked<OneKey<'under', K>, K>,
  path: Path<P>,
): Key => {
  const one = oneKey('under', key)
  const segments = demandText('under', 'path', path).split('.')
  if (segments.includes('')) fail(fill(emptySegment, { path }))
  if (loneSurrogate.test(path)) fail(fill(illFormed, { path: JSON.stringify(path) }))
  return typed(segments.flatMap(wordsOf).reduce(step, one))
}

const step = (key: Value, word: number): Value =>
  threefry(key, number(marker, 'u32'), number(word, 'u32'))

/** The length of the segment in bytes of UTF-8, then its bytes, four to a little-endian word, the last zero-padded. */
const wordsOf = (segment: string): readonly number[] => {
  const bytes = [...segment].flatMap((character) => utf8(character.codePointAt(0) ?? 0))
  const words = Array.from({ length: Math.ceil(bytes.length / 4) }, (_, i) =>
    bytes.slice(4 * i, 4 * i + 4).reduceRight((word, byte) => word * 256 + byte, 0),
  )
  return [bytes.length, ...words]
}

const utf8 = (point: number): readonly number[] => {
  const tail = (shift: number): number => 0x80 | ((point >>> shift) & 0x3f)
  if (point < 0x80) return [point]
  if (point < 0x800) return [0xc0 | (point >>> 6), tail(0)]
  if (point < 0x10000) return [0xe0 | (point >>> 12), tail(6), tail(0)]
  return [0xf0 | (point >>> 18), tail(12), tail(6), tail(0)]
}
