// What a page calls while it runs: each claim fails with the page's own line.
import { format } from 'node:util'
import { expect } from 'vitest'

export interface Reader {
  readonly console: { readonly log: (...values: readonly unknown[]) => void }
  /** A block begins: what was printed before is forgotten. */
  readonly begins: () => void
  readonly shows: (line: number, value: unknown, wanted: unknown) => void
  readonly throws: (line: number, run: () => void, message: string) => void
  readonly printed: (line: number, wanted: string) => void
}

const hasJson = (value: unknown): value is { readonly toJSON: () => unknown } =>
  typeof value === 'object' &&
  value !== null &&
  'toJSON' in value &&
  typeof value.toJSON === 'function'

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value))

/** The value as the page can write it: where the page has a literal, a handle is shown as its JSON. */
export const asWritten = (value: unknown, wanted: unknown): unknown => {
  if (hasJson(wanted)) return value
  if (hasJson(value)) return asWritten(value.toJSON(), wanted)
  if (Array.isArray(value))
    return value.map((item, i) => asWritten(item, Array.isArray(wanted) ? wanted[i] : undefined))
  if (!isPlain(value)) return value
  const other = isPlain(wanted) ? wanted : {}
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, asWritten(item, other[name])]),
  )
}

const messageOf = (run: () => void): string => {
  try {
    run()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return 'nothing was thrown'
}

const trimmed = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()

/** The reader of a page. */
export const read = (page: string): Reader => {
  let output: readonly string[] = []
  const at = (line: number): string => `${page}:${line}`
  return {
    console: {
      log: (...values) => {
        output = [...output, format(...values)]
      },
    },
    begins: () => {
      output = []
    },
    shows: (line, value, wanted) => expect(asWritten(value, wanted), at(line)).toEqual(wanted),
    throws: (line, run, message) => expect(messageOf(run), at(line)).toBe(message),
    printed: (line, wanted) => expect(trimmed(output.join('\n')), at(line)).toBe(trimmed(wanted)),
  }
}
