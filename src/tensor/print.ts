// Numbers as nested rows, short enough for a terminal.
import type { Sizes } from '../shape/index.ts'

/** Longer axes show their first and last three. */
const shown = 3

const text = (x: unknown): string =>
  Array.isArray(x)
    ? x.map((word) => (word as number).toString(16).padStart(8, '0')).join('') // a key: its two words
    : Object.is(x, -0)
      ? '-0'
      : typeof x === 'number' && !Number.isInteger(x)
        ? `${Number(x.toPrecision(6))}`
        : `${x as number | boolean}`

/** Row-major elements as nested brackets.
 *  @example printed([2, 2], [1, 2, 3, 4]) // => '[[1, 2], [3, 4]]' */
export const printed = (shape: Sizes, elements: readonly unknown[]): string => {
  const [length, ...inner] = shape
  if (length === undefined) return text(elements[0])
  const stride = inner.reduce((product, n) => product * n, 1)
  const row = (i: number): string => printed(inner, elements.slice(i * stride, (i + 1) * stride))
  const rows =
    length > 2 * shown + 1
      ? [...range(0, shown).map(row), '…', ...range(length - shown, length).map(row)]
      : range(0, length).map(row)
  return `[${rows.join(', ')}]`
}

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, i) => from + i)
