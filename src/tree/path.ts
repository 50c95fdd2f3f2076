// Paths and the order of leaves: segment by segment, an index before a name, indices numerically, names by code point.
import { demandArray, demandText } from '../prelude/index.ts'

/** The segments of a path; none for the tree itself.
 *  @example segments('0.block 1.bias') // => ['0', 'block 1', 'bias'] */
export const segments = (path: string): readonly string[] =>
  demandText('segments', 'path', path) === '' ? [] : path.split('.')

/** The path of a child.
 *  @example under('0', 'bias') // => '0.bias' */
export const under = (path: string, name: string | number): string =>
  demandText('under', 'path', path) === '' ? named(name) : `${path}.${named(name)}`

const named = (name: string | number): string =>
  typeof name === 'number' ? `${name}` : demandText('under', 'name', name)

/** The path of these segments.
 *  @example joined(['0', 'bias']) // => '0.bias' */
export const joined = (names: readonly string[]): string => {
  for (const name of demandArray('joined', 'names', names)) demandText('joined', 'name', name)
  return names.join('.')
}

/** A path as messages show it. */
export const quoted = (path: string): string => (path === '' ? 'the tree' : `'${path}'`)

/** Whether the first path is the second or leads to it, in segments. */
export const leadsTo = (above: readonly string[], below: readonly string[]): boolean => {
  demandArray('leadsTo', 'names', above)
  demandArray('leadsTo', 'names', below)
  return above.length <= below.length && above.every((name, i) => name === below[i])
}

/** Whether a segment is an index as it is written canonically: `0`, `10`; not `01`.
 *  @example isIndex('10') // => true */
export const isIndex = (name: string): boolean =>
  isDigit(name.charCodeAt(0)) && /^(?:0|[1-9][0-9]*)$/.test(name)

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57

/** The order of two segments: negative where the first stands before the second. */
export const bySegment = (a: string, b: string): number => {
  demandText('bySegment', 'segment', a)
  demandText('bySegment', 'segment', b)
  const [left, right] = [isIndex(a), isIndex(b)]
  if (left && right) return a.length - b.length || byCodePoint(a, b) // digits: the longer is the larger
  return left ? -1 : right ? 1 : byCodePoint(a, b)
}

/** Code points, not UTF-16 units, which is the order of their bytes in UTF-8: U+FF5E stands before U+1F600. */
export const byCodePoint = (a: string, b: string): number => {
  demandText('byCodePoint', 'text', a)
  demandText('byCodePoint', 'text', b)
  for (let i = 0; i < a.length || i < b.length; i++) {
    const [x = -1, y = -1] = [a.codePointAt(i), b.codePointAt(i)]
    if (x !== y) return x - y
    if (x > 0xffff) i++
  }
  return 0
}

/** The order of two paths. */
export const byPath = (a: string, b: string): number => {
  demandText('byPath', 'path', a)
  demandText('byPath', 'path', b)
  const [left, right] = [segments(a), segments(b)]
  for (const [i, name] of left.entries()) {
    const other = right[i]
    const order = other === undefined ? 1 : bySegment(name, other)
    if (order !== 0) return order
  }
  return left.length - right.length
}

/** The names of a record in leaf order; already ordered ones are not sorted again. */
export const ordered = (names: readonly string[]): readonly string[] => {
  for (const name of demandArray('ordered', 'names', names)) demandText('ordered', 'name', name)
  for (let i = 1; i < names.length; i++)
    if (bySegment(names[i - 1] ?? '', names[i] ?? '') > 0) return [...names].sort(bySegment)
  return names
}
